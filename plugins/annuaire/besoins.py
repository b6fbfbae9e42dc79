"""Which lieux answer a need, and which have told nothing of it: vocabulaires.BESOINS, read."""

from annuaire import vocabulaires as voc
from annuaire.fiche import Fiche
from annuaire.model import Lieu
from annuaire.vocabulaires import Besoin, Regle


def repond(besoin: Besoin, fiche: Fiche) -> bool:
    """True if what a lieu told proves that it answers a need; what it did not tell proves nothing."""
    regle = besoin.regle
    if not accueille(fiche.lieu) or (regle.humain and not aide_humaine(fiche)):
        return False
    return any(not own.isdisjoint(wanted) for own, wanted in _said(fiche, regle))


def offert(fiche: Fiche) -> Besoin | None:
    """Return the most wanted need that a lieu answers: what a row of a list says of it."""
    return next((besoin for besoin in voc.BESOINS if repond(besoin, fiche)), None)


def est_muet(besoin: Besoin, fiche: Fiche) -> bool:
    """True if a lieu that does not answer told nothing either: nobody knows but itself."""
    told = {champ for champ in besoin.regle.dit_par if _told(fiche.lieu, champ)}
    return not told and accueille(fiche.lieu) and not repond(besoin, fiche)


def aide_humaine(fiche: Fiche) -> bool:
    """False where one is left to oneself; a France services always helps."""
    certain = any(famille.cle == voc.AIDE_CERTAINE for famille in fiche.familles)
    return certain or fiche.lieu.modalites_accompagnement != voc.SEUL


def accueille(lieu: Lieu) -> bool:
    """False where nobody may come in and nobody helps from afar."""
    return (
        voc.SANS_PUBLIC not in lieu.modalites_acces or "À distance" in lieu.modalites_accompagnement
    )


def _told(lieu: Lieu, champ: str) -> bool:
    if champ == "hybridation":
        return bool(lieu.fabrique and lieu.fabrique.hybridation)
    return bool(getattr(lieu, champ))


def _said(fiche: Fiche, regle: Regle) -> tuple[tuple[set[str], tuple[str, ...]], ...]:
    lieu = fiche.lieu
    return (
        (set(lieu.services), regle.services),
        ({famille.cle for famille in fiche.familles}, regle.familles),
        (set(lieu.typologie), regle.typologies),
        (set(lieu.dispositif_programmes_nationaux), regle.dispositifs),
        (set(lieu.fabrique.roles) if lieu.fabrique else set(), regle.roles),
        (set(lieu.prise_en_charge_specifique), regle.prises_en_charge),
    )
