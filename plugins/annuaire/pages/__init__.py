"""The pages of the site, as data: PAGES is its table of contents.

Each function turns the annuaire into the pages of one type; none knows where they are written.
"""

from collections.abc import Callable, Iterator

from annuaire.pages import (
    agenda,
    besoins,
    codes_postaux,
    disparus,
    liens_courts,
    lieux,
    listes,
    programme,
    site,
    territoires,
)
from annuaire.pages.page import (
    Contenu,
    Page,
    ancre,
    url_besoin,
    url_code_postal,
    url_commune,
    url_departement,
    url_pres,
)

__all__ = [
    "PAGES",
    "Contenu",
    "Page",
    "ancre",
    "toutes",
    "url_besoin",
    "url_code_postal",
    "url_commune",
    "url_departement",
    "url_pres",
]

PAGES: tuple[Callable[[Contenu], Iterator[Page]], ...] = (
    site.accueil,
    lieux.lieux,
    lieux.affiches,
    lieux.en_correction,
    lieux.redirections,
    liens_courts.pages,
    agenda.pages,
    territoires.communes,
    territoires.departements,
    territoires.ce_qui_manque,
    territoires.tournee_telephonique,
    territoires.communes_du_departement,
    codes_postaux.codes_postaux,
    territoires.regions,
    site.carte,
    site.autour_de_moi,
    site.panier,
    listes.familles,
    listes.services,
    besoins.je_veux,
    besoins.les_demarches,
    programme.programme,
    programme.memoire,
    site.donnees,
    site.qualite,
    site.rapprochements,
    site.changements,
    site.a_relire,
    site.contribuer,
    site.pages_redigees,
    site.plan,
    site.page_404,
)


def toutes(contenu: Contenu) -> Iterator[Page]:
    """Every page of the site; last, what answers at the addresses where none of them stands."""
    vivantes: set[str] = set()
    for build in PAGES:
        for page in build(contenu):
            vivantes.add(page.path)
            yield page
    yield from disparus.disparus(contenu, vivantes)
