"""A rule in the OpenStreetMap syntax → the recurrences that a calendar knows (RFC 5545, 3.3.10)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import vRecur

from annuaire import textes
from annuaire.horaires import JOURS, JOURS_OSM, Plage

_JOUR = "|".join(JOURS_OSM)
_RANG = r"(?:[1-5]|-[12])"
_RANGS = rf"\[{_RANG}(?:,{_RANG})*\]"
_PLAGE = r"(\d\d):(\d\d)-(\d\d):(\d\d)"
_REGLE = re.compile(
    rf"((?:{_JOUR})(?:{_RANGS})?(?:[-,](?:{_JOUR})(?:{_RANGS})?)*) ({_PLAGE}(?:,{_PLAGE})*)"
)
_UN_JOUR = re.compile(rf"({_JOUR})(?:-({_JOUR})|({_RANGS}))?")
RANGS = ("premier", "deuxième", "troisième", "quatrième", "cinquième")
DERNIERS = ("dernier", "avant-dernier")
RECHERCHE = 400
"""Days to look for the first one: a fifth Monday comes within four months."""


@dataclass(frozen=True)
class Recurrence:
    """A span of some days. `jours`: (weekday from 0, rank in the month; 0 for every week)."""

    jours: tuple[tuple[int, int], ...]
    plage: Plage

    def premier(self, depuis: date) -> date:
        """Return the first day of the rule, from a day on."""
        days = (depuis + timedelta(days=n) for n in range(RECHERCHE))
        return next(day for day in days if self.vaut(day))

    def vaut(self, day: date) -> bool:
        """True on a day of the rule."""
        left = monthrange(day.year, day.month)[1] - day.day
        ranks = {0, (day.day - 1) // 7 + 1, -(left // 7 + 1)}
        return any(day.weekday() == weekday and rank in ranks for weekday, rank in self.jours)

    @property
    def mensuelle(self) -> bool:
        """True if it tells days of the month, « le premier samedi »."""
        return any(rank for _, rank in self.jours)

    def dire(self) -> str:
        """Say a rule of the month: « premier et troisième samedi du mois, 9 h 30 – 12 h »."""
        ranks: dict[int, list[str]] = {}
        for weekday, rank in self.jours:
            word = RANGS[rank - 1] if rank > 0 else DERNIERS[-rank - 1]
            ranks.setdefault(weekday, []).append(word)
        days = (f"{textes.liste_fr(words)} {JOURS[day]}" for day, words in ranks.items())
        return f"{textes.liste_fr(days)} du mois, {textes.plages((self.plage,))}"

    def rrule(self, fin: datetime) -> vRecur:
        """Write the rule as a calendar does, up to a moment."""
        names = [f"{rank or ''}{JOURS_OSM[weekday].upper()}" for weekday, rank in self.jours]
        until = fin.astimezone(UTC)
        return vRecur(
            {"FREQ": ["MONTHLY" if self.mensuelle else "WEEKLY"], "UNTIL": [until], "BYDAY": names}
        )


def lire(regle: str) -> tuple[Recurrence, ...] | None:
    """Return the recurrences of a rule, one a span; None where it says more than days and hours.

    Seasons, weeks, public holidays, words, a day told twice (the second then replaces the first).

    >>> lire("Tu 14:00-16:00")
    (Recurrence(jours=((1, 0),), plage=(840, 960)),)
    """
    found: list[Recurrence] = []
    told: list[int] = []
    for part in regle.split(";"):
        match = _REGLE.fullmatch(part.strip())
        days = _jours(match[1]) if match else None
        if match is None or days is None:
            return None
        told += dict.fromkeys(weekday for weekday, _ in days)
        for span in re.findall(_PLAGE, match[2]):
            h1, m1, h2, m2 = map(int, span)
            found.append(Recurrence(days, (h1 * 60 + m1, h2 * 60 + m2)))
    spans = [(days, one.plage) for one in found for days in one.jours]
    clear = len(told) == len(set(told)) and not _touch(spans)
    return tuple(found) if clear else None


def _touch(spans: list[tuple[tuple[int, int], Plage]]) -> bool:
    """True where two spans of a day overlap or follow at once: they are one, or a doubt."""
    return any(
        day == other and a[0] <= b[1] and b[0] <= a[1]
        for n, (day, a) in enumerate(spans)
        for other, b in spans[n + 1 :]
    )


def _jours(text: str) -> tuple[tuple[int, int], ...] | None:
    """Read « Mo-We,Fr » or « Tu[1,3] »; None where days of weeks and of months are mixed."""
    found: list[tuple[int, int]] = []
    for first, last, ranks in (match.groups() for match in _UN_JOUR.finditer(text)):
        start = JOURS_OSM.index(first)
        if ranks:
            found += [(start, int(rank)) for rank in ranks.strip("[]").split(",")]
            continue
        end = JOURS_OSM.index(last) if last else start
        found += [(day % 7, 0) for day in range(start, (end if end >= start else end + 7) + 1)]
    mixed = {rank == 0 for _, rank in found}
    return tuple(dict.fromkeys(found)) if len(mixed) == 1 else None
