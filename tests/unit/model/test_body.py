"""A body that is packed is the same body."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings.model.body import Body, Heading, Reference, ReferenceKind, pack_body

REFERENCE = Reference(ReferenceKind.LINK, "wesh")
BODY = Body("<p>\ue0000\ue001The quay\ue002 “rose”.</p>", (REFERENCE,), (Heading(2, "quay", "Quay"),), 3)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_packed_body_has_the_same_html(html: str) -> None:
    assert pack_body(Body(html)).html == html


def test_packed_body_equals_the_body_and_no_other() -> None:
    packed = pack_body(BODY)
    assert packed == BODY
    assert packed == pack_body(BODY)
    assert hash(packed) == hash(pack_body(BODY))
    assert packed != replace(BODY, html="<p>Other.</p>")
    assert packed != pack_body(replace(BODY, words=4))
    assert packed != "<p>The quay</p>"


@pytest.mark.parametrize("order", [None, "deterministic"])
def test_packed_body_is_encoded_as_the_body_is(order) -> None:
    encoder = msgspec.json.Encoder(order=order)
    assert encoder.encode(pack_body(BODY)) == encoder.encode(BODY)
    assert msgspec.json.decode(encoder.encode(pack_body(BODY)), type=Body) == BODY


def test_packed_body_can_get_other_html() -> None:
    changed = replace(pack_body(BODY), html="<p>Other.</p>")
    assert changed == replace(BODY, html="<p>Other.</p>")
