"""A whole entry as somebody pasted it in a message → the same, its forgotten marks put back."""

import re
from datetime import date
from pathlib import Path

from annuaire import ecriture, reader
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.reader import Lecture

FICHE = Path("fiche.md")
"""The name of an entry that has no place yet; it is shown to nobody."""


def lire(typed: str, le: date, avant: Lieu | None = None) -> tuple[Lecture, int]:
    """Read an entry typed in a message; return it with the lines that were added above it.

    Added where they are missing: the two marks « --- », `id` (that of `avant`, else one made from
    the name), `date_maj`.
    """
    size = len(typed.encode())
    if size > reader.TAILLE_MAX:
        too_long = Problem(
            path=FICHE,
            line=0,
            message=f"cette fiche pèse {size // 1000} Ko",
            remede=f"Une fiche a {reader.TAILLE_MAX // 1000} Ko au plus : raccourcissez le texte",
        )
        return Lecture(FICHE, None, (too_long,)), 0
    marked = typed.startswith("---\n")
    text = typed if marked else f"---\n{typed}"
    if not re.search(r"^---[ \t]*$", text[4:], re.MULTILINE):
        text = f"{text.rstrip()}\n---\n"
    return reader.parse(FICHE, _completed(text, le, avant)), 0 if marked else 1


def _completed(text: str, le: date, avant: Lieu | None) -> str:
    """Add the fields that a program knows, last of all: no other line moves."""
    brut = reader.parse(FICHE, text).brut
    if not brut:
        return text
    added = []
    if not brut.get("id"):
        made = ecriture.slug(str(brut.get("nom", "")), str(brut.get("commune", "")))
        added.append(f'id: "{avant.id if avant else made}"')
    if not brut.get("date_maj"):
        added.append(f"date_maj: {le}")
    if not added:
        return text
    without = re.sub(r"^(?:id|date_maj):[ \t]*$", "", text, flags=re.MULTILINE)
    end = re.search(r"^---[ \t]*$", without[4:], re.MULTILINE)
    at = 4 + end.start() if end else len(without)
    lines = "".join(f"{line}\n" for line in added)
    return f"{without[:at]}{lines}{without[at:]}"
