"""The CSV of the national standard v1.0.2: exactly its 32 columns, in the exporter's dialect.

Dialect (anct-cartographie-nationale/mednum-cli, to-csv): every cell quoted, nothing for null, no
quote ever doubled, no line break inside a cell, LF between rows and none at the end.

What it cannot say is told in docs/donnees.md, line by line, and held by tests.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.exports import lieux_tableschema
from annuaire.exports.fichier import NATIONAL
from annuaire.fiche import Fiche
from annuaire.model import CHAMPS_NATIONAUX

PATH = "donnees/lieux.csv"
LABEL = "CSV du standard national, 32 colonnes"
SCHEMA, DIALECTE = lieux_tableschema.PATH, NATIONAL

PIVOT_INCONNU = "00000000000000"

_SANS_GUILLEMET = frozenset({"nom", "adresse", "complement_adresse"})
"""Where the exporter drops a double quote; elsewhere it writes the full-width one."""

_NOMBRES = frozenset({"telephone", "latitude", "longitude"})
"""What starts with + or - for good."""

_BLANCS = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that a cell has no use for; the two that do not break are French typography."""


def export(annuaire: Annuaire) -> str:
    """Return the open lieux that hold every required field; all are in lieux-complet.csv."""
    return tableau(annuaire.conformes)


def tableau(fiches: Iterable[Fiche]) -> str:
    """Return the first line and one row per lieu."""
    return reunir(map(rangee, fiches))


def reunir(rows: Iterable[str]) -> str:
    """Return the first line and the rows of lieux that `rangee` made."""
    return "\n".join([",".join(f'"{champ}"' for champ in CHAMPS_NATIONAUX), *rows])


def ligne(fiche: Fiche) -> dict[str, str]:
    """Return the 32 cells of a lieu by column, "" for what is unknown.

    The label and the programmes are derived from ours; the point is left out where only the
    commune is known, since the standard has no way to say so. It takes one telephone, in the
    international form: a short number (3960) has none. Hours with a comment ("sur rendez-vous")
    are left out: without their quotes they are no hours, or other ones ("PH off").
    """
    cells = {champ: texte(getattr(fiche.lieu, champ)) for champ in CHAMPS_NATIONAUX}
    cells["pivot"] = cells["pivot"] or PIVOT_INCONNU
    cells["code_postal"], cells["code_insee"] = fiche.code_postal, fiche.code_insee
    cells["telephone"] = next((n for n in fiche.lieu.telephone if n.startswith("+")), "")
    if '"' in cells["horaires"]:
        cells["horaires"] = ""
    if fiche.lieu.est_labellise:
        cells["formations_labels"] = _with(cells["formations_labels"], voc.LABEL_NATIONAL)
    if fiche.lieu.fabrique:
        extra = [
            f for f in ("micro-folie", "point-cyb", "ecm") if f in fiche.lieu.fabrique.hybridation
        ]
        for famille in extra:
            cells["autres_formations_labels"] = _with(
                cells["autres_formations_labels"], voc.HYBRIDATIONS[famille]
            )
    return cells


def texte(value: Any) -> str:
    """Write a value as one cell: lists joined by « | », numbers in their shortest decimal form.

    >>> texte(48.0), texte(0.00005)
    ('48', '0.00005')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(str(item).replace("|", "/") for item in value)
    return f"{Decimal(repr(value)).normalize():f}" if isinstance(value, float) else str(value)


def sans_formule(text: str) -> str:
    """Drop the first signs of a text where a spreadsheet would read a formula: a list, a comment."""
    return text.lstrip("=@+- \t\n")


def _with(cell: str, value: str) -> str:
    values = [v for v in cell.split("|") if v]
    return "|".join(values if value in values else [*values, value])


def rangee(fiche: Fiche) -> str:
    """Return the row of a lieu."""
    return ",".join(_cell(champ, text) for champ, text in ligne(fiche).items())


def _cell(champ: str, text: str) -> str:
    quote = "" if champ in _SANS_GUILLEMET else "\uff02"
    line = _BLANCS.sub(" ", text.replace('"', quote)).strip()
    if champ not in _NOMBRES:
        line = sans_formule(line)
    return f'"{line}"' if line else ""
