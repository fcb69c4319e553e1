"""The tiny site, built once for the goldens."""

import pytest


@pytest.fixture(scope="session")
def golden_site(root, tmp_path_factory, run_briefings):
    """The tiny site as its own settings build it."""
    output = tmp_path_factory.mktemp("golden") / "site"
    result = run_briefings("build", "-s", root / "tests/fixtures/tiny/pelicanconf.py", "-o", output)
    assert result.returncode == 0, result.stderr
    return output
