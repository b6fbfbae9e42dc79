"""Opening hours → what the browser needs to say if a lieu is open: a table and a calendar, as text.

The calendar is shared by the lieux of a page: `zone;jour;F:jours;C:jours`, in which `jour` is the
first day known, counted from 1970, F the holidays of the law, C those of custom. The table of a
lieu is `semaine;faits;valeur:jours;…`: its ordinary week, the day of its facts (`!` before it where
holidays are closed), then the days that differ. Numbers are in base 36, days count from the first
one, `7,l-3` are the 8th and three days from the 22nd. The week has its days between commas, `=` for
the same as the day before; a day is a letter per hour (A is midnight, Y the next one) and its
minutes: `JM30OR` is 9 h – 12 h 30, 14 h – 17 h, in lower case where it takes an appointment. A day
that differs is a day so written, or one of the two below. `js/lib/ouvert.js` reads them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from annuaire import feries, horaires
from annuaire.horaires import Etendue, HorairesInvalidesError
from annuaire.territoires import Commune, departements

JOURS = 366
"""The days that a table knows, the eve of the build included: it is yesterday somewhere."""

FERIE, AVIS = "!", "?"
"""A holiday that the lieu may keep or not; a day of which a message tells."""

FUSEAUX = {
    **dict.fromkeys(("98718", "98723", "98731", "98750", "98756", "98757"), "Pacific/Marquesas"),
    "98719": "Pacific/Gambier",
}
"""The communes whose clock is not their département's: the Marquises and the Gambier."""

_RENDEZ_VOUS = re.compile(r"(?i)rendez[- ]?vous|\brdv\b")
_DOUTEUX = re.compile(r"\b(\d\d:\d\d)\s*-\s*\1\b|sunrise|sunset|dawn|dusk|\|\|")
_EPOQUE = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Calendrier:
    """The clock and the holidays that the lieux of a page share, from the eve of a build on."""

    fuseau: str
    debut: date
    feries: feries.Feries

    @property
    def texte(self) -> str:
        """The calendar as the browser reads it."""
        kinds = {"F": self.feries.legaux, "C": self.feries.coutumiers}
        parts = [
            f"{cle}:{_jours(self.rang(jour) for jour in jours)}"
            for cle, jours in kinds.items()
            if jours
        ]
        return ";".join([self.fuseau, jour_36(self.debut), *parts])

    def rang(self, jour: date) -> int:
        """The rank of a day: 0 for the first that is known."""
        return (jour - self.debut).days


@dataclass(frozen=True, slots=True)
class Table:
    """The ordinary week of a lieu, Monday first, and the days that differ, by rank; as written."""

    semaine: tuple[str, ...]
    feries_fermes: bool
    dates: Mapping[int, str]

    def texte(self, faits_du: date, avis: Iterable[tuple[int, int]] = ()) -> str:
        """Write the table as the browser reads it, with the day of its facts, over the ranks of its messages."""
        dates = dict(self.dates)
        for debut, fin in avis:
            dates.update((rang, AVIS) for rang in range(max(debut, 0), min(fin + 1, JOURS)))
        days = [
            jour if jour != avant or not jour else "="
            for avant, jour in zip(("", *self.semaine), self.semaine, strict=False)
        ]
        faits = ("!" if self.feries_fermes else "") + jour_36(faits_du)
        by_value = sorted((valeur, rang) for rang, valeur in dates.items())
        groups = groupby(by_value, key=lambda one: one[0])
        parts = [f"{valeur}:{_jours(rang for _, rang in group)}" for valeur, group in groups]
        return ";".join([",".join(days).rstrip(","), faits, *parts])


def jour_36(jour: date) -> str:
    """Write a day as the browser reads it."""
    return _base36((jour - _EPOQUE).days)


def fuseau(commune: Commune) -> str:
    """Return the time zone of a commune, in IANA's words."""
    return FUSEAUX.get(commune.code) or departements()[commune.departement].fuseau


@lru_cache(maxsize=256)
def calendrier(departement: str, fuseau: str, le: date) -> Calendrier:
    """Return the calendar of a département, by its code, and a time zone, for the build of a day."""
    debut = le - timedelta(days=1)
    return Calendrier(
        fuseau, debut, feries.entre(departement, debut, debut + timedelta(days=JOURS - 1))
    )


@lru_cache(maxsize=8192)
def table(texte: str, departement: str, le: date) -> Table | None:
    """Return the table of a text, None where nobody could say when the lieu is open.

    That is: school holidays, of which we have no calendar; `00:00-00:00`; hours of the sun; words
    that are no appointment ("entrée par la cour" or "si le bus est là"?); hours said "unknown".
    """
    bare = horaires.sans_remarques(texte)
    if re.search(r"\bSH\b", bare) or _DOUTEUX.search(bare):
        return None
    closed = bool(horaires.FERIES_FERMES.search(bare))
    simple = horaires.semaine_simple(texte)
    if simple is not None:
        return Table(tuple(map(_plages, simple)), closed, {})
    try:
        horaires.verifier(texte)
    except HorairesInvalidesError:
        return None
    calendar = calendrier(departement, "", le)
    days, understood = jours(texte, calendar.feries, calendar.debut, JOURS)
    if not all(map(_est_sure, (span for day in days for span in day))):
        return None
    shown = tuple(map(_plages, horaires.semaine(texte, le).jours))
    return _compacte([_jour(day) for day in days], shown, calendar, closed, understood)


def jours(
    texte: str, tenus: feries.Feries, debut: date, nombre: int
) -> tuple[list[tuple[Etendue, ...]], bool]:
    """Unfold days of a checked text, PH being the holidays of the law; false where PH says nothing."""
    dated, understood = _avec_les_feries(texte, tenus.legaux)
    return list(horaires.deplier(dated, debut, nombre)), understood


def _est_sure(span: Etendue) -> bool:
    said = span.remarque
    return span.etat == "open" and (
        not said or (bool(_RENDEZ_VOUS.search(said)) and "sans" not in said.lower())
    )


def _compacte(
    jours: list[str], montree: tuple[str, ...], calendar: Calendrier, closed: bool, understood: bool
) -> Table:
    """Part days into the ordinary week and those that the browser would get wrong by it.

    The week is the one that the page shows, `montree`, so that a day is "ordinary" for both.
    """
    legaux, coutumiers = ({calendar.rang(d) for d in kind} for kind in calendar.feries)
    first = calendar.debut.weekday()
    week = tuple(
        _habituel(
            [
                jour
                for rang, jour in enumerate(jours)
                if (first + rang) % 7 == number and rang not in legaux | coutumiers
            ],
            montree[number],
        )
        for number in range(7)
    )
    true = [
        FERIE
        if jour and (n in coutumiers or (n in legaux and (closed or not understood)))
        else jour
        for n, jour in enumerate(jours)
    ]
    dates: dict[int, str] = {}
    for rang, jour in enumerate(true):
        expected = week[(first + rang) % 7]
        if rang in legaux | coutumiers and expected:
            expected = "" if closed and rang in legaux else FERIE
        if jour != expected:
            # The days that are alike since the last exception make one run with both.
            before = max(dates, default=rang)
            if all(other == jour for other in true[before:rang]):
                dates.update(dict.fromkeys(range(before, rang), jour))
            dates[rang] = jour
    return Table(week, closed, dates)


def _habituel(jours: list[str], montre: str) -> str:
    """Choose the ordinary text of a weekday: the one that the page shows, else the most frequent."""
    shown = [jour for jour in jours if jour.upper() == montre]
    return Counter(shown or jours).most_common(1)[0][0]


def _avec_les_feries(texte: str, legaux: Iterable[date]) -> tuple[str, bool]:
    """Write the holidays of a territory as dates in the place of PH, in a rule of their own.

    False where the text says nothing of them, or in a way that dates cannot replace: PH then
    matches nothing.
    """
    days = ",".join(f"{day:%Y} {_MOIS[day.month - 1]} {day:%d}" for day in sorted(legaux))
    rules, understood = [], False
    for rule in horaires.regles(texte):
        if not re.search(r"\bPH\b", horaires.sans_remarques(rule)):
            rules.append(rule)
            continue
        found = _PH.fullmatch(rule)
        if found is None:
            return texte, False
        understood = True
        others = ",".join(filter(None, (found["avant"].strip(","), found["apres"].strip(","))))
        rules += [f"{others} {found['reste']}"] if others else []
        rules.append(f"{days} {found['reste']}")
    return "; ".join(rules), understood


_MOIS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*"
_PH = re.compile(
    rf"(?P<avant>(?:{_DAYS},)?)PH(?P<apres>(?:,{_DAYS})?) +(?P<reste>(?:off|closed|\d\d:\d\d-)[^|]*)"
)


def _jour(spans: Iterable[Etendue]) -> str:
    return "".join(
        (_heure(span.debut).lower() if span.remarque else _heure(span.debut)) + _heure(span.fin)
        for span in spans
    )


def _plages(spans: Iterable[tuple[int, int]]) -> str:
    return "".join(_heure(debut) + _heure(fin) for debut, fin in spans)


def _heure(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return chr(ord("A") + hours) + (str(rest) if rest else "")


def _jours(rangs: Iterable[int]) -> str:
    """Write ranks, those that follow one another together: 7, 21, 22, 23 → « 7,l-3 »."""
    ordered = enumerate(sorted(rangs))
    runs = (
        [rang for _, rang in group]
        for _, group in groupby(ordered, key=lambda one: one[1] - one[0])
    )
    return ",".join(_base36(run[0]) + (f"-{_base36(len(run))}" if run[1:] else "") for run in runs)


def _base36(number: int) -> str:
    return "".join(_chiffres(number))[::-1] or "0"


def _chiffres(number: int) -> Iterator[str]:
    while number > 0:
        number, rest = divmod(number, 36)
        yield "0123456789abcdefghijklmnopqrstuvwxyz"[rest]
