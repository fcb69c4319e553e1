"""Settings of the sample site while you look at it on your own machine: `make site`."""

SITENAME = "The Daybook"
SITESUBTITLE = "One border crossing, one summer: what was claimed, who denied it, and what came of it."
# As `make serve` shows it. Feeds, canonical links and the sitemap need an address; publishconf.py has another.
SITEURL = "http://127.0.0.1:8000"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "themes/dispatch"
PLUGINS = ["briefings"]
STATIC_PATHS = ["images"]

TIMEZONE = "Asia/Kabul"
DEFAULT_LANG = "en"
BRIEFINGS_ZONE_LABEL = "AFT"
BRIEFINGS_EMBEDS = True
BRIEFINGS_NEWS_SITEMAP = True

# Everything that other programs can read; a site has none of it unless it asks.
BRIEFINGS_DATA = ["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"]
BRIEFINGS_JSON_FEEDS = True
