"""Sources: the documents that carry statements, and where each copy comes from."""

from __future__ import annotations

import msgspec

from briefings.model.edtf import Edtf
from briefings.model.forms import Lang, Url
from briefings.model.ids import Id


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One cited document.

    `derived_from` names the documents that this one copies; they count as one origin. `archived` is the
    address of a snapshot. `note` says what a reader must know, such as why there is no address.
    """

    id: Id
    publisher: Id
    title: str
    url: Url = ""
    published: Edtf | None = None
    accessed: Edtf | None = None
    archived: Url = ""
    derived_from: tuple[Id, ...] = ()
    lang: Lang = ""
    note: str = ""
