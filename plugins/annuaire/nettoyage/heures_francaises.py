"""Opening hours in plain French → one table of spans, only where every word is understood.

One word that is no day, no hour and no link between them, and the text is not translated: it
says an exception, a period, a condition or a place. So is a day told twice, of which nobody knows
whether the second time adds to the first or replaces it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from annuaire.horaires import JOURS_OSM, Plage

Semaine = dict[int, tuple[Plage, ...]]
"""Day (0 is Monday) → its spans in minutes, () where it is said to be closed."""


class ContradictionError(ValueError):
    """Hours that cannot be: they end before they start, or overlap."""


class Signe(NamedTuple):
    """One sign of the text: a day, an hour, « fermé », or what links two of them."""

    genre: str  # "jour", "heure", "ferme", "lien"
    valeur: int = 0
    lien: str = ""


_JOURS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_COURTS = "lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di"
_OSM = "mo|tu|we|th|fr|su"
_LETTRES = "lvjsd"  # M is Tuesday or Wednesday
_PREFIXES = ("lu", "ma", "me", "je", "ve", "sa", "di")
_SIGNES = re.compile(
    rf"(?P<jour>(?:(?:{_JOURS})s?|{_COURTS}|{_OSM}|[{_LETTRES}])(?![a-z'’])\.?)"
    r"|(?P<tous>tous les jours|7 ?j(?:ours)? ?(?:/|sur) ?7)(?![a-z])"
    r"|(?P<h1>\d\d?) ?h ?(?P<m1>\d\d)(?=\d\d? ?h)"  # 12h3019h
    r"|(?P<h2>\d\d?)(?: ?h(?:eures?|rs?)?(?P<espace> ?)| ?: ?)(?P<m2>\d\d)(?!\d| ?[h:])(?: ?h(?![a-z]))?"
    r"|(?P<h3>\d\d?) ?h ?(?P<m3>[3-5]\d|2[5-9]) ?h(?![a-z])"  # 13 h 30 h
    r"|(?P<h4>\d\d?)(?: ?h(?:eures?|rs?)?|:)(?:0(?!\d))?"  # 9h, 14:, 12h0
    r"|(?P<h5>0\d|1[0-8]|2[1-4])(?P<m5>00|15|30|45)(?!\d)"  # 1730; 2015 is a year
    r"|(?P<hn>\d\d?)(?!\d)|(?P<midi>midi)(?![a-z])"
    r"|(?P<ferme>(?:ferm(?:e|ee|es|ees)|off|closed)(?![a-z]))"
    r"|(?P<lien>(?:jusqu['’ ]?a|au|a|e|et|puis)(?![a-z])|[-‐-―]+|[,;/&|_+.\n])"
    r"|(?P<vide>(?:du|de|des|le|la|les|ouverte?s?|ouverture|au public)(?![a-z])|[:>\s])"
)
_FERMETURE_DU_MATIN = re.compile(r"^\s*fermee? le matin\b")
_FERIES = re.compile(r"[;,. ]*\b(?:ph (?:off|closed)|ferme(?:e|s|es)? les jours feries)\b[.;]?")


def traduire(texte: str) -> tuple[Semaine, bool] | None:
    """Return the days that a text tells, and whether it closes public holidays; None where unsure.

    Raises ContradictionError on hours that cannot be.

    >>> traduire("Mardi et jeudi de 9h à 12h")
    ({1: ((540, 720),), 3: ((540, 720),)}, False)
    """
    folded = _plie(texte)
    without = _FERIES.sub(" ", folded)
    signs = _signes(without)
    if signs is None:
        return None
    groups = _groupes(signs)
    kinds = "".join("j" if kind == "jour" else "h" for kind, _ in groups)
    pairs = list(zip(groups[::2], groups[1::2], strict=False))
    if not re.fullmatch(r"(?:jh)+|(?:hj)+", kinds):
        return None
    week: Semaine = {}
    for one, other in pairs:
        days, hours = (one, other) if one[0] == "jour" else (other, one)
        told = _jours(days[1])
        spans = _plages(hours[1])
        if told is None or spans is None or any(day in week for day in told):
            return None
        week |= dict.fromkeys(told, spans)
    return week, without != folded


def traduire_un_jour(texte: str) -> tuple[Plage, ...] | None:
    """Return the spans of a text that names no day: () for « Fermé », None where unsure.

    >>> traduire_un_jour("9h-12h et 14h-16h30")
    ((540, 720), (840, 990))
    """
    folded = _plie(texte)
    afternoon = _FERMETURE_DU_MATIN.sub("", folded)
    signs = _signes(afternoon)
    groups = _groupes(signs) if signs else []
    if len(groups) != 1 or groups[0][0] == "jour":
        return None
    spans = _plages(groups[0][1])
    if spans is None or (afternoon != folded and (not spans or spans[0][0] < 12 * 60)):
        return None
    return spans


def _plie(texte: str) -> str:
    """Lower case, no accent, single spaces; the usual slips of a hand mended."""
    decomposed = unicodedata.normalize("NFD", texte.lower())
    text = "".join(c for c in decomposed if not unicodedata.combining(c))
    text = re.sub(r"[^\S\n]+", " ", text).strip()
    text = re.sub(r"\bentre (\d[\dh: ]*?) et (?=\d)", r"\1 a ", text)
    text = re.sub(r"(?<=h) ?0 (?=\d\d? ?h)|(?<=h\d\d) 0 (?=\d\d? ?h)", " a ", text)  # 9h 0 12h
    return re.sub(r"\b([01]?\d|2[0-3])/([3-5]\d)(?![\dh:])", r"\1:\2", text)  # 13/30


def _signes(text: str) -> list[Signe] | None:
    """Cut a text into signs; None where a word is not understood."""
    signs: list[Signe] = []
    at = 0
    while at < len(text):
        match = _SIGNES.match(text, at)
        if match is None:
            return None
        found = _signe(match)
        if found is None:
            return None
        signs += found
        at = match.end()
    return signs


def _signe(match: re.Match[str]) -> list[Signe] | None:
    """Return what a sign of the text says, [] for a word that says nothing; None if it is doubtful."""
    groups = match.groupdict()
    if groups["jour"]:
        return [Signe("jour", _rang(groups["jour"].rstrip(".")))]
    if groups["tous"]:
        return [Signe("jour", 0), Signe("lien", lien="a"), Signe("jour", 6)]
    if groups["ferme"]:
        return [Signe("ferme")]
    if groups["lien"]:
        return [Signe("lien", lien=_lien(match[0]))]
    return [] if groups["vide"] else _heure(groups)


def _lien(word: str) -> str:
    """Return "a" for « à » and « au », "-" for any dash, "et", else the sign itself."""
    if word[0] in "-‐‑‒–—―":
        return "-"
    if word in ("et", "puis"):
        return "et"
    return "a" if word[0].isalpha() else word


def _heure(groups: dict[str, str | None]) -> list[Signe] | None:
    if groups["midi"]:
        return [Signe("heure", 12 * 60)]
    hour, minutes = next(
        (int(typed), int(groups.get(f"m{form}") or 0))
        for form in "12345n"
        if (typed := groups[f"h{form}"])
    )
    # "9h 12" is 9:12 or from 9 to 12: sure only where people write minutes apart, "13 h 30".
    doubtful = groups["espace"] and minutes not in (0, 15, 30, 45)
    # A bare number is an hour only in the day: 1, 2 or 5 count something.
    if doubtful or hour > 24 or minutes > 59 or (groups["hn"] and not 7 <= hour <= 23):
        return None
    return [Signe("heure", hour * 60 + minutes)]


def _rang(jour: str) -> int:
    if len(jour) == 1:
        return next(i for i, name in enumerate(_PREFIXES) if name[0] == jour and name != "ma")
    if jour.capitalize() in JOURS_OSM:
        return JOURS_OSM.index(jour.capitalize())
    return _PREFIXES.index(jour[:2])


def _groupes(signs: list[Signe]) -> list[tuple[str, list[Signe]]]:
    """Gather the signs: the days together, the hours together, the links inside their group."""
    groups: list[tuple[str, list[Signe]]] = []
    links: list[Signe] = []
    for sign in signs:
        if sign.genre == "lien":
            links.append(sign)
            continue
        if groups and groups[-1][0] == sign.genre:
            groups[-1][1].extend((*links, sign))
        else:
            groups.append((sign.genre, [sign]))
        links = []
    return groups


def _jours(signs: list[Signe]) -> list[int] | None:
    """Return the days of a group: « lundi au jeudi », « mardi, jeudi et vendredi »."""
    told: list[int] = []
    in_range = False
    for links, day in _avec_liens(signs):
        ranged = bool(told) and ("a" in links or links == ["-"])
        # "lundi - mercredi - vendredi" is three days, "mardi - jeudi" two or three.
        doubtful = ranged and (in_range or (links == ["-"] and day - told[-1] == 2))
        if doubtful or (ranged and day <= told[-1]):
            return None
        told += range(told[-1] + 1, day + 1) if ranged else [day]
        in_range = ranged
    return told if len(told) == len(set(told)) else None


def _plages(signs: list[Signe]) -> tuple[Plage, ...] | None:
    """Return the spans of a group of hours, two by two; () for « fermé », None where unsure."""
    if signs[0].genre == "ferme":
        return () if len(signs) == 1 else None
    linked = list(_avec_liens(signs))
    hours = [hour for _, hour in linked]
    within, between = linked[1::2], linked[2::2]
    if len(hours) % 2 or any("et" in links for links, _ in within):
        return None
    if any("a" in links for links, _ in between):
        return None
    # "10h, 14h" are two times of arrival; "9h30-12h et 13h,17h" two spans.
    if all(links == [","] for links, _ in linked[1:]):
        return None
    if any(start >= end for start, end in zip(hours[::2], hours[1::2], strict=True)):
        raise ContradictionError("une plage finit avant de commencer")
    if hours != sorted(hours):
        raise ContradictionError("des plages se recouvrent")
    return tuple(_jointes(hours)) if hours[0] >= 5 * 60 else None


def _jointes(hours: list[int]) -> Iterator[Plage]:
    """Pair the hours, spans that touch made one."""
    bounds = [hour for hour, same in groupby(hours) if len(list(same)) == 1]
    yield from zip(bounds[::2], bounds[1::2], strict=True)


def _avec_liens(signs: list[Signe]) -> Iterator[tuple[list[str], int]]:
    """Yield each day or hour of a group with the links before it."""
    links: list[str] = []
    for sign in signs:
        if sign.genre == "lien":
            links.append(sign.lien)
        else:
            yield links, sign.valeur
            links = []
