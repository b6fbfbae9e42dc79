"""The news of the programme as Atom (RFC 4287): the dates of `content/programme/reperes.yml`.

A feed needs whole addresses: without SITEURL there is none.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from annuaire import flux, textes
from annuaire.programme import Programme, Repere
from annuaire.site import Site

PATH = "programme/nouvelles.atom"
PAGE = "programme/dates/"
TITRE = "Le programme des fabriques de territoire"
MAX = 30
"""Entries of the feed at most."""


def fichiers(programme: Programme, site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the feed, the newest first; nothing where there is nothing to tell."""
    if not site.siteurl or not programme.reperes:
        return
    latest = sorted(programme.reperes, key=lambda repere: repere.jour, reverse=True)[:MAX]
    root = flux.racine(site, TITRE, "programme", _instant(latest[0]), (PATH, PAGE))
    for repere in latest:
        entry = ET.SubElement(root, "entry")
        flux.texte(entry, "title", textes.typo(repere.titre))
        flux.texte(entry, "id", flux.tag(site, f"programme/{repere.ancre}"))
        flux.texte(entry, "updated", _instant(repere))
        href = f"{site.siteurl}/{PAGE}#{repere.ancre}"
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=href)
        flux.texte(entry, "summary", textes.typo(_resume(repere, programme)))
    yield PATH, flux.ecrit(root)


def _instant(repere: Repere) -> str:
    return f"{repere.jour}T00:00:00Z"


def _resume(repere: Repere, programme: Programme) -> str:
    cited = ", ".join(dict.fromkeys(programme.sources[key].editeur for key in repere.sources))
    told = f"{textes.date_partielle(repere.date)}. {repere.texte}".strip()
    return f"{told} Source : {cited}."
