"""Settings of the site while you write. Pelican's settings, and those of Briefings that start with BRIEFINGS_."""

SITENAME = "@NAME@"
SITESUBTITLE = "What is known, what is disputed, and who says so."
# Where you look at it while you write: feeds and canonical links need an address. publishconf.py has the real one.
SITEURL = "http://127.0.0.1:8000"

PATH = "content"
OUTPUT_PATH = "output"
STATIC_PATHS = ["images"]
PLUGINS = ["briefings"]

# An IANA name. Times without a zone are read in it, and pages show times in it.
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
