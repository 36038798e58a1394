"""The demo site: the plugin, and a theme of its own."""

import tomllib
from pathlib import Path

from tools.docs.search import sections

AUTHOR = "pelican-mks"
SITENAME = "pelican-mks"
SITESUBTITLE = "WordPress tabs in Pelican, for every reader"
SITEURL = "http://127.0.0.1:8000"  # for the feeds; pages link each other relatively
RELATIVE_URLS = True

_PROJECT = tomllib.loads(Path(__file__).with_name("pyproject.toml").read_text(encoding="utf-8"))
SOURCE_URL = _PROJECT["project"]["urls"]["Source"]
EDIT_URL = f"{SOURCE_URL}/edit/main"

PATH = "content"
ARTICLE_PATHS = ["articles", "front.md"]
PAGE_PATHS = ["../docs", "pages"]
STATIC_PATHS = ["media", "../docs"]
PATH_METADATA = r"\.\./(?P<path>docs/.+)"  # what lies beside `content/` is written below `output/`
TEMPLATE_PAGES = {
    "templates/faults.html": "pages/faults.html",
    "templates/search-index.js": "search-index.js",
}
JINJA_FILTERS = {"sections": sections}
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = False

MARKDOWN = {
    "extensions": ["tools.docs.links"],
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight"},
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}
PLUGINS = ["pelican_mks"]
MKS_SHORTCODES = ["meks", "wordpress"]
THEME = "content/theme"
IGNORE_FILES = ["**/.*", "theme"]  # its templates are no articles

FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
