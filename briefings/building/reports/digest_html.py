"""Writes a digest as HTML for e-mail: one column, styles in the tags, no pictures, no script, nothing to fetch."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from briefings.building.reports.report import printable
from briefings.views.digest import DigestView

# Mail programs drop style sheets and know few tags, so each tag carries its own style; the one sheet is for dark rooms,
# and mail stays readable without it. The hidden line is what lists of mail show beside the subject.
_TEMPLATE = """\
{%- macro lang(code) %}{% if code %} lang="{{ code }}" dir="auto"{% endif %}{% endmacro -%}
{%- macro anchor(to, style) -%}
{% if to.href %}<a href="{{ to.href }}"{{ lang(to.lang) }} class="link" style="color:#1a4f8b;{{ style }}">\
{{ to.text | clean }}</a>{% else %}<span{{ lang(to.lang) }} style="{{ style }}">{{ to.text | clean }}</span>{% endif %}
{%- endmacro -%}
<!DOCTYPE html>
<html lang="{{ view.lang }}" dir="{{ view.direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ view.title | clean }}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #16181c !important; color: #e8e6e1 !important; }
  .quiet { color: #b4b1aa !important; }
  .link { color: #9cc4f5 !important; }
  .rule { border-color: #4a4d54 !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#ffffff;color:#1c1c1a;">
<div style="display:none;max-height:0;overflow:hidden;">{{ view.preview | clean }}</div>
<div class="page" style="max-width:600px;margin:0 auto;padding:20px;background-color:#ffffff;color:#1c1c1a;\
font-family:Georgia,'Times New Roman',serif;font-size:16px;line-height:1.5;">
<h1 style="margin:0;font-size:24px;line-height:1.25;">{{ view.title | clean }}</h1>
<p class="quiet" style="margin:4px 0 0;color:#5a5a55;font-size:14px;">{{ view.period | clean }}</p>
{% if view.quiet %}
<p style="margin:24px 0;">{{ view.quiet | clean }}</p>
{% endif %}
{% for section in view.sections %}
<h2 class="rule" style="margin:32px 0 12px;padding-top:12px;border-top:2px solid #1c1c1a;font-size:18px;">\
{{ section.title | clean }}</h2>
{% for item in section.items %}
<div style="margin:0 0 20px;">
<p class="quiet" style="margin:0;color:#5a5a55;font-size:14px;">{{ item.note | clean }}\
{% if item.word %} · {{ item.word | clean }}{% endif %}</p>
<p style="margin:0;">{{ anchor(item.link, 'font-weight:bold;') }}</p>
{% if item.after %}
<p style="margin:0;">{% if item.before %}{{ item.before | clean }} {% endif %}{{ view.arrow }} \
<strong>{{ item.after | clean }}</strong></p>
{% endif %}
{% for line in item.lines %}
<p{{ lang(line.lang) }} style="margin:4px 0 0;">{{ line.text | clean }}</p>
{% endfor %}
{% if item.origin %}
<p style="margin:4px 0 0;font-size:14px;">{{ anchor(item.origin, '') }}</p>
{% endif %}
</div>
{% endfor %}
{% if section.rest %}
<p class="quiet" style="margin:0;color:#5a5a55;">{{ section.rest | clean }}</p>
{% endif %}
{% endfor %}
<p class="rule" style="margin:32px 0 0;padding-top:12px;border-top:1px solid #b9b6ae;font-size:14px;">\
{{ anchor(view.more, '') }}</p>
</div>
</body>
</html>
"""


def format_digest_html(view: DigestView) -> str:
    """A digest as one HTML document in UTF-8, at most 640 pixels wide."""
    return _load_template().render(view=view)


@cache
def _load_template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    environment.filters["clean"] = printable
    return environment.from_string(_TEMPLATE)
