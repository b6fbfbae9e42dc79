"""The labelled lieux that are still open one, three, five years after their label.

Only what somebody verified counts: a lieu that nobody called again is neither open nor closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.programme import Programme

ANS = (1, 3, 5)


@dataclass(frozen=True)
class Horizon:
    """After so many years: the lieux old enough, those whose state is known, those open."""

    ans: int
    atteints: int
    connus: int
    ouverts: int

    @property
    def pourcent(self) -> int | None:
        """The share open among the known, in percent; None where nothing is known."""
        return round(100 * self.ouverts / self.connus) if self.connus else None


@dataclass(frozen=True)
class Survie:
    """`lieux` labelled, `sans_date` of which no date of label is known, `verifies` looked at since."""

    lieux: int
    sans_date: int
    verifies: int
    horizons: tuple[Horizon, ...]


def survie(annuaire: Annuaire, programme: Programme) -> Survie:
    """Say what is known of the labelled lieux after ANS years, on the day of the annuaire."""
    places = annuaire.labellisees
    dated = [(f, day) for f in places if (day := date_du_label(f, programme))]
    verified = sum(bool(f.lieu.meta.verifie_le or f.lieu.ferme_le) for f in places)
    horizons = tuple(_horizon(ans, dated, annuaire.le) for ans in ANS)
    return Survie(len(places), len(places) - len(dated), verified, horizons)


def date_du_label(fiche: Fiche, programme: Programme) -> date | None:
    """Return the day by which the lieu had its label: its wave's, else the end of its year."""
    own = fiche.lieu.fabrique
    if own is None:
        return None
    wave = programme.vague(own.vague) if own.vague else None
    told = (wave and wave.date) or (str(own.annee_label) if own.annee_label else "")
    return _dernier_jour(told) if told else None


def _dernier_jour(partial: str) -> date:
    """Return the last day of AAAA, AAAA-MM or AAAA-MM-JJ; a month counts as its 28 first days."""
    return date.fromisoformat(
        f"{partial}-12-31"[:10] if len(partial) == 4 else f"{partial}-28"[:10]
    )


def _horizon(ans: int, dated: Iterable[tuple[Fiche, date]], le: date) -> Horizon:
    reached = [(fiche, day) for fiche, label in dated if (day := _plus(label, ans)) <= le]
    states = [_ouvert(fiche, day) for fiche, day in reached]
    return Horizon(ans, len(reached), sum(s is not None for s in states), sum(map(bool, states)))


def _plus(day: date, ans: int) -> date:
    return day.replace(year=day.year + ans, day=min(day.day, 28))


def _ouvert(fiche: Fiche, day: date) -> bool | None:
    """Say if the lieu was open on that day, None if nobody can tell."""
    closed, seen = fiche.lieu.ferme_le, fiche.lieu.meta.verifie_le
    if closed:
        return closed > day
    return True if seen and seen >= day else None
