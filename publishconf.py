"""Settings of the sample site as it would be published: `make publish`."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403 - Pelican's custom: publishing differs in a few settings only

SITEURL = os.environ.get("SITEURL", "https://daybook.example")

# A picture for every briefing, topic and claim, which other sites show with a link to it.
BRIEFINGS_CARDS = True
