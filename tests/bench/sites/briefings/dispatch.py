"""Settings of a site as a user gets it: the full theme, nothing chosen but name and address."""

SITENAME = "Briefings"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["briefings"]
