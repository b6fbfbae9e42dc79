"""The CSV of the national standard v1.0.2: exactly its 32 columns, in the exporter's dialect.

Dialect (anct-cartographie-nationale/mednum-cli, to-csv): every cell quoted, nothing for null, no
quote ever doubled, no line break inside a cell, LF between rows and none at the end.
"""

from typing import Any

from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire, Fiche
from annuaire.model import CHAMPS_NATIONAUX

PATH = "donnees/lieux.csv"
LABEL = "CSV du standard national, 32 colonnes"

PIVOT_INCONNU = "00000000000000"


def export(annuaire: Annuaire) -> str:
    """Return the rows that hold every required field; the others are in lieux-complet.csv."""
    rows = [",".join(f'"{champ}"' for champ in CHAMPS_NATIONAUX)]
    rows += [",".join(map(_cell, ligne(f).values())) for f in annuaire.fiches if f.est_conforme]
    return "\n".join(rows)


def ligne(fiche: Fiche) -> dict[str, str]:
    """Return the 32 cells of a lieu by column, "" for what is unknown.

    The label and the programmes are derived from ours; the point is left out where only the
    commune is known, since the standard has no way to say so.
    """
    cells = {champ: texte(getattr(fiche.lieu, champ)) for champ in CHAMPS_NATIONAUX}
    cells["pivot"] = cells["pivot"] or PIVOT_INCONNU
    cells["code_postal"] = fiche.code_postal
    cells["telephone"] = fiche.lieu.telephone[0] if fiche.lieu.telephone else ""
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
    """Write a value as one cell: lists joined by « | », numbers in their shortest form."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(map(str, value))
    return repr(value) if isinstance(value, float) else str(value)


def _with(cell: str, value: str) -> str:
    values = [v for v in cell.split("|") if v]
    return "|".join(values if value in values else [*values, value])


def _cell(text: str) -> str:
    if not text:
        return ""
    return '"' + " ".join(text.replace('"', "\uff02").split()) + '"'
