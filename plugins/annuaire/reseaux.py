"""Whom to ask in a région when one runs a tiers-lieu, wants one, or looks for one."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from annuaire import contacts, territoires
from annuaire.contacts import Courriel, Url
from annuaire.listes_yaml import Liste
from annuaire.noms import slug
from annuaire.parties import VERS_LISTE, Partie, champ
from annuaire.problems import Problem
from annuaire.valeurs import Texte, proche, refus

FRANCE = "france"
"""What stands for a région where a page speaks of the networks of all of them."""


def _region(value: Any) -> str:
    """Return the slug of a région, its name read too, or FRANCE."""
    known = (FRANCE, *(region.slug for region in territoires.regions().values()))
    found = slug(str(value))
    if found not in known:
        near = proche(found, known)
        raise refus(
            f"« {value} » n’est pas une région",
            f"Vouliez-vous « {near} » ?" if near else "Écrivez son nom, ou france",
            f"region: {near or 'pays-de-la-loire'}",
        )
    return found


def _telephone(value: Any, info: ValidationInfo) -> str:
    """Read a number as it is dialled in the région."""
    regions = territoires.regions()
    codes = (
        departement.code
        for departement in territoires.departements().values()
        if regions[departement.region].slug == info.data.get("region")
    )
    return contacts.telephone(value, next(codes, ""))


class Reseau(Partie):
    """The network of the tiers-lieux of a région, with the keys of its sources."""

    region: Annotated[str, BeforeValidator(_region)] = champ(
        "Région",
        aide="Le nom de la région, ou france pour une page de tout le pays.",
        exemple="bretagne",
    )
    nom: Texte = champ("Nom", aide="Tel qu’il ouvre une phrase.", exemple="Bretagne Tiers-Lieux")
    url: Url | None = champ("Adresse web", default=None)
    courriel: Courriel | None = champ("Courriel", default=None)
    telephone: Annotated[str, BeforeValidator(_telephone)] | None = champ("Téléphone", default=None)
    sources: Annotated[tuple[Texte, ...], Field(min_length=1), VERS_LISTE] = champ(
        "Sources", aide="Leurs clés dans sources.yml.", exemple="[reseaux-anct]"
    )

    @property
    def joignable(self) -> bool:
        """Whether a way to ask them is known."""
        return bool(self.url or self.courriel or self.telephone)


def en_double(liste: Liste[Reseau]) -> Iterator[Problem]:
    """Say which networks stand for a région that has one already."""
    first: dict[str, int] = {}
    for rang, reseau in liste.elements:
        line = first.setdefault(reseau.region, liste.ligne(rang))
        if line != liste.ligne(rang):
            yield liste.problem(
                rang,
                ("region",),
                f"« {reseau.region} » a déjà un réseau, ligne {line}",
                "Gardez celui qui répond aux questions de toute la région",
            )
