"""Stock Pelican, without plugins: topics, places and actors are tags whose names say the kind ("places/Kalomir")."""

import json

SITENAME = "Briefings"
SITEURL = "https://example.org"
AUTHOR = "Desk"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
ARTICLE_PATHS = ["briefings"]
PAGE_PATHS = []
STATIC_PATHS = []
PLUGINS = []

ARTICLE_URL = ARTICLE_SAVE_AS = "{slug}.html"
TAG_URL = TAG_SAVE_AS = "{slug}.html"
TAGS_SAVE_AS = "topics.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
# Slugs of tags keep the slash, so that each kind has a folder.
TAG_REGEX_SUBSTITUTIONS = [(r"[^\w\s/-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-")]

DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
TEMPLATE_EXTENSIONS = [".html", ".xml"]
DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"index": None}
PAGINATION_PATTERNS = ((1, "/", "index.html"), (2, "/page/{number}.html", "page/{number}.html"))

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 20
FEED_ALL_RSS = "index.xml"
TAG_FEED_RSS = "{slug}.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None

JINJA_FILTERS = {"fromjson": json.loads}
JINJA_TESTS = {"of_kind": lambda name, kind: name.startswith(f"{kind}/")}
