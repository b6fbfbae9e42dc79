"""Until when the State supports a fabrique, and what is published of it."""

from typing import NamedTuple

from annuaire.fiche import Fiche
from annuaire.programme import Programme
from annuaire.textes import nombre, pluriel


class Fin(NamedTuple):
    """The last year of a support; `vague` is the wave that it is taken from, "" where the entry says it."""

    annee: int
    vague: str = ""


def fin(fiche: Fiche, programme: Programme) -> Fin | None:
    """Return until when: the year of the label and the length that the entry says, else its wave's."""
    own = fiche.lieu.fabrique
    if own is None:
        return None
    if own.soutien and own.soutien.duree_ans and own.annee_label:
        return Fin(own.annee_label + own.soutien.duree_ans)
    wave = programme.vague(own.vague) if own.vague else None
    return Fin(wave.fin, wave.vague) if wave and wave.fin else None


def phrase(fiche: Fiche, programme: Programme) -> str:
    """Say the support of a labelled lieu, what nobody published named as such; "" for the others."""
    own = fiche.lieu.fabrique
    if own is None or not fiche.lieu.est_labellise:
        return ""
    until = fin(fiche, programme)
    if until is None:
        end = "fin non publiée" if own.soutien and own.soutien.duree_ans else "durée non publiée"
    elif until.vague:
        end = f"annoncé jusqu’en {until.annee} pour la vague {until.vague}"
    else:
        end = f"jusqu’en {until.annee}"
    return f"{_montant(fiche)}, {end}"


def _montant(fiche: Fiche) -> str:
    own = fiche.lieu.fabrique
    support = own.soutien if own else None
    if support is None:
        return "Montant non publié"
    over = f" sur {pluriel(support.duree_ans, 'an')}" if support.duree_ans else ""
    bonus = support.bonus_numerique
    more = f", et {nombre(bonus)} € de bonus numérique" if bonus else ""
    return f"{nombre(support.montant)} €{over}{more}"
