"""French as the visitor reads it: dates, telephones, distances, plurals, non-breaking spaces."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from markupsafe import Markup, escape

from annuaire import horaires, ouverture
from annuaire.horaires import JOURS, Plage, Semaine

NBSP = "\u00a0"
FINE = "\u202f"
"""Narrow non-breaking space: between thousands, before « ; ! ? »."""

MOIS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@lru_cache(maxsize=65536)
def typo(text: str) -> str:
    """Set a French text: curly apostrophes, spaces that do not break where French has them.

    Before double signs, inside « », between thousands, in a telephone, before a unit.
    """
    text = text.replace("'", "’")
    text = re.sub(r"\s+([;!?])", rf"{FINE}\1", text)
    text = re.sub(r"\s+([:»%€])", rf"{NBSP}\1", text)
    text = re.sub(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))", rf"\1{FINE}", text)
    text = re.sub(r"(?<=\d) (?=(?:h|km|m²|€|euros?|ans?)\b)", NBSP, text)
    text = re.sub(r"\b0\d(?: \d\d){4}\b", lambda found: found[0].replace(" ", NBSP), text)
    return re.sub(r"«\s+", f"«{NBSP}", text)


def majuscule(text: str) -> str:
    """Begin a sentence: the first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def nombre(value: int) -> str:
    """Write 2845 as « 2 845 », with a space that does not break."""
    return f"{value:,}".replace(",", FINE)


def part(value: float | None) -> str:
    """Write a share, in per cent: « 4,1 % », « moins de 0,1 % »; « sans objet » of nobody."""
    if value is None:
        return "sans objet"
    if 0 < value < 0.05:
        return f"moins de{NBSP}0,1{NBSP}%"
    return f"{value:.1f}".replace(".", ",").replace(",0", "") + f"{NBSP}%"


def km(value: float) -> str:
    """Write a measured distance, to 100 m: « 12,4 km »."""
    return f"{value:.1f}".replace(".", ",").replace(",0", "") + f"{NBSP}km"


def pluriel(count: int, un: str, plusieurs: str | None = None) -> str:
    """Write a count with its noun: « 0 lieu », « 1 lieu », « 2 845 lieux »."""
    noun = un if count < 2 else plusieurs or f"{un}s"
    return f"{nombre(count)}{NBSP}{noun}"


def date_fr(value: date) -> str:
    """Write a day in full: « 1er août 2024 »."""
    day = "1er" if value.day == 1 else str(value.day)
    return f"{day}{NBSP}{MOIS[value.month - 1]} {value.year}"


def mois_fr(value: date) -> str:
    """Write a month: « août 2024 »."""
    return f"{MOIS[value.month - 1]} {value.year}"


def date_partielle(value: str) -> str:
    """Write AAAA, AAAA-MM or AAAA-MM-JJ in French; anything else as it is."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?", value)
    if not match:
        return value
    year, month, day = match.groups()
    if day:
        try:
            return date_fr(date.fromisoformat(value))
        except ValueError:
            return value
    return f"{MOIS[int(month) - 1]} {year}" if month else year


@lru_cache(maxsize=65536)
def telephone(number: str) -> str:
    """Group the digits as people say them: +33381562065 → « 03 81 56 20 65 »."""
    if not number.startswith("+"):
        return number
    parsed = phonenumbers.parse(number, None)
    form = phonenumbers.PhoneNumberFormat
    # No leading zero there: say the prefix.
    far = parsed.country_code in {508, 681, 687, 689}
    shown = phonenumbers.format_number(parsed, form.INTERNATIONAL if far else form.NATIONAL)
    return re.sub(r"[ .]", NBSP, shown)


def distance(km: float) -> str:
    """Write a distance as one says it: « 800 m », « 1,5 km », « 12 km »."""
    if km < 0.95:
        return f"{max(round(km * 10) * 100, 100)}{NBSP}m"
    if km < 9.95:
        return f"{km:.1f}".replace(".", ",").replace(",0", "") + f"{NBSP}km"
    return f"{nombre(round(km))}{NBSP}km"


def ecart(km: float, sur: bool = True) -> str:
    """Write how far a lieu is: « à 1,5 km » ; where a point is only its commune's, no closer."""
    if sur:
        return f"à{NBSP}{distance(km)}"
    said = km_dits(km)
    return f"à{NBSP}environ{NBSP}{nombre(said)}{NBSP}km" if said else "tout près"


def km_dits(km: float) -> int:
    """Return the kilometres that `ecart` says where a point is only its commune's, 0 for « tout près »."""
    return 0 if km < 3 else round(km)


def liste_fr(items: Iterable[str], mot: str = "et") -> str:
    """Join as French does: « a, b et c »."""
    *first, last = list(items) or [""]
    return f"{', '.join(first)} {mot} {last}" if first else last


def domaine(url: str) -> str:
    """Show an address by its site: « konkarlab.bzh »."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def plages(spans: tuple[Plage, ...]) -> str:
    """Write the spans of a day: « 9 h – 12 h, 14 h – 17 h 30 », « Fermé » if there is none."""
    if not spans:
        return "Fermé"
    if spans == ((0, 1440),):
        return f"24{NBSP}h sur 24"
    return ", ".join(f"{_hour(debut)}{FINE}–{FINE}{_hour(fin)}" for debut, fin in spans)


def _hour(minutes: int) -> str:
    return horaires.heure(minutes).replace(" ", NBSP)


def jours_ouverts(semaine: Semaine) -> str:
    """Say the open days in short: « du lundi au vendredi », « mardi et jeudi »."""
    opened = [i for i, spans in enumerate(semaine.jours) if spans]
    if len(opened) == 7:
        return "tous les jours"
    if len(opened) > 2 and opened[-1] - opened[0] == len(opened) - 1:
        return f"du {JOURS[opened[0]]} au {JOURS[opened[-1]]}"
    return liste_fr(JOURS[i] for i in opened)


def vacances(semaine: Semaine) -> str:
    """Say what the hours tell of school holidays, which no table can follow: "" where nothing."""
    if not semaine.vacances:
        return ""
    if all(rule.strip() in ("off", "closed") for rule in semaine.vacances.split(";")):
        return "Fermé pendant les vacances scolaires"
    simple = horaires.semaine_simple(semaine.vacances)
    if simple is None:
        return "Les horaires changent pendant les vacances scolaires : demandez avant de venir"
    told = semaine_fr(Semaine(simple, variable=False, feries_fermes=False))
    return f"Pendant les vacances scolaires : {told}"


def semaine_fr(semaine: Semaine) -> str:
    """Say the open days in one line: « mercredi 9 h – 12 h ; samedi 14 h – 17 h »."""
    days = [
        f"{jour} {plages(spans)}" for jour, spans in zip(JOURS, semaine.jours, strict=True) if spans
    ]
    some = "certaines semaines seulement" if semaine.rare else "selon les semaines"
    words = [*days, *semaine.remarques, *([some] if semaine.variable else [])]
    return f"{FINE}; ".join(words)


def json_ld(value: Any, dumps: Callable[[Any], str]) -> Markup:
    """Write a value as JSON that no text of an entry can end: < > & are escaped."""
    text = dumps(value)
    for sign, safe in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, safe)
    return Markup(text)  # noqa: S704 - the three signs that could end a script are gone


def sur(html: str) -> Markup:
    """Set the French of the HTML that `corps` has cleaned, code apart, and mark it as safe."""
    parts = re.split(r"(<pre>.*?</pre>|<code>.*?</code>|<[^>]+>)", html, flags=re.DOTALL)
    return Markup("".join(p if p.startswith("<") else typo(p) for p in parts))  # noqa: S704


FILTRES: dict[str, Callable[..., Any]] = {
    "typo": lambda text: escape(typo(str(text))),
    "majuscule": majuscule,
    "nombre": nombre,
    "km": km,
    "part": part,
    "pluriel": pluriel,
    "date_fr": date_fr,
    "date_partielle": date_partielle,
    "telephone": telephone,
    "ecart": ecart,
    "liste_fr": liste_fr,
    "domaine": domaine,
    "plages": plages,
    "jours_ouverts": jours_ouverts,
    "vacances": vacances,
    "jour_36": ouverture.jour_36,
}
"""The filters of the templates, by name."""
