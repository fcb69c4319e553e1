"""Settings of the site as the world sees it: everything from pelicanconf.py, and the real address."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403 - Pelican's custom: publishing differs in a few settings only

# The workflow in .github sets it; elsewhere, write your address here: this one is an example, and `publish` says so.
SITEURL = os.environ.get("SITEURL", "https://desk.example")
