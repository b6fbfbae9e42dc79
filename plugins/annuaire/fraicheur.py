"""How old what we know of a lieu is, in words and in colour: the pages, the lists, the counts."""

from datetime import date
from typing import NamedTuple

from annuaire import textes
from annuaire.fiche import Fiche


class Stade(NamedTuple):
    """A stage of age: the class of its colour, from how many months on, how a table says it."""

    cle: str
    mois: int
    mot: str


FRAIS, SUIVI, ANCIEN, PERIME = STADES = (
    Stade("frais", 0, "moins de 6 mois"),
    Stade("suivi", 6, "de 6 à 12 mois"),
    Stade("ancien", 12, "de 12 à 18 mois"),
    Stade("perime", 18, "18 mois et plus"),
)
"""From the newest to the oldest. From ANCIEN on, a page says to call before coming."""


class Fraicheur(NamedTuple):
    """How old what we know of a lieu is, on the day `le`.

    `faits_du` is the day its facts were last told, `verifie_le` the day somebody checked with the
    lieu, None where nobody did, `par` how.
    """

    faits_du: date
    verifie_le: date | None
    par: str
    le: date

    @property
    def jour(self) -> date:
        """The last day that anything was known: a check holds for all that the page says."""
        return max(self.faits_du, self.verifie_le or self.faits_du)

    @property
    def mois(self) -> int:
        """The age of what we know, in whole months."""
        return mois_entre(self.jour, self.le)

    @property
    def stade(self) -> Stade:
        """The stage of what we know."""
        return stade(self.jour, self.le)

    @property
    def est_verifie(self) -> bool:
        """True if the last thing known is a check, false if the facts were told since, or none."""
        return self.verifie_le == self.jour

    @property
    def a_verifier(self) -> bool:
        """True if nobody checked for a year."""
        return self.verifie_le is None or mois_entre(self.verifie_le, self.le) >= ANCIEN.mois

    @property
    def court(self) -> str:
        """Say the age in a few words, for a row: « Vérifié en mars 2026 »."""
        if self.verifie_le and self.est_verifie:
            return f"Vérifié en {textes.mois_fr(self.jour)}"
        checked = f"Vérifié en {textes.mois_fr(self.verifie_le)}" if self.verifie_le else ""
        return f"{checked or 'Jamais vérifié'}, mis à jour en {textes.mois_fr(self.jour)}"

    def phrase(self, demander: str) -> str:
        """Say the age to a visitor, "" where there is nothing to say: no check, recent facts.

        `demander` is how to make sure: « appelez », « écrivez ».
        """
        old = self.stade in (ANCIEN, PERIME)
        advice = f" : {demander} avant de venir" if old else ""
        month = textes.mois_fr(self.jour)
        if not self.est_verifie:
            return f"Ces informations datent de {self.duree} ({month}){advice}." if old else ""
        checked = f"Vérifié par {self.par}" if self.par else "Vérifié"
        when = f"en {month}" if self.stade == FRAIS else f"il y a {self.duree} ({month})"
        return f"{checked} {when}{advice}."

    @property
    def duree(self) -> str:
        """Say the age: « plus de 6 mois », « plus d’un an », « plus de 2 ans »."""
        if self.mois >= 24:
            return f"plus de {self.mois // 12} ans"
        return "plus d’un an" if self.stade == ANCIEN else f"plus de {self.stade.mois} mois"


def de(fiche: Fiche, le: date) -> Fraicheur:
    """Return how old what we know of a fiche is, on a day."""
    meta = fiche.lieu.meta
    return Fraicheur(fiche.faits_du, meta.verifie_le, meta.verifie_par or "", le)


def stade(jour: date, le: date) -> Stade:
    """Return the stage of a day, seen from another."""
    age = mois_entre(jour, le)
    return next(one for one in reversed(STADES) if age >= one.mois)


def mois_entre(debut: date, fin: date) -> int:
    """Count the whole months between two days, 0 where the first is still to come."""
    months = (fin.year - debut.year) * 12 + fin.month - debut.month
    return max(0, months - (fin.day < debut.day))
