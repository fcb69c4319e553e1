"""What goes out with a drawing: the picture, and nothing that a program or a person has noted beside it."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.building.card_images import render_svg
from briefings.building.picture_drawings import strip_drawing

SVG = 'xmlns="http://www.w3.org/2000/svg"'
INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape by Wahida of the desk -->
<svg width="90" height="60" viewBox="0 0 90 60" id="s" inkscape:version="1.3"
   sodipodi:docname="wahida-draft.svg"
   inkscape:export-filename='/home/wahida/quay.png'
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <title>The quay</title>
  <desc>A red &amp; a blue half.</desc>
  <sodipodi:namedview id="v" pagecolor="#ffffff"><inkscape:grid id="g"/></sodipodi:namedview>
  <defs><rect id="half" width="45" height="60"/></defs>
  <svg:metadata id="m"><rdf:RDF><dc:creator>Wahida<!-- of the desk --></dc:creator></rdf:RDF></svg:metadata>
  <g inkscape:label="Wahida's layer" inkscape:groupmode="layer"
     fill="red"><use xlink:href="#half" /><!-- a note
     of Wahida's --></g>
  <rect x="45" width="45" height="60" fill="blue" sodipodi:nodetypes="cc"/><metadata/>
  <style><![CDATA[ /* <!-- kept --> */ text { fill: black } ]]></style>
  <text x="3" y="9" data-kept="a > b">Wesh<tspan inkscape:note="by Wahida">!</tspan></text>
</svg>
"""
INKSCAPE_STRIPPED = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>

<svg width="90" height="60" viewBox="0 0 90 60" id="s"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
  <title>The quay</title>
  <desc>A red &amp; a blue half.</desc>
  
  <defs><rect id="half" width="45" height="60"/></defs>
  
  <g
     fill="red"><use xlink:href="#half" /></g>
  <rect x="45" width="45" height="60" fill="blue"/>
  <style><![CDATA[ /* <!-- kept --> */ text { fill: black } ]]></style>
  <text x="3" y="9" data-kept="a > b">Wesh<tspan>!</tspan></text>
</svg>
"""  # noqa: W293 - the lines are left that held what is gone
ILLUSTRATOR = """\
<?xml version="1.0" encoding="iso-8859-1"?>
<?xml-stylesheet href="a.css" type="text/css"?>
<?xpacket begin="" id="Wahida"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://nowhere.example/svg11.dtd" [
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/"> <!-- Wahida -->
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
]>
<svg xmlns:i="&ns_ai;" i:viewOrigin="1 2" xmlns="&ns_svg;" width="9" height="9">
<title>Caf\xe9</title>
<switch><foreignObject requiredExtensions="&ns_ai;" width="1" height="1"><i:pgfRef name="Wahida"/></foreignObject>
<g i:extraneous="self"><rect width="9" height="9" fill="green"/></g></switch><i:pgf id="p">V2FoaWRh</i:pgf></svg>
"""


def strip(text: str) -> str:
    return strip_drawing(text.encode()).decode()


def test_notes_of_a_program_go_and_all_else_stays_byte_for_byte() -> None:
    assert strip(INKSCAPE) == INKSCAPE_STRIPPED
    assert strip(INKSCAPE.replace("\n", "\r\n")) == INKSCAPE_STRIPPED.replace("\n", "\r\n")
    assert strip_drawing(b"\xef\xbb\xbf" + INKSCAPE.encode()) == b"\xef\xbb\xbf" + INKSCAPE_STRIPPED.encode()


def test_the_picture_is_the_same() -> None:
    assert render_svg(strip(INKSCAPE)) == render_svg(INKSCAPE) != render_svg(f'<svg {SVG} width="90" height="60"/>')


def test_namespaces_that_stand_in_entities_are_known_and_other_encodings_are_kept() -> None:
    stripped = strip_drawing(ILLUSTRATOR.encode("latin-1")).decode("latin-1")
    for gone in ("Wahida", "i:", "V2FoaWRh", "<!--", "xpacket"):
        assert gone not in stripped
    for kept in ("<?xml-stylesheet", "Caf\xe9", "<switch>", "<rect", '<!ENTITY ns_ai "http'):
        assert kept in stripped


def test_prefixes_mean_what_they_mean_where_they_stand() -> None:
    ours = f'<svg {SVG} xmlns:x="urn:desk"><g xmlns:x="http://www.figma.com/figma/ns" x:a="1"/><g x:a="2"/></svg>'
    assert strip(ours) == f'<svg {SVG} xmlns:x="urn:desk"><g/><g x:a="2"/></svg>'
    data = f'<svg {SVG}><a:metadata xmlns:a="urn:desk"><metadata>1</metadata></a:metadata></svg>'
    assert strip(data) == f'<svg {SVG}><a:metadata xmlns:a="urn:desk"></a:metadata></svg>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg><!-- a --><g></svg>",
        b"<!-- a --><metadata/>",
        f'<?xml version="1.0" encoding="no-such"?><svg {SVG}><!-- a --></svg>'.encode(),
        f'<?xml version="1.0" encoding="rot13"?><svg {SVG}><!-- a --></svg>'.encode(),
        f'<?xml version="1.0" encoding="utf-8"?><svg {SVG}><!-- \xe9 --></svg>'.encode("latin-1"),
        f'<?xml version="1.0" encoding="cp037"?><svg {SVG}><!-- a --></svg>'.encode("cp037"),
        f'<!DOCTYPE svg [<!ENTITY a "<g/>">]><svg {SVG}><!-- a -->&a;</svg>'.encode(),
        f'<!DOCTYPE svg [<!ENTITY a "1"><!ENTITY b "&a;&a;">]><svg {SVG}><!-- a -->&b;</svg>'.encode(),
        f"<svg {SVG}><x:a><!-- a --></x:a></svg>".encode(),
        gzip.compress(f"<svg {SVG}><!-- a --></svg>".encode()),
    ],
)
def test_what_cannot_be_read_with_certainty_stays_as_it_is(data: bytes) -> None:
    assert strip_drawing(data) == data


@pytest.mark.parametrize(
    "encoding", ["UTF8", "utf-8-sig", "ASCII", "latin-1", "cp1252", "koi8-r", "utf-16", "shift_jis"]
)
def test_a_drawing_keeps_its_encoding(encoding: str) -> None:
    text = "<?xml version='1.0' encoding='{}'?><svg {}>{}<text>{}</text></svg>"
    letters = {"ASCII": "a", "koi8-r": "Вода", "shift_jis": "水"}.get(encoding, "é")
    declared = encoding.removesuffix("-sig")
    made = [text.format(declared, SVG, note, letters).encode(encoding) for note in ("<!-- a --><metadata/>", "")]
    assert strip_drawing(made[0]) == made[1]


def test_namespaces_of_many_elements_cost_no_memory() -> None:
    """Once every element had a list of its own with the names of all around it: a gigabyte for this."""
    depth = 9_000
    tags = "".join(f"<g xmlns:a{number}='u'>" for number in range(depth))
    tracemalloc.start()
    try:
        assert "<!--" not in strip(f"<svg {SVG}>{tags}<!-- a -->{'</g>' * depth}</svg>")
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_nothing_outside_of_the_file_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("desk") / "secret"
    secret.write_text("Wahida")
    declared = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    assert strip(f"{declared}<svg {SVG}><text>&a;</text><!-- a --></svg>") == (
        f"{declared}<svg {SVG}><text>&a;</text></svg>"
    )


PARTS = st.sampled_from(
    ["<g>", "</g>", "<metadata>", "</metadata>", "<!-- a -->", "<i:a/>", "<g i:a='>'/>", "<![CDATA[<!--]]>", "<?a b?>",
     "a&amp;b", "&lt;", "<metadata/>", "\n", '<g xmlns:i="urn:desk" i:b="1"/>', '<a b="/>"/>', "<i:a>", "</i:a>"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=12).map("".join))
def test_stripping_twice_changes_nothing_more_and_leaves_no_note(inner: str) -> None:
    text = f'<svg {SVG} xmlns:i="http://www.inkscape.org/namespaces/inkscape">{inner}</svg>'
    once = strip(text)
    assert strip(once) == once
    if once != text:
        assert not [note for note in ("<!-- a", "<metadata", "<i:", "<?a", "inkscape") if note in once]
