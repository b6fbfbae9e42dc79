"""The pages of the site, as data: PAGES is its table of contents.

Each function turns the annuaire into the pages of one type; none knows where they are written.
"""

from collections.abc import Callable, Iterator

from annuaire.pages import besoins, lieux, listes, site, territoires
from annuaire.pages.page import Contenu, Page, url_besoin, url_commune, url_departement

__all__ = ["PAGES", "Contenu", "Page", "url_besoin", "url_commune", "url_departement"]

PAGES: tuple[Callable[[Contenu], Iterator[Page]], ...] = (
    site.accueil,
    lieux.lieux,
    lieux.affiches,
    lieux.en_correction,
    lieux.redirections,
    territoires.communes,
    territoires.departements,
    territoires.ce_qui_manque,
    territoires.tournee_telephonique,
    territoires.communes_du_departement,
    territoires.regions,
    site.carte,
    listes.familles,
    listes.services,
    besoins.je_veux,
    besoins.les_demarches,
    site.programme,
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
