"""What kind of help a lieu gives, in the words of somebody who needs it.

A place that only rents desks must not look like one that helps with papers: `humaine` parts them.
"""

from collections.abc import Collection
from typing import NamedTuple

from annuaire.model import Lieu
from annuaire.vocabulaires import Famille, Service


class Aide(NamedTuple):
    """One kind of help, and what of a lieu shows that it is given there: any of these is enough.

    `humaine` is true where somebody helps, and not only machines or desks. `services` are slugs,
    `familles` and `roles` keys of vocabulaires; the two others are values of the standard.
    """

    texte: str
    humaine: bool
    services: tuple[str, ...] = ()
    familles: tuple[str, ...] = ()
    dispositifs: tuple[str, ...] = ()
    typologies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


AIDES = (
    Aide(
        "Aide pour vos démarches",
        humaine=True,
        services=("demarches",),
        familles=("france-services", "ex-msap"),
        dispositifs=("Aidants Connect",),
        typologies=("CCAS", "CIAS", "MDS", "PAD", "PIMMS"),
        roles=("agent-administratif", "aidant-connect"),
    ),
    Aide(
        "Aide avec l’ordinateur ou le téléphone",
        humaine=True,
        services=("outils-du-quotidien", "securite", "emploi", "parents", "comprendre"),
        familles=("mediation-numerique", "epn", "point-cyb", "cyber-base", "ecm"),
        dispositifs=(
            "Conseillers numériques",
            "Emmaüs Connect",
            "Relais numérique (Emmaüs Connect)",
        ),
        roles=("mediateur", "conseiller-numerique"),
    ),
    Aide("Ordinateurs en libre accès", humaine=False, services=("acces-internet",)),
    Aide(
        "Atelier pour fabriquer ou réparer",
        humaine=False,
        services=("creation",),
        familles=("fablab", "repair-cafe", "ateliers-partages", "micro-folie"),
    ),
    Aide("Bureaux pour travailler", humaine=False, familles=("coworking",)),
)
"""The most wanted first: a row of a list names one."""

INCONNUE = Aide("Activités à demander", humaine=False)
"""Of a lieu of which nobody told us what is done there."""


def aide(lieu: Lieu, services: Collection[Service], familles: Collection[Famille]) -> Aide:
    """Return the most wanted help that a lieu is known to give, INCONNUE where none is."""
    own = (
        {service.slug for service in services},
        {famille.cle for famille in familles},
        set(lieu.dispositif_programmes_nationaux),
        set(lieu.typologie),
        set(lieu.fabrique.roles if lieu.fabrique else ()),
    )
    return next(
        (one for one in AIDES if any(map(set.intersection, own, map(set, one[2:])))), INCONNUE
    )
