"""Words in Latin letters on pages in the Arabic script, as a browser draws them."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

DARI = "/fa/briefings/2021-07-14-wesh-capture/"
ENGLISH = "/briefings/2021-07-14-wesh-capture/"


def _find_faces(page: Any, address: str, selector: str, text: str) -> set[str]:
    """The faces that the first element which a selector finds has for the letters of a text."""
    page.goto(address)
    page.evaluate("([selector, text]) => { document.querySelector(selector).textContent = text; }", [selector, text])
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {font["familyName"] for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


@pytest.mark.parametrize(
    ("foreign", "own"),
    [
        (".brand bdi", ".brand"),
        (".source__title[lang=en]", ".source__title"),
        (".position__who span[lang=en]", ".position__who span"),
        ("h1", "h1"),
        (".prose p", ".prose p"),
    ],
)
def test_latin_letters_have_the_face_that_they_have_on_english_pages(
    page: Any, dossier_url: str, foreign: str, own: str
) -> None:
    assert _find_faces(page, dossier_url + DARI, foreign, "Wesh") == _find_faces(
        page, dossier_url + ENGLISH, own, "Wesh"
    )


def test_arabic_letters_keep_a_face_of_their_own(page: Any, dossier_url: str) -> None:
    latin, arabic = (_find_faces(page, dossier_url + DARI, "h1", text) for text in ("Wesh", "ویش"))
    assert arabic.isdisjoint(latin)
