"""Opening hours: text in the OpenStreetMap syntax → a checked text, a week table, French words.

Syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours, read by opening-hours-py.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from annuaire.refus import CHAMPS, dire

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
JOURS_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EXEMPLE = CHAMPS["horaires"][2] or ""

_DAY = "|".join(JOURS_OSM)
_SANS_FIN = re.compile(rf"(?:^|;)\s*(?:{_DAY})(?:\s*[-,]\s*(?:{_DAY}))*\s*(?=;|$)|\d\d:\d\d\s*\+")
"""Days alone, which that syntax reads as open round the clock, or an hour without its end."""

FERIES_FERMES = re.compile(r"\b(?:PH|PH,SH|SH,PH)\s+(?:off|closed)\b")
"""What a text says of public holidays, when it says that they are closed."""

Plage = tuple[int, int]
"""A span of one day in minutes since midnight, start included, end excluded: (540, 720)."""


class Etendue(NamedTuple):
    """A span of one day, its state ("open", "unknown") and the words that go with it."""

    debut: int
    fin: int
    etat: str
    remarque: str


class HorairesInvalidesError(ValueError):
    """A text that is no opening hours, with how to mend it in French."""

    def __init__(self, cle: str, **valeurs: object) -> None:
        """Keep the three parts of a sentence of `refus` apart: a Problem shows them in its way."""
        self.message, self.remede, self.exemple = dire(cle, **valeurs)
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Semaine:
    """The ordinary week of a lieu: seven days, Monday first, each a tuple of spans.

    `variable` is true when some weeks differ (season, every second week, nth weekday); `rare`
    when most weeks are closed: the days are then those of the weeks that open.
    `feries_fermes` when the text says that public holidays are closed. `remarques` are the words
    that the text quotes: "sur rendez-vous". `vacances` is what it says of school holidays, in the
    same syntax: "off", "Mo-Fr 10:00-12:00", "" where nothing, "?" where we cannot tell it apart.
    """

    jours: tuple[tuple[Plage, ...], ...]
    variable: bool
    feries_fermes: bool
    remarques: tuple[str, ...] = ()
    rare: bool = False
    vacances: str = ""


def verifier(texte: str) -> str:
    """Return the text, spaces tidied; raise HorairesInvalidesError on what is wrong or doubtful.

    Legal in OpenStreetMap but almost always a typing error for a lieu, hence refused:
    00:00-00:00, a span that ends before it starts, hours beyond midnight.
    """
    # « Tu, Th 09:00-12:00 » is two rules in that syntax, the first without hours: nobody means it.
    texte = re.sub(rf"(?<=\b[A-Z][a-z]),\s+(?=(?:{_DAY})\b)", ",", " ".join(texte.split()))
    try:
        OpeningHours(texte)
    except ParserError:
        proposition = proposer(texte)
        raise HorairesInvalidesError(
            "horaires/proche" if proposition else "horaires", texte=texte, proche=proposition
        ) from None
    vague = _SANS_FIN.search(sans_remarques(texte))
    if vague:
        raise HorairesInvalidesError("horaires_vagues", texte=vague[0].strip("; "))
    for debut, fin, vu in _spans_as_typed(texte):
        if debut == fin:
            raise HorairesInvalidesError("horaires_nuls", texte=vu)
        if fin < debut:
            raise HorairesInvalidesError("horaires_inverses", texte=vu)
        if fin > 24 * 60:
            raise HorairesInvalidesError("horaires_nuit", texte=vu)
    return texte


def reparer(texte: str) -> tuple[str, list[str]]:
    """Return the text with its known machine-made faults removed, and what was done in French.

    Drops zero-length spans (`00:00-00:00`), merges spans that overlap. For imports only. Raises
    ValueError on spans that overlap in a text of another syntax.

    >>> reparer("We 00:00-00:00,09:00-12:00")
    ('We 09:00-12:00', ['plage « 00:00-00:00 » retirée'])
    """
    faits = []
    repare = re.sub(r"00:00-00:00,|,00:00-00:00", "", texte)
    repare = re.sub(r"(?:^|;)\s*[A-Z][\w,\- ]*?\s*00:00-00:00\s*(?=;|$)", "", repare).strip("; ")
    if "00:00-00:00" in texte and repare != texte:
        faits.append("plage « 00:00-00:00 » retirée")
    if repare and _overlaps(repare):
        try:
            repare = str(OpeningHours(repare).normalize())
        except ParserError as error:  # not of that syntax: for the model to refuse, with a remedy
            raise ValueError(texte) from error
        faits.append("plages qui se recouvrent réunies")
    return repare, faits


@lru_cache(maxsize=8192)
def semaine(texte: str, debut: date) -> Semaine:
    """Return the ordinary week of a checked text, over the year that follows `debut`."""
    feries_fermes = bool(FERIES_FERMES.search(sans_remarques(texte)))
    texte, vacances = sans_vacances(texte)
    simple = semaine_simple(texte)
    if simple is not None:
        return Semaine(simple, variable=False, feries_fermes=feries_fermes, vacances=vacances)
    weeks = list(_weeks(texte, debut - timedelta(days=debut.weekday())))
    if not re.search(r"24/7|24:00", sans_remarques(texte)):
        # Words without hours ("sur rendez-vous") are read as open round the clock: say no hour.
        weeks = [tuple(() if day == ((0, 1440),) else day for day in week) for week in weeks]
    usual = tuple(Counter(days).most_common(1)[0][0] for days in zip(*weeks, strict=True))
    rare = not any(usual) and any(any(week) for week in weeks)
    if rare:
        opened = [filter(None, days) for days in zip(*weeks, strict=True)]
        usual = tuple(next(iter(Counter(days).most_common(1)), ((), 0))[0] for days in opened)
    return Semaine(
        usual,
        rare=rare,
        variable=any(week != usual for week in weeks),
        feries_fermes=feries_fermes,
        remarques=tuple(dict.fromkeys(re.findall(r'"([^"]+)"', texte))),
        vacances=vacances,
    )


def regles(texte: str) -> list[str]:
    """Cut a text into its rules: a `;` between quotes is a word's."""
    return [rule.strip() for rule in re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', texte)]


def sans_vacances(texte: str) -> tuple[str, str]:
    """Part a text from its rules of school holidays (SH), which no calendar of ours can apply.

    Left in the text, the library reads "SH Mo 10:00-12:00" as every Monday.

    >>> sans_vacances("Mo-Fr 09:00-12:00; PH,SH off")
    ('Mo-Fr 09:00-12:00; PH off', 'off')
    """
    kept, told = [], []
    for rule in regles(texte):
        found = re.fullmatch(r"(PH,)?SH(,PH)?\b(?P<reste>.*)", rule)
        if found:
            told.append(found["reste"].strip() or "?")
            kept += [f"PH{found['reste']}"] if found[1] or found[2] else []
        else:
            mixed = bool(re.search(r"\bSH\b", sans_remarques(rule)))
            told += ["?"] if mixed else []
            kept.append(rule)
    if not told:
        return texte, ""
    return "; ".join(kept) or "off", "?" if "?" in told else "; ".join(told)


def deplier(texte: str, debut: date, jours: int) -> Iterator[tuple[Etendue, ...]]:
    """Unfold days, one by one, into spans with their state and comment, cut at midnight.

    The library is given no calendar: PH matches nothing. 2 to 10 ms for a year.
    """
    hours = OpeningHours(texte)
    for number in range(jours):
        start = datetime.combine(debut + timedelta(days=number), datetime.min.time())
        end = start + timedelta(days=1)
        yield tuple(
            Etendue(
                _minutes(begin - start), _minutes(min(stop or end, end) - start), str(state), said
            )
            for begin, stop, state, said in hours.intervals(start, end)
            if str(state) != "closed"
        )


def sans_remarques(texte: str) -> str:
    """Return a text without the words that it quotes."""
    return re.sub(r'"[^"]*"', "", texte)


def heure(minutes: int) -> str:
    """Write minutes since midnight as the French do: 540 → « 9 h », 1050 → « 17 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def proposer(texte: str) -> str:
    """Translate plain French hours into the OpenStreetMap syntax, "" where a doubt remains.

    One word that is not a day, an hour or a link between them is a doubt ("sauf", "sur RDV").

    >>> proposer("Du lundi au vendredi de 9h à 12h et de 14h à 17h30")
    'Mo-Fr 09:00-12:00,14:00-17:30'
    """
    osm, end = "", 0
    texte = texte.strip().lower()
    for word in _FRENCH.finditer(texte):
        if texte[end : word.start()].strip():
            return ""
        end = word.end()
        if word["jour"]:
            osm += next(o for j, o in zip(JOURS, JOURS_OSM, strict=True) if j[:2] == word[0][:2])
        elif word["h"]:
            osm += f"{int(word['h']):02}:{word['min'] or '00'}"
        else:
            osm += {"lien": "-", "suite": ",", "fin": ";"}.get(word.lastgroup or "", "")
    if texte[end:].strip():
        return ""
    osm = re.sub(r"(?<=[a-z]),?(?=\d)", " ", osm)
    osm = re.sub(r"(?<=\d)[,;-]?(?=[A-Z])", "; ", osm)
    osm = re.sub(r"(?<=:\d\d)(?=\d\d:)", ",", osm).strip(" ,;-")
    try:
        return verifier(osm) if _says_each_day_once(osm) else ""
    except HorairesInvalidesError:
        return ""


def _says_each_day_once(osm: str) -> bool:
    # "8h-12h du lundi au samedi et 14h-17h le mercredi": hours before their days, and a day
    # told twice, of which nobody knows if the second adds to the first or replaces it.
    told: list[int] = []
    for rule in osm.split(";"):
        match = _SIMPLE_RULE.fullmatch(rule.strip())
        if match is None or not match["jours"] or not match["heures"]:
            return False
        told += _days(match["jours"])
    return len(told) == len(set(told))


_FRENCH = re.compile(
    r"(?P<jour>\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b"
    r"|\b(?:lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di)\b\.?)"
    r"|\b(?P<h>\d{1,2})\s*[h:]\s*(?P<min>\d\d(?!\s*h))?(?!\d)"
    r"|(?P<lien>\bau\b|\bà\b|\ba\b|[-–—])|(?P<suite>\bet\b|[,/+&])|(?P<fin>[;.\n])"
    r"|(?P<vide>\b(?:ouvert|du|de|des|le|les)\b|:)"
)


def _spans_as_typed(texte: str) -> Iterator[tuple[int, int, str]]:
    pattern = r"\b(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\b"
    for match in re.finditer(pattern, sans_remarques(texte)):
        h1, m1, h2, m2 = map(int, match.groups())
        yield h1 * 60 + m1, h2 * 60 + m2, match[0]


def _overlaps(texte: str) -> bool:
    for rule in texte.split(";"):
        spans = [(debut, fin) for debut, fin, _ in _spans_as_typed(rule)]
        if any(a[1] > b[0] and b[1] > a[0] for i, a in enumerate(spans) for b in spans[i + 1 :]):
            return True
    return False


_SIMPLE_RULE = re.compile(
    rf"(?:(?P<jours>(?:{_DAY})(?:[-,](?:{_DAY}))*) ?)?"
    r"(?P<heures>off|closed|\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)?"
)


def semaine_simple(texte: str) -> tuple[tuple[Plage, ...], ...] | None:
    """Read the plain weekly subset of the syntax; None if the text says more than that.

    A fast path, proven equal to the library's reading on every real text (test_horaires):
    the library takes 2 to 10 ms to unfold a year, this takes 20 µs.
    """
    week: list[tuple[Plage, ...]] = [()] * 7
    for rule in filter(None, (part.strip() for part in texte.split(";"))):
        if re.fullmatch(r"PH (off|closed)", rule):
            continue
        match = _SIMPLE_RULE.fullmatch(rule)
        if match is None or not match["heures"]:
            return None
        spans = tuple((debut, fin) for debut, fin, _ in _spans_as_typed(match["heures"]))
        if any(first[1] >= then[0] for first, then in pairwise(spans)):
            return None  # the library puts spans in order and joins those that touch
        for day in _days(match["jours"]):
            week[day] = spans
    return tuple(week)


def _days(jours: str | None) -> Iterator[int]:
    if not jours:
        yield from range(7)
        return
    for part in jours.split(","):
        first, _, last = part.partition("-")
        start = JOURS_OSM.index(first)
        end = JOURS_OSM.index(last) if last else start
        yield from (day % 7 for day in range(start, end + 1 if end >= start else end + 8))


def _weeks(texte: str, monday: date) -> Iterator[tuple[tuple[Plage, ...], ...]]:
    """Unfold 53 weeks from a Monday."""
    days = (
        tuple((span.debut, span.fin) for span in spans if span.etat == "open")
        for spans in deplier(texte, monday, 53 * 7)
    )
    return zip(*[days] * 7, strict=True)


def _minutes(delta: timedelta) -> int:
    return int(delta.total_seconds()) // 60
