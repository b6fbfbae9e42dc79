"""The change feeds, Atom (RFC 4287) and JSON Feed 1.1: France, each région, each département.

A feed needs whole addresses: without SITEURL there is none.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from annuaire import territoires, textes
from annuaire.annuaire import Annuaire
from annuaire.historique import Type
from annuaire.nouvelles import Nouvelle, Nouvelles
from annuaire.site import Site

ATOM = "changements.atom"
JSON = "changements.json"
MAX = 50
"""Entries of a feed at most."""
FRANCE = "changements/"
"""The page that the feed of France goes with."""

TYPES: dict[Type, str] = {
    "nouveau": "Nouveau lieu",
    "ferme": "Fermeture",
    "horaires": "Horaires",
    "demenage": "Déménagement",
    "labellise": "Label",
    "autre": "Autre changement",
}


class Flux(NamedTuple):
    """What changed in one territory: `dossier` holds its feeds, `page` shows it, both paths."""

    dossier: str
    page: str
    nom: str
    titre: str
    nouvelles: tuple[Nouvelle, ...]


def flux(annuaire: Annuaire, nouvelles: Nouvelles, site: Site) -> Iterator[Flux]:
    """Yield the feeds of the territories where something changed, France first."""
    if not site.siteurl or not nouvelles.toutes:
        return
    yield Flux("", FRANCE, "France", "Ce qui a changé en France", nouvelles.toutes)
    for region in annuaire.regions:
        if found := nouvelles.par_region.get(region.code):
            yield _local(region, f"regions/{region.slug}/", found)
    for departement in annuaire.departements:
        if found := nouvelles.par_departement.get(departement.code):
            yield _local(departement, f"departements/{departement.slug}/", found)


def _local(
    territoire: territoires.Region | territoires.Departement,
    dossier: str,
    found: tuple[Nouvelle, ...],
) -> Flux:
    title = f"Ce qui a changé {territoires.dans_le(territoire)}"
    return Flux(dossier, dossier, territoire.nom, textes.typo(title), found)


def fichiers(annuaire: Annuaire, nouvelles: Nouvelles, site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each feed."""
    for one in flux(annuaire, nouvelles, site):
        yield f"{one.dossier}{ATOM}", atom(one, site)
        yield f"{one.dossier}{JSON}", json_feed(one, site)


def atom(one: Flux, site: Site) -> str:
    """Return a feed as Atom. Its dates are days: Git's, at midnight UTC."""
    root = racine(
        site,
        one.titre,
        f"changements/{one.dossier}",
        _instant(one.nouvelles[0]),
        (f"{one.dossier}{ATOM}", one.page),
    )
    for nouvelle in one.nouvelles[:MAX]:
        entry = ET.SubElement(root, "entry")
        texte(entry, "title", _titre(nouvelle))
        texte(entry, "id", _id(nouvelle, site))
        texte(entry, "updated", _instant(nouvelle))
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=_url(nouvelle, site))
        ET.SubElement(entry, "category", term=nouvelle.type, label=TYPES[nouvelle.type])
        texte(entry, "summary", textes.typo(f"{nouvelle.datee}."))
    return ecrit(root)


def json_feed(one: Flux, site: Site) -> str:
    """Return the same as JSON Feed."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one.titre,
        "home_page_url": f"{site.siteurl}/{one.page}",
        "feed_url": f"{site.siteurl}/{one.dossier}{JSON}",
        "language": "fr",
        "authors": [{"name": site.sitename}],
        "items": [
            {
                "id": _id(nouvelle, site),
                "url": _url(nouvelle, site),
                "title": _titre(nouvelle),
                "content_text": textes.typo(f"{nouvelle.datee}."),
                "date_published": _instant(nouvelle),
                "tags": [nouvelle.type],
            }
            for nouvelle in one.nouvelles[:MAX]
        ],
    }
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n"


def racine(site: Site, titre: str, nom: str, change: str, chemins: tuple[str, str]) -> ET.Element:
    """Begin an Atom feed: `nom` names it for ever, `change` is the instant of its last change.

    `chemins` are its own path, then that of the page that it goes with.
    """
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "fr"})
    texte(root, "title", titre)
    texte(root, "id", tag(site, nom))
    texte(root, "updated", change)
    texte(ET.SubElement(root, "author"), "name", site.sitename)
    texte(root, "rights", "Licence Ouverte 2.0")
    self_url, page_url = (f"{site.siteurl}/{path}" for path in chemins)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=self_url)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=page_url)
    return root


def ecrit(root: ET.Element) -> str:
    """Return a feed as it is served."""
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def texte(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element that holds a text."""
    ET.SubElement(parent, tag).text = text


def _titre(nouvelle: Nouvelle) -> str:
    lieu, commune = nouvelle.fiche.lieu, nouvelle.fiche.commune
    return textes.typo(
        f"{lieu.nom}, {commune.nom} : {nouvelle.phrase[0].lower()}{nouvelle.phrase[1:]}"
    )


def _instant(nouvelle: Nouvelle) -> str:
    return f"{nouvelle.le}T00:00:00Z"


def _url(nouvelle: Nouvelle, site: Site) -> str:
    return f"{site.siteurl}/{nouvelle.fiche.url}"


def _id(nouvelle: Nouvelle, site: Site) -> str:
    """Name a change for ever: by the id of its lieu, which outlives the address of its page."""
    return tag(site, f"{quote(nouvelle.fiche.lieu.id, safe='')}/{nouvelle.le}/{nouvelle.type}")


def tag(site: Site, specific: str) -> str:
    """Return a tag URI (RFC 4151)."""
    address = urlsplit(site.siteurl)
    return f"tag:{address.hostname},2026:{address.path.strip('/')}/{specific}"
