"""The list of France services that the ANCT publishes: one row per place, one column per day.

Source of the constants: the ANCT's own configuration for this list, which rules them for all the
places; they were not observed place by place.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from annuaire import contacts
from annuaire.formats.champs import ligne
from annuaire.formats.fichier import Enregistrement, Fichier
from annuaire.horaires import JOURS_OSM
from annuaire.ligne import Ligne

_CHAMPS = {
    "lib_fs": "nom",
    "lib_com": "commune",
    "code_postal": "code_postal",
    "insee_com": "code_insee",
    "adresse": "adresse",
    "complement_adresse": "complement_adresse",
    "latitude": "latitude",
    "longitude": "longitude",
    "mail": "courriels",
    # Often the exceptions to the hours: nothing else in the row says them.
    "commentaire": "presentation_detail",
}
_JOURS = ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi", "h_dimanche")
_CONSTANTES = {
    "typologie": ["RFS"],
    "source": "ANCT – France services",
    "services": [
        "Aide aux démarches administratives",
        "Insertion professionnelle via le numérique",
        "Maîtrise des outils numériques du quotidien",
        "Compréhension du monde numérique",
    ],
    "frais_a_charge": ["Gratuit"],
    "dispositif_programmes_nationaux": ["France Services"],
}
_ACCES = {"Oui": ["Téléphoner", "Contacter par mail"], "Non": ["Se présenter"]}
_ITINERANCES = {
    "Fixe": "Fixe",
    "Multisites": "Fixe",
    "Fixe_antenne(s)": "Fixe",
    "Bus_équivalent": "Itinérant",
    "Itinérante": "Itinérant",
}
COLONNES = frozenset({"id_fs", "telephone", "prise_rdv", "format_fs", *_CHAMPS, *_JOURS})
_PLAGE = re.compile(r"([0-2]\d:[0-5]\d) ?- ?([0-2]\d:[0-5]\d)")


def reconnait(fichier: Fichier) -> bool:
    """True for a CSV with the columns of this list."""
    return fichier.genre == "csv" and {"id_fs", "lib_fs", "h_lundi"} <= set(fichier.colonnes)


def lignes(fichier: Fichier) -> Iterator[Ligne]:
    """Read the list; `date_maj` is the day of the file, left out where nothing says it.

    The day of the label (`labellisation_fs`) says when the place opened its doors, not when its
    row was last true.
    """
    for one in fichier.enregistrements():
        found = ligne(one.numero, _brut(one), faute=one.faute)
        if found.id:
            found.valeurs |= {champ: _copie(value) for champ, value in _CONSTANTES.items()}
            if fichier.jour:
                found.valeurs["date_maj"] = fichier.jour.isoformat()
        _sans_mot(found)
        _acces(found, one)
        _horaires(found, one.brut)
        yield found


def _brut(one: Enregistrement) -> dict[str, Any]:
    """Put the cells that hold one value under the names of the standard."""
    cells: dict[str, Any] = {new: one.brut.get(old, "") for old, new in _CHAMPS.items()}
    number = one.brut.get("id_fs", "").strip()
    phone = one.brut.get("telephone", "").strip()
    return {
        "id": f"fs-{number}" if number else "",
        **cells,
        "telephone": _telephone(phone, cells["code_postal"].strip()),
    }


def _telephone(typed: str, code_postal: str) -> str:
    """Return a number in its international form, as typed where it is none."""
    if not typed:
        return ""
    try:
        return contacts.telephone(typed, code_postal)
    except ValueError:
        return typed


def _copie(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def _sans_mot(found: Ligne) -> None:
    """Leave out a comment that holds no word (« 149637178 »)."""
    comment = found.valeurs.get("presentation_detail", "")
    if comment and not re.search(r"[^\W\d_]{2}", comment):
        found.note("presentation_detail", None, "commentaire sans aucun mot")


def _acces(found: Ligne, one: Enregistrement) -> None:
    """Say how to come, and whether the place moves, where the row says it in known words."""
    tables: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("prise_rdv", "modalites_acces", _ACCES),
        ("format_fs", "itinerance", {k: [v] for k, v in _ITINERANCES.items()}),
    )
    for column, champ, table in tables:
        word = one.brut.get(column, "").strip()
        if word in table:
            found.valeurs[champ] = list(table[word])
        elif word:
            found.valeurs[champ] = word
            found.note(champ, None, f"valeur inconnue de la colonne {column}")


def _horaires(found: Ligne, brut: dict[str, Any]) -> None:
    """Write the week in the syntax of OpenStreetMap, equal days in a row together."""
    cells = [" ".join(brut.get(column, "").split()) for column in _JOURS]
    if not any(cells):
        return
    days = [_plages(cell) for cell in cells]
    if None in days:
        # The days that can be read would say that the others are closed.
        found.valeurs["horaires"] = " ; ".join(
            f"{jour} {cell}" for jour, cell in zip(JOURS_OSM, cells, strict=True) if cell
        )
        found.note("horaires", None, "heures illisibles pour un jour au moins")
        return
    rules = []
    for spans, group in groupby(enumerate(days), key=lambda day: day[1]):
        run = [JOURS_OSM[index] for index, _ in group]
        names = run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}"
        if spans:
            rules.append(f"{names} {spans}")
    found.valeurs["horaires"] = "; ".join(rules)


def _plages(cell: str) -> str | None:
    """Read « 09:00 - 12:00 / 13:30 - 17:00 »: "09:00-12:00,13:30-17:00", None if it is not that."""
    if not cell:
        return ""
    spans = [_PLAGE.fullmatch(span.strip()) for span in cell.split("/")]
    return ",".join(f"{span[1]}-{span[2]}" for span in spans if span) if all(spans) else None
