"""The pages that short links open: one a département, light, and their table of contents."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from annuaire import liens_courts, phrases
from annuaire.fiche import Fiche
from annuaire.pages.page import Contenu, Page, url_departement
from annuaire.territoires import Departement


def pages(contenu: Contenu) -> Iterator[Page]:
    """The départements, then every lieu of each, at the anchor that is its code."""
    annuaire = contenu.annuaire
    departements = [(d.code, d.nom, liens_courts.page(d)) for d in annuaire.departements]
    yield Page(
        liens_courts.DOSSIER,
        "liens_courts",
        "Les liens courts",
        donnees={"departements": departements},
        indexe=False,
    )
    for departement in annuaire.departements:
        fiches = annuaire.par_departement.get(departement.code, ())
        yield Page(
            liens_courts.page(departement),
            "lien_court",
            f"Les lieux {phrases.du(departement)}, par lien court",
            donnees=partial(_liens, departement, fiches),
            fil=((departement.nom, url_departement(departement)),),
            indexe=False,
            selon=fiches,
        )


def _liens(departement: Departement, fiches: tuple[Fiche, ...]) -> dict[str, Any]:
    return {"departement": departement, "lignes": liens_courts.lignes(fiches)}
