"""The day of a record, in the forms that real files give it, read as AAAA-MM-JJ."""

import re
from datetime import UTC, date, datetime, timedelta

from annuaire.ligne import Ligne, LigneRefuseeError

_JOUR = re.compile(
    r"(?<!\d)(?:(?P<a>\d{4})[-/](?P<m>\d{1,2})[-/](?P<j>\d{1,2})"
    r"|(?P<j2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<a2>\d{4}))(?!\d)"
)
_HEURE = re.compile(r"[T ]?\d{1,2}:\d\d(:\d\d([.,]\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_ANNEE_MIN = 2000  # the rule of an entry, `regles.dates`


def nettoyer(ligne: Ligne, le: date, date_defaut: date | None = None) -> None:
    """Write `date_maj` as AAAA-MM-JJ; where it cannot be read, `date_defaut` or a refusal."""
    typed = str(ligne.valeurs.get("date_maj", ""))
    try:
        found, raison = lire(typed, le)
    except ValueError as error:
        if date_defaut is None:
            raise LigneRefuseeError(f"date_maj : {error}") from None
        found, raison = date_defaut, f"date du fichier ({error})"
    if found.isoformat() != typed:
        ligne.note("date_maj", found.isoformat(), raison)


def lire(texte: str, le: date) -> tuple[date, str]:
    """Return the one day that a text gives, and what was done to read it; raise ValueError.

    A day after `le` + 1 or before 2000 is refused, and so is 1970-01-01, by which machines say
    that they have none. Seconds since 1970 are read in UTC; of a day and its time, the day is kept.

    >>> lire("21/4/2022 14:34:13", date(2026, 11, 23))
    (datetime.date(2022, 4, 21), 'date écrite AAAA-MM-JJ')
    """
    texte = " ".join(texte.split())
    if not texte:
        raise ValueError("cette colonne est vide")
    if re.fullmatch(r"1\d{9}(\d{3})?", texte):
        found = datetime.fromtimestamp(int(texte[:10]), UTC).date()
        return _plausible(found, texte, le), "secondes depuis 1970 lues comme une date"
    matches = list(_JOUR.finditer(texte))
    if len(matches) != 1:
        raise ValueError(f"« {texte} » n’est pas une date")
    match = matches[0]
    year, month, day = (int(match[name] or match[f"{name}2"]) for name in "amj")
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"« {texte} » n’existe pas au calendrier") from None
    rest = texte[: match.start()] + _HEURE.sub("", texte[match.end() :], count=1)
    if re.search(r"\d", rest):
        raise ValueError(f"« {texte} » dit plus qu’une date")
    words = re.search(r"[^\W\d_]", rest)
    raison = "mots retirés autour de la date" if words else "date écrite AAAA-MM-JJ"
    return _plausible(found, texte, le), raison


def _plausible(found: date, texte: str, le: date) -> date:
    if found == date(1970, 1, 1):
        raise ValueError(f"« {texte} » est la date par défaut des machines")
    if found.year < _ANNEE_MIN:
        raise ValueError(f"« {texte} » est une date trop ancienne pour une fiche")
    # One day of grace: an author of La Réunion or Nouméa is ahead of our clock.
    if found > le + timedelta(days=1):
        raise ValueError(f"« {texte} » n’est pas encore venu")
    return found
