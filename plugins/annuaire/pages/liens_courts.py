"""The pages that short links open: one a département, light, and their table of contents."""

from collections.abc import Iterator

from annuaire import liens_courts, phrases
from annuaire.pages.page import Contenu, Page, url_departement


def pages(contenu: Contenu) -> Iterator[Page]:
    """The départements, then every lieu of each, at the anchor that is its code."""
    annuaire = contenu.annuaire
    departements = [(d.code, d.nom, liens_courts.page(d)) for d in annuaire.departements]
    yield Page(
        liens_courts.DOSSIER,
        "liens_courts",
        "Les liens courts",
        context={"departements": departements},
        indexe=False,
    )
    for departement in annuaire.departements:
        yield Page(
            liens_courts.page(departement),
            "lien_court",
            f"Les lieux {phrases.du(departement)}, par lien court",
            context={
                "departement": departement,
                "lignes": liens_courts.lignes(annuaire.par_departement.get(departement.code, ())),
            },
            fil=((departement.nom, url_departement(departement)),),
            indexe=False,
        )
