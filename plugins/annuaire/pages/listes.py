"""The national lists: by kind of lieu, by what one can do there."""

from collections.abc import Iterator

from annuaire import contextes
from annuaire import vocabulaires as voc
from annuaire.pages.page import Contenu, Page


def familles(contenu: Contenu) -> Iterator[Page]:
    """The kinds of lieux, then one page per kind."""
    annuaire = contenu.annuaire
    yield Page(
        "familles/",
        "familles",
        "Les familles de lieux",
        "FabLab, coworking, France services, espaces publics numériques : ce que c’est, où.",
    )
    for famille in voc.FAMILLES:
        fiches = annuaire.par_famille.get(famille.cle, ())
        yield Page(
            f"familles/{famille.cle}/",
            "famille",
            famille.nom,
            famille.texte,
            {"famille": famille, **contextes.nationale(fiches)},
            (("Familles", "familles/"),),
        )


def services(contenu: Contenu) -> Iterator[Page]:
    """What one can do there, then one page per service."""
    annuaire = contenu.annuaire
    yield Page(
        "services/",
        "services",
        "Ce qu’on peut y faire",
        "Démarches, apprentissage, accès à internet : ce que proposent les lieux.",
    )
    for service in voc.SERVICES:
        fiches = annuaire.par_service.get(service.slug, ())
        yield Page(
            f"services/{service.slug}/",
            "service",
            service.simple,
            f"{service.simple} : les lieux qui le proposent.",
            {"service": service, **contextes.nationale(fiches)},
            (("Ce qu’on peut y faire", "services/"),),
        )
