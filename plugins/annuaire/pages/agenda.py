"""The page of the ateliers to come, where some lieu has one."""

from collections.abc import Iterator
from itertools import groupby

from annuaire import agenda, contextes
from annuaire.pages.page import Contenu, Page


def pages(contenu: Contenu) -> Iterator[Page]:
    """Every atelier to come, by département then by day: each once, on its next day."""
    annuaire = contenu.annuaire
    found = agenda.toutes(annuaire.fiches, annuaire.le)
    if not found:
        return
    groups = groupby(found, key=lambda seance: seance.fiche.departement)
    with_some = {seance.fiche.slug for seance in found}
    yield Page(
        agenda.DOSSIER,
        "agenda",
        "Les ateliers",
        "Les ateliers des lieux : apprendre, réparer, fabriquer. Jours, heures et adresses.",
        {
            "groupes": [(d, agenda.prochaines(own)) for d, own in groups],
            "quand": lambda atelier: contextes.quand(atelier.regle, annuaire),
            "heures": agenda.heures,
            "calendriers": [
                (path, name)
                for path, name, fiches in agenda.ensembles(annuaire)
                if with_some & {fiche.slug for fiche in fiches}
            ],
        },
    )
