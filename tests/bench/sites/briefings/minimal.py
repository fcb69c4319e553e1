"""Settings of the fair race: the page set, the addresses and the feeds of the other generators' sites."""

SITENAME = "Briefings"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["briefings"]
STATIC_PATHS = []

# One folder for all, as elsewhere.
ARTICLE_URL = "briefings/{slug}.html"
ARTICLE_SAVE_AS = "briefings/{slug}.html"
FEED_MAX_ITEMS = 20
BRIEFINGS_HOME_ENTRIES = 50
# Nobody else splits the page of a topic.
BRIEFINGS_TIMELINE_LIMIT = 1_000_000
