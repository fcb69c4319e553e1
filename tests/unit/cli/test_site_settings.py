"""Settings for one run: `-e KEY=VALUE`."""

from __future__ import annotations

import pytest

from briefings.cli.site_settings import parse_overrides


@pytest.mark.parametrize("value", ["[" * 20_000, "9" * 5000, "[1", "", "Night desk"])
def test_value_that_no_json_reader_takes_is_text(value: str) -> None:
    assert parse_overrides((f"SITENAME={value}",)) == {"SITENAME": value}
