"""Photographs as telephones write them: with the place and the day in the file."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

EXIF_IFD, GPS_IFD, TAKEN = 0x8769, 0x8825, 0x9003
WESH = {1: "N", 2: (30.0, 58.0, 48.0), 3: "E", 4: (66.0, 24.0, 0.0)}
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="30,58.8N"'
    b' exif:DateTimeOriginal="2019-03-02T10:00:00"/></rdf:RDF></x:xmpmeta>'
)


def take_photograph(
    form: str = "JPEG", gps: dict[int, Any] | None = None, taken: str = "", xmp: bytes = b"", **options: Any
) -> bytes:
    """A small picture of this form with these metadata, written by Pillow."""
    exif = Image.Exif()
    exif[0x010F] = "A maker of telephones"
    if gps is not None:
        exif.get_ifd(GPS_IFD).update(gps)
    if taken:
        exif.get_ifd(EXIF_IFD)[TAKEN] = taken
    given: dict[str, Any] = {"exif": exif, **options} | ({"xmp": xmp} if xmp else {})
    file = io.BytesIO()
    Image.effect_noise((64, 48), 40).save(file, form, **given)
    return file.getvalue()
