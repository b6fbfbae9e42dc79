"""The parts that the templates read, prepared: lists grouped, hours said, what is missing."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from annuaire import horaires, territoires, textes
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire, Fiche, Proche
from annuaire.model import Lieu
from annuaire.parties import Atelier
from annuaire.territoires import Commune

LISTE_MAX = 400
"""Beyond, a national list gives counts by département instead of names: pages stay light."""

JOIGNABLE_MAX_KM = 60
"""Farther, another lieu's telephone is no help."""


def autour(annuaire: Annuaire, fiche: Fiche, n: int, *, joignables: bool = False) -> list[Proche]:
    """Return the n nearest lieux of a lieu, itself apart."""
    if fiche.point is None:
        return []
    exact = fiche.precision != "commune"
    return annuaire.proches(fiche.point, n, sauf=(fiche.slug,), joignables=joignables, sur=exact)


def joignable(annuaire: Annuaire, fiche: Fiche) -> Proche | None:
    """Return the nearest lieu that has a telephone, for an open one that has none; not too far."""
    if fiche.lieu.telephone or fiche.lieu.est_ferme(annuaire.le):
        return None
    found = autour(annuaire, fiche, 1, joignables=True)
    return found[0] if found and found[0].km <= JOIGNABLE_MAX_KM else None


FAITS = (
    "frais_a_charge",
    "modalites_accompagnement",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "dispositif_programmes_nationaux",
    "autres_formations_labels",
)


def faits(lieu: Lieu) -> Iterator[str]:
    """Name the fields to show under « Ce qu’on y fait », without what the page says already."""
    said = {("Gratuit",), ("France Services",)}
    return (champ for champ in FAITS if getattr(lieu, champ) and getattr(lieu, champ) not in said)


def tournee(lieu: Lieu, annuaire: Annuaire) -> Iterator[tuple[str, str, str]]:
    """Yield (commune, place, when) for each stop of an itinerant lieu."""
    for etape in lieu.tournee:
        commune = territoires.commune_actuelle(etape.code_insee)
        yield commune.nom if commune else "", etape.lieu, quand(etape.regle, annuaire)


def ateliers(lieu: Lieu, annuaire: Annuaire) -> Iterator[tuple[Atelier, str]]:
    """Yield (atelier, when) for those to come, or that come back."""
    for atelier in lieu.ateliers:
        if atelier.date is None or atelier.date >= annuaire.le:
            day = textes.date_fr(atelier.date) if atelier.date else ""
            rule = quand(atelier.regle, annuaire) if atelier.regle else ""
            yield atelier, ", ".join(filter(None, (day, rule, atelier.horaire)))


def quand(regle: str, annuaire: Annuaire) -> str:
    return textes.semaine_fr(horaires.semaine(regle, annuaire.le))


_MANQUE = (
    ("telephone", "le téléphone"),
    ("adresse", "l’adresse exacte"),
    ("horaires", "les horaires"),
    ("services", "ce qu’on y fait"),
    ("frais_a_charge", "le prix"),
    ("courriels", "le courriel"),
    ("site_web", "le site web"),
)


def manque(fiche: Fiche) -> Iterator[str]:
    """Name what nobody has told us yet, the most useful first."""
    return (label for champ, label in _MANQUE if not getattr(fiche.lieu, champ))


def besoins(annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (phrase, path) for each need that some lieu answers."""
    full = {f"familles/{key}/" for key in annuaire.par_famille}
    full |= {f"services/{slug}/" for slug in annuaire.par_service}
    for besoin in voc.BESOINS:
        found = next((page for page in besoin.pages if page in full), None)
        if found:
            yield besoin.phrase, found


def par_commune(fiches: tuple[Fiche, ...]) -> list[tuple[Commune, list[Fiche]]]:
    groups = groupby(fiches, key=lambda fiche: fiche.commune)
    return [(commune, list(group)) for commune, group in groups]


def nationale(fiches: tuple[Fiche, ...]) -> dict[str, Any]:
    """The lieux of a national list by département, named only where the page stays light."""
    groups = groupby(fiches, key=lambda fiche: fiche.departement)
    return {
        "fiches": fiches,
        "par_departement": [(departement, list(group)) for departement, group in groups],
        "nommes": len(fiches) <= LISTE_MAX,
    }


def semaines(fiches: tuple[Fiche, ...], annuaire: Annuaire) -> dict[str, str]:
    """Say the open days of each lieu that has hours, by slug."""
    return {
        fiche.slug: textes.jours_ouverts(horaires.semaine(fiche.lieu.horaires, annuaire.le))
        for fiche in fiches
        if fiche.lieu.horaires
    }


def nom(commune: Commune) -> str:
    return territoires.normaliser(commune.nom)
