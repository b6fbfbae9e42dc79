"""The card of a lieu in one text message: 160 septets of the GSM 7-bit alphabet at most."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from annuaire import horaires, textes
from annuaire.fiche import Fiche
from annuaire.horaires import JOURS, Plage, Semaine

MAX = 160
"""Septets of one message: one more and it is charged as two (3GPP TS 23.038, TS 23.040)."""
BASE = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€")
"""What takes two septets."""
SIGNES = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ′`´", "'"),
        **dict.fromkeys("«»“”„″", '"'),
        **dict.fromkeys("‐‑‒–—−•", "-"),
        "œ": "oe",
        "Œ": "OE",
        "°": "o",
    }
)
_LIENS = re.compile(r"(?:[ ,:(-]+(?:de|du|des|la|le|les|et|en|a|à)?)+$")
"""What a name is not cut after."""
NOM_MIN = 24
"""A name cut shorter than that says no more which lieu it is."""
SURS = ":/,@()"
"""What the body of an sms: address may hold as it is."""


def plier(text: str) -> str:
    """Write a text in the GSM 7-bit alphabet: signs and accents that it lacks become their letter."""
    return "".join(map(_letter, text.translate(SIGNES)))


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    if sign in BASE or sign in EXTENSION:
        return sign
    plain = unicodedata.normalize("NFKD", sign)
    return "".join(one for one in plain.translate(SIGNES) if one in BASE or one in EXTENSION)


def septets(text: str) -> int:
    """Count the septets of a folded text; ValueError on what the alphabet lacks."""
    foreign = set(text) - BASE - EXTENSION
    if foreign:
        raise ValueError(f"hors de l’alphabet GSM : {''.join(sorted(foreign))}")
    return len(text) + sum(sign in EXTENSION for sign in text)


def lien(carte: str) -> str:
    """Return the sms: that opens a message to nobody yet.

    `?&` is what both systems read: Android wants the first sign, iOS the second (RFC 5724 has
    the first only).
    """
    return f"sms:?&body={quote(carte, safe=SURS)}"


def carte(fiche: Fiche, le: date, lien_court: str = "") -> str:
    """Return the card: name, address, telephone (else e-mail), open hours, short link, one a line.

    Too long, it loses first what helps least: the hours of the days, the end of the name, the
    days, the street. Neither the telephone nor the link is ever cut: it has them whole, or not.
    """
    return next(text for text in _versions(fiche, le, lien_court) if septets(text) <= MAX)


def _versions(fiche: Fiche, le: date, lien_court: str) -> Iterator[str]:
    """Yield the card from the fullest to the barest; the last holds in any message."""
    lieu = fiche.lieu
    semaine = horaires.semaine(lieu.horaires, le) if lieu.horaires else None
    nom, ville = plier(lieu.nom), plier(fiche.ville)
    rue = ", ".join(filter(None, (plier(lieu.adresse or ""), ville)))
    appel = plier(textes.telephone(lieu.telephone[0])) if lieu.telephone else ""
    joindre = appel or plier(lieu.courriels[0] if lieu.courriels else "")
    jours = plier(semaine_courte(semaine, heures=False)) if semaine else ""
    heures = plier(semaine_courte(semaine)) if semaine else ""
    for name, place, when in (
        (nom, rue, heures),
        (nom, rue, jours),
        (None, rue, jours),
        (None, rue, ""),
        (nom, ville, jours),
        (None, ville, jours),
        (None, ville, ""),
    ):
        rest = (place, joindre, when, lien_court)
        yield _lines(name or _coupe(nom, MAX - septets(_lines(*rest)) - 1), *rest)
    for barest in ((ville, appel, lien_court), (ville, appel), (appel,)):
        yield _lines(_coupe(nom, MAX - septets(_lines(*barest)) - 1, 0), *barest)


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _coupe(text: str, room: int, at_least: int = NOM_MIN) -> str:
    """Cut a text between two words, to some septets or a little more than is asked for at least."""
    if septets(text) <= room:
        return text
    words, kept = text.split(" "), ""
    for word in words:
        longer = f"{kept} {word}".strip()
        if septets(longer) + 3 > max(room, at_least):
            break
        kept = longer
    kept = _LIENS.sub("", kept)
    return f"{kept}..." if kept else text[: max(0, room // 2)]


def semaine_courte(semaine: Semaine, *, heures: bool = True) -> str:
    """Say the open week as one writes it in a message: « lun-jeu 9h-12h 14h-17h, ven 9h-12h ».

    Without `heures`, or where weeks differ, the days alone; "" where most weeks are closed.
    """
    if semaine.rare:
        return ""
    hours = heures and not semaine.variable and not semaine.remarques
    days = [(n, spans) for n, spans in enumerate(semaine.jours) if spans]
    said = []
    # Days that follow each other and open alike have the same place minus rank.
    ranks = enumerate(days)
    for _, group in groupby(ranks, key=lambda row: (row[1][0] - row[0], row[1][1] if hours else 0)):
        (_, (first, spans)), *others = group
        last = others[-1][1][0] if others else first
        span = "-".join(dict.fromkeys((JOURS[first][:3], JOURS[last][:3])))
        said.append(f"{span} {_plages(spans)}" if hours else span)
    return ", ".join(said)


def _plages(spans: tuple[Plage, ...]) -> str:
    if spans == ((0, 24 * 60),):
        return "24h/24"
    return " ".join(f"{_heure(debut)}-{_heure(fin)}" for debut, fin in spans)


def _heure(minutes: int) -> str:
    return horaires.heure(minutes).replace(" ", "")
