"""The dictionary of the fuzzer: pieces of every syntax that content has, and texts that have broken other programs."""

from __future__ import annotations

HOSTILE = (
    "", " ", "~", "NO", "on", "null", "0", "-0", "1e999", "9" * 400, "0x1F", "012", "1_000", "12:30:45", ".inf",
    ".nan", "A", "x" * 300, "x " * 200, "é", "e\u0301", "\u0301", "字", "سلام", "کی\u200cها", "😀", "👩\u200d👧", "ﬁ",
    "İ", "ß", "ǅ", "\u202e", "\u2066x", "\u200b", "\u200f", "\ufeff", "\u2028", "\u2029", "\x85", "\xa0", "\xad",
    "\U000e0041", "\ufdd0", "\t", "\x00", "\x07", "\x1b[31m", "\x7f", "\x9b", "\ue000", "\ue00f", "\uf8ff", "\ufffd",
    "\ufffe", "\uffff", "'", '"', "`", "\\", "%", "&", "<", ">", "{", "}", "[", "]", "|", "#", "@", "*", "!", ":",
    ": ", " #", "- ", "? ", "&amp;", "&#0;", "&#xE000;", "&#57344;", "&bogus;", "<script>", "</title>", "<!--", "-->",
    "]]>", "<![CDATA[", "{{ view }}", "{% raw %}", "${x}", "%(x)s", "{0}", "{slug}", "{filename}", "|static|x",
    "../../etc/passwd", "/", "..", "javascript:x", "data:text/html,x", "https://[", "https://e.example:99999/",
    "//e.example", "http://\u2025.example", "Infinity", "true", "yes", "constructor", "__proto__", "get_content",
    "CON", "NUL", "a.b", "index", "404", "en", "fa",
)  # fmt: skip
"""Values that are odd anywhere."""

DATES = (
    "2021-07-14", "2021-07", "2021", "202X", "20XX", "201X-XX", "2021-XX", "2021-07-XX", "2021-21", "2021-33", "198",
    "19", "2021-07-14T13:20+04:30", "2021-07-14T13:20", "2021-07-14T24:00", "2021-07-14T23:59:60Z",
    "2021-07-14T13:20:00.123Z", "2021-07-14~", "2021-07?", "2021%", "~2021", "2021-~07", "2021-07-14/2021-07-15",
    "2021/..", "../2021", "/2021", "2021/", "[2021-07-13,2021-07-14]", "{2021,2022}", "[..2021]", "[2021..]",
    "[2020..2022]", "Y170000002", "Y-17E7", "-0044", "0000", "0001-01-01", "9999-12-31", "9999-12-31T23:59-12:00",
    "0001-01-01T00:00+14:00", "2021-02-29", "2021-02-30", "2021-13", "14 July 2021", "yesterday", "2021-7-4",
    "2021.07.14", "٢٠٢١-٠٧-١٤", "２０２１", "2021-07-14T13:20+99:99", "1400-04-23",
)  # fmt: skip

MARKDOWN = (
    "[[", "]]", "[[a]]", "[[b|words]]", "[[actor:a|", "[[place:b]]", "[[claim:a]]", "[[topic:", "[[[[", "|", "![[",
    "![[a]]", "[@", "[@a]", "[@a, p. 4; @b]", "[@a; ", "@c", ";", ",", "[", "]", "[words]{claim=a}", "]{claim=a}",
    "]{claim=", "{.x #y}", "[day]{date=2021-07-14}", "]{date=2021-07~}", "]{date=", "{", "}", "{: #a .b lang=fa }",
    "> ", "> [!unknown] ", "> [!watch]\n", "> [!", "> > > ", "\n", "\n\n", "\r\n", "\r", "\x85", "\u2028", "    ",
    "\t", "- ", "* ", "1. ", "# ", "## ", "###### ", "---\n", "===\n", ": ", "*", "**", "***", "_", "__", "`", "``",
    "```\n", "~~~\n", "```a b\n", "\\", "\\[", '"', "'", "--", "...", "&amp;", "&#57344;", "&#xE001;", "&#0;", "<b>",
    "</b>", "<div>", "</div>", "<p markdown=1>", "<details><summary>", "<table><td>", "<svg>", "<a href='",
    '<a href="javascript:x">', "</a>", "<img src=x onerror=y>", "<script>", "<style>", "<!--", "-->", "<!", "<?", "<",
    "[a](b)", "[a](", "](", ")", "![a](/b.png)", "![a](//e.example/b)", "[s]({static}../images/a.png)",
    "[s]({filename}b.md#x)", "|filename|a.md", "[^1]", "[^1]: note", "\n[^2]: [^2]", "*[UN]: United", "UN",
    "a | b\n--|--:\n", "|", "[r]: http://e.example", "[r]", "<http://e.example>", "http://e.example/a_b*c", "www.",
    "\ue000", "\ue004\U000f0000", "\x02", "\x03", "\x00", "سلام ", "word ", "字", "yesterday ", "“", "”", "«",
    "Share this article", "a" * 80+" ", "{{", "}}", "{%", "$$", "  \n", "=" * 40+"\n",
)  # fmt: skip

YAML = (
    "---\n", "...\n", "--- \n", "---x\n", "%YAML 1.1\n", "%TAG ! x\n", "# x\n", "\n", "\r\n", "\r", "\x85", "\u2028",
    "\ufeff", "&a ", "*a", "*a\n", "!x ", "!!str ", "!!python/object:os.system ", "<<: *a\n", "<<: {a: b}\n", "? ",
    "? [a]\n: b\n", "|", ">", "|2-\n", ">+\n", "- ", "-\n", "- - - ", "[", "]", "{", "}", ", ", ": ", ":\n", " ",
    "  ", "\t", "'", '"', "\\", '"\\x01"', '"\\ud800"', "id: a\n", "title: x\n", "date: 2021-07-14\n", "Title: x\n",
    "claims:\n", "sources: [a, b]\n", "{id: a}", "- id: a\n", "null", "~", "[" * 30, "{a: " * 30, "- " * 30,
    "? " * 30, "\x00", "\x07", "\x1f", "\x7f", "\ue000", "\ufffe", "@x", "`x`", "=", "\U0001f600",
)  # fmt: skip

TOML = (
    "[codes]\n", "[limits]\n", "[", "]", "[[codes]]\n", "=", '"', "'", '"""', "\n", "#", "{", "}", ",", ".",
    "\\u0000", "\\ud800", 'extends = "newsroom"\n', 'extends = "plain"\n', 'extends = "policy.toml"\n',
    "extends = 1\n", 'extends = "\\u0000.toml"\n', 'BRF-relative-date = "off"\n', 'BRF-unknown-id = "note"\n',
    'BRF-x = "error"\n', "BRF-orphan = 3\n", "BRF-orphan.a.b = 1\n", "archive_days = 14\n", "archive_days = -1\n",
    "overlap_words = 0\n", "basis_words = 9999999999999999999999\n", "archive_days = true\n", "archive_days = inf\n",
    "x = 1979-05-27T07:32:00Z\n", "a" * 300, "[" * 300, "x = ",
    "x = " + "[" * 3000, "x = " + "9" * 5000, "{a=" * 3000, "\x00", "\x85",
)  # fmt: skip

JSON = ("{", "}", "[", "]", '"', ",", ":", "1", "9" * 5000, "[" * 20_000, '{"a":' * 20_000, "1e999", "NaN", '"\\ud800"')
