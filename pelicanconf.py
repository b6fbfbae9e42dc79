"""Settings of the site, for `make html`. What is published adds publishconf.py."""

import os

from jinja2 import StrictUndefined

SITENAME = "Fabriques"
SITEURL = ""
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"

# The repository of the entries: the "corriger" and "historique" links of each page.
DEPOT = "https://github.com/fabriques/fabriques"
BRANCHE = "main"

# Files to take up instead of the copies that `make sources` fetched, paths or `cle=path`, with
# commas between: make html SOURCES=a.csv,b.csv. Relative to the folder make was called from.
SOURCES = os.environ.get("SOURCES", "")
SOURCES_DEPUIS = os.environ.get("APPELANT", "")

# The list of priority neighbourhoods (QPV), a CSV: make html QPV=qpv.csv. It is not of the project.
QPV = os.environ.get("QPV", "")

# Codes of the départements shown, all of them when empty: ("19", "23", "87").
TERRITOIRE = ()

# Who publishes: the legal notice shows these. `make publish` refuses while one is empty.
EDITEUR_NOM = ""
EDITEUR_ADRESSE = ""
EDITEUR_TELEPHONE = ""
EDITEUR_COURRIEL = ""
EDITEUR_DIRECTEUR = ""
HEBERGEUR = ""

# True for a site read from a disk or a USB stick, without a server (make cle-usb).
LIENS_FICHIERS = False

# Ours are the words and dates: no locale has to be installed, nor changes a byte.
LOCALE = ["C.UTF-8", "C"]

PLUGIN_PATHS = ["plugins"]
PLUGINS = ["annuaire"]
THEME = "theme"
# A missing variable is an error, every value is escaped: Pelican has neither by default.
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

# Our generator writes everything; the blog stays silent.
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
