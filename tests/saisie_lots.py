"""Seeded texts in bulk, near what people type: for the browser's checks and Python's to compare."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

CHIFFRES = "0123456789"
TERRITOIRES = [
    *["", "", "", "", "23500", "97110", "97133", "97150", "97200", "97300", "97400", "97500"],
    *["97600", "97700", "98400", "98600", "98700", "98800"],
]
INDICATIFS = [
    *["+33", "0033", "33", "+330", "+33(0)", "(+33)", "+41", "+", "00", "+262", "262", "+590"],
    *["+596", "+594", "+508", "+508 ", "+681", "+687", "+689", "00590", "00687"],
]
DEBUTS = [
    *["0590", "0591", "0594", "0596", "0262", "0263", "0269", "0639", "0690", "0691", "0692"],
    *["0693", "0694", "0696", "0697", "0709", "0708", "080", "081", "089", "08", "09", "0976"],
    *["0947", "0939", "0836", "0508", "050", "708"],
]
HORAIRES = [
    "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off",
    "week 1-53/2 Mo 09:00-12:00; PH off",
    "Jul 1-Aug 31 off",
    "2026 Dec 24-2027 Jan 2 off",
    'Sa[1,3] 10:00-12:00 "sur RDV"',
    'Mo,We-Fr 10:00-18:00 open "x"',
    "PH,Mo 09:00-12:00",
    "easter -2 days-easter +1 day off",
    "Jan-Mar: 10:00-12:00",
    "2026-2028 Jan-Mar 10:00-12:00",
    "2026-2030/2 week 3-5 Mo 10:00-12:00",
    '"x": Mo 10:00-12:00',
    "Dec Fr[-1] off",
    "Mo (sunrise+01:00)-sunset",
    "Mo 10:00-18:00/01:30",
    "24/7; Dec 25 off",
    "du lundi au vendredi de 9h à 12h et de 14h à 17h30",
    "mardi 14h-18h / mercredi 10h-12h, samedi sur rdv",
]
VALEURS = {
    "date_maj": [
        *["2026-11-23", "21/04/2022 14:34:13", "1er août 2024", "21 avril 2022", "20220421"],
        *["2022-04-21T12:00:00.000Z", "29.2.2024", "2022 4 1"],
    ],
    "code_postal": ["23500", "F-23500", "23500 Felletin", "26130.0", "2350"],
    "source": ['Le "Lieu"', '"=1+1" x', 'a "b" "c"', "<b>x</b>", "+ 1", "Médiathèque"],
    "pivot": ["43493312300029", "434 933 123", "W9R2003255", "35600000000048", "1234567890"],
}
SIGNES = [*"0123456789", *'/. -"=+@<>aeN°Wté', "\t", "\u00a0", "\u200b", " mars ", '""']
MORCEAUX = [
    *["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH", "mo", "-", ",", ", ", "; ", " ", ":"],
    *["09:00-12:00", "9:00-12:00", "24:00", "00:00", "/", "30", "+", "off", "open", '"x"', "Jan"],
    *["Dec 25", "2026", "2026-2028", "week 3", "[1]", "[-1]", "easter", " +1 day", "sunrise"],
    *["24/7", "|| ", "1", "lundi", "9h", "h", "à", "et"],
]


def telephones(count: int, seed: int) -> list[list[Any]]:
    """Return [champ, texte, saisie] for numbers of all sorts, right and wrong."""
    chance = Random(seed)
    return [["telephone", _numero(chance), _saisie(chance)] for _ in range(count)]


def alteres(
    champ: str, textes: Sequence[str], signes: Sequence[str], count: int, seed: int
) -> list[Any]:
    """Return texts of a list with one to four signs added or taken away."""
    chance = Random(seed)
    found = []
    for _ in range(count):
        text = list(chance.choice(textes))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(text) + 1)
            if chance.random() < 0.4 and place < len(text):
                del text[place]
            else:
                text.insert(place, chance.choice(signes))
        found.append([champ, "".join(text), {}])
    return found


def _saisie(chance: Random) -> dict[str, str]:
    code = chance.choice(TERRITOIRES)
    return {"code_postal": code} if code else {}


def _numero(chance: Random) -> str:
    digits: Callable[[int, int], str] = lambda least, most: "".join(  # noqa: E731
        chance.choices(CHIFFRES, k=chance.randint(least, most))
    )
    text = chance.choice(
        [
            "0" + chance.choice("123456789") + digits(8, 8),
            chance.choice(INDICATIFS) + digits(5, 11),
            chance.choice(DEBUTS) + digits(4, 7),
            digits(5, 11),
            chance.choice("13") + digits(1, 6),
            "".join(chance.choices(CHIFFRES + "+ ().-", k=chance.randint(1, 16))),
        ]
    )
    if chance.random() < 0.6:
        return text
    sign = chance.choice(" .-")
    return "".join(c + (sign if i % 2 else "") for i, c in enumerate(text))
