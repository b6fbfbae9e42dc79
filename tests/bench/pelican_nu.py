"""A site of stock Pelican over the same entries, as a blog: an article a lieu, a category a département.

Régions are its tags; no feed. Two ways to read the entries: our very files, in YAML, through the
reader that people add to Pelican; or written anew as its own reader wants them, a `Key: value` a line.
"""

import shutil
import sys
from pathlib import Path

from annuaire import ecriture, reader, territoires
from annuaire.model import Lieu
from bench.champs_montres import CHAMPS
from bench.lecteur_yaml import sur_une_ligne
from bench.outil_construction import BLOG, BLOG_YAML, Outil

REGLAGES = """\
SITENAME = "Fabriques"
SITEURL = "https://fabriques.example/annuaire"
AUTHOR = "Fabriques"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
THEME = "theme"
ARTICLE_PATHS = ["lieux"]
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DEFAULT_PAGINATION = False
ARTICLE_URL = "lieux/{slug}/"
ARTICLE_SAVE_AS = "lieux/{slug}/index.html"
CATEGORY_URL = "departements/{slug}/"
CATEGORY_SAVE_AS = "departements/{slug}/index.html"
TAG_URL = "regions/{slug}/"
TAG_SAVE_AS = "regions/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap", "lieux"]
SITEMAP_SAVE_AS = "sitemap.xml"
LIEUX_SAVE_AS = "lieux.json"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
BASE = """\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block titre %}{{ SITENAME }}{% endblock %} - Fabriques</title>
</head>
<body>
<header><a href="{{ SITEURL }}/">Fabriques</a></header>
<main>
{% block main %}{% endblock %}
</main>
<footer><p>Licence Ouverte 2.0</p></footer>
</body>
</html>
"""
LISTE = """\
{% extends "base.html" %}
{% block titre %}@QUI@{% endblock %}
{% block main %}<h1>{{ @QUI@ }}</h1>
<ul>
{% for article in articles|sort(attribute="title") %}<li><a href="{{ SITEURL }}/{{ article.url }}">{{ article.title|e }}</a> {{ article.commune|e }}{% if article.telephone %} <a href="tel:{{ article.telephone }}">{{ article.telephone }}</a>{% endif %}{% if article.horaires %} {{ article.horaires|e }}{% endif %}</li>
{% endfor %}</ul>{% endblock %}
"""
ACCUEIL = """\
{% extends "base.html" %}
{% block main %}<h1>Fabriques</h1>
<ul>
{% for tag, articles in tags %}<li><a href="{{ SITEURL }}/{{ tag.url }}">{{ tag }}</a></li>
{% endfor %}</ul>{% endblock %}
"""
PLAN = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for article in articles %}<url><loc>{{ SITEURL }}/{{ article.url }}</loc></url>
{% endfor %}</urlset>
"""
GEOJSON = """\
{"type":"FeatureCollection","features":[
{% for article in articles %}{"type":"Feature","geometry":{% if article.longitude %}{"type":"Point","coordinates":[{{ article.longitude }},{{ article.latitude }}]}{% else %}null{% endif %},"properties":{{ {"nom": article.title, "commune": article.commune, "url": article.url}|tojson }}}{{ "," if not loop.last }}
{% endfor %}]}
"""


def outil(fiches: Path, travail: Path, sortie: Path, *, yaml: bool) -> Outil:
    """Return stock Pelican over the entries of `fiches` as articles, its site under `travail`."""
    templates = {
        "base.html": BASE,
        "index.html": ACCUEIL,
        "article.html": _page(),
        "category.html": LISTE.replace("@QUI@", "category"),
        "tag.html": LISTE.replace("@QUI@", "tag"),
        "sitemap.html": PLAN,
        "lieux.html": GEOJSON,
    }
    theme = travail / "theme/templates"
    theme.mkdir(parents=True)
    for name, text in templates.items():
        (theme / name).write_text(text, encoding="utf-8")
    content = travail / "content"
    reglages = REGLAGES + _lecteur() if yaml else REGLAGES
    (travail / "pelicanconf.py").write_text(reglages, encoding="utf-8")
    if yaml:
        shutil.copytree(fiches / "lieux", content / "lieux")
    else:
        _articles(fiches, content)
    command = [sys.executable, "-m", "pelican", "content", "--output", str(sortie), "--quiet"]
    return Outil(
        nom=BLOG_YAML if yaml else BLOG,
        fiches=content / "lieux",
        gabarit=theme / "article.html",
        sortie=sortie,
        cache=travail / "cache",
        commande=(*command, "--fatal", "errors", "--settings", "pelicanconf.py"),
        depuis=travail,
    )


def _lecteur() -> str:
    """Return the settings that have Pelican read our own files."""
    regions = {
        d.slug: territoires.regions()[d.region].nom for d in territoires.departements().values()
    }
    return f"""\
import sys
sys.path.append({str(Path(__file__).parent)!r})
from lecteur_yaml import LecteurYaml
READERS = {{"md": LecteurYaml}}
REGIONS = {regions!r}
"""


def _articles(fiches: Path, content: Path) -> None:
    """Write the entries as Pelican's own reader wants them."""
    for lecture in reader.read_tree(fiches):
        assert lecture.lieu, lecture.path
        path = content / lecture.path.relative_to(fiches)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(lecture.lieu, lecture.slug), encoding="utf-8")


def article(lieu: Lieu, slug: str) -> str:
    """Return an entry as Pelican's Markdown reader has it: a line a field, then the text."""
    commune = territoires.commune_actuelle(lieu.code_insee)
    assert commune, "the model refuses unknown codes"
    departement = territoires.departements()[commune.departement]
    values = ecriture.valeurs(lieu)
    own = {
        "Title": lieu.nom,
        "Date": lieu.date_maj,
        "Slug": slug,
        "Category": departement.nom,
        "Tags": territoires.regions()[departement.region].nom.replace(",", " "),
    }
    said = own | {nom: sur_une_ligne(values[nom]) for nom in CHAMPS if nom in values}
    front = "".join(f"{key}: {value}\n" for key, value in said.items())
    return f"{front}\n{lieu.presentation_detail or ''}\n"


def _page() -> str:
    """Return the template of a lieu: its fields, each with its label, then its text."""
    rows = "".join(
        f"{{% if article.{nom} %}}<div><dt>{label}</dt><dd>{{{{ article.{nom}|e }}}}</dd></div>\n{{% endif %}}"
        for nom, label in CHAMPS.items()
    )
    return (
        '{% extends "base.html" %}\n{% block titre %}{{ article.title|e }}{% endblock %}\n'
        "{% block main %}<article>\n<h1>{{ article.title|e }}</h1>\n<dl>\n"
        f"{rows}</dl>\n{{{{ article.content }}}}\n"
        '<p><a href="{{ SITEURL }}/{{ article.category.url }}">{{ article.category }}</a></p>\n'
        "</article>{% endblock %}\n"
    )
