"""The labelled fabriques de territoire, as the ANCT publishes them: name, commune, number.

The only point that its files hold is the commune's: it is never taken for the place's.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from annuaire.formats.cellules import propre
from annuaire.formats.champs import ligne, texte
from annuaire.formats.fichier import Enregistrement, Fichier
from annuaire.ligne import Ligne
from annuaire.vocabulaires import LABEL_NATIONAL

SOURCE = "ANCT, fabriques de territoire labellisées"
DEPOT = "https://github.com/anct-carto/superposeur-anct"
NOM_MAX = 200
COLONNES_CSV = frozenset(
    {
        *("id_anct", "nom", "commune", "code_insee", "codes_postaux", "site_web", "source"),
        *("vague_deduite", "annee_label_deduite", "alerte", "note", "numerique_verifie"),
        "source2",
    }
)
COLONNES_GEOJSON = frozenset({"id_geo", "lib_geo", "id_territoire", "lib_territoire"})

_A_RELIRE = {
    "alerte": "alerte de la source, à lire par une personne",
    "note": "note de la source, à lire par une personne",
    "numerique_verifie": "« fabrique numérique » : à confirmer par une personne",
    "source2": "autre source, à citer par une personne",
}
"""What a person must read: kept in the account, never published as it is."""
_COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOTE_INTERNE = re.compile(r"\s+bdd\b.*$", re.DOTALL | re.IGNORECASE)
_RETIRE = "[adresse retirée]"


def est_csv(fichier: Fichier) -> bool:
    """True for the table of the fabriques, one row each."""
    return fichier.genre == "csv" and {"id_anct", "nom", "codes_postaux"} <= set(fichier.colonnes)


def est_geojson(fichier: Fichier) -> bool:
    """True for the layer of the fabriques: other programmes have the same columns, not its ids."""
    names = set(fichier.colonnes)
    return (
        fichier.genre == "geojson"
        and names >= COLONNES_GEOJSON
        and any(
            texte(one.brut.get("id_territoire")).startswith("fabt-") for one in fichier.exemples
        )
    )


def lignes_csv(fichier: Fichier) -> Iterator[Ligne]:
    """Read the table; `date_maj` is the day written in its column `source`."""
    for one in fichier.enregistrements():
        cells = {name: one.brut.get(name, "") for name in COLONNES_CSV}
        postcodes = cells["codes_postaux"].split("|")
        found = _fabrique(
            one,
            cells["id_anct"],
            {
                "nom": cells["nom"],
                "commune": cells["commune"],
                "code_insee": cells["code_insee"],
                "code_postal": postcodes[0] if len(postcodes) == 1 else "",
                "site_web": cells["site_web"],
            },
            _jour(cells["source"]) or fichier.jour,
        )
        _nombre(found, "vague", cells["vague_deduite"], r"10|[1-9]")
        _nombre(found, "annee_label", cells["annee_label_deduite"], r"20\d\d")
        for column, raison in _A_RELIRE.items():
            if cells[column].strip():
                found.valeurs[column] = propre(cells[column])[0]
                found.note(column, None, raison)
        yield found


def lignes_geojson(fichier: Fichier) -> Iterator[Ligne]:
    """Read the layer: one feature per commune holds the numbers and the names of its fabriques."""
    for one in fichier.enregistrements():
        numbers = _parts(one.brut.get("id_territoire"))
        typed = texte(one.brut.get("lib_territoire"))
        names = _parts(typed)
        commune = texte(one.brut.get("lib_geo")).strip()
        faute = one.faute
        if not faute and len(numbers) != len(names):
            faute = _mal_apparies(numbers, names)
        for rank, number in enumerate(numbers or [""]):
            name = names[rank] if rank < len(names) else ""
            found = _fabrique(
                Enregistrement(one.numero, {}, faute),
                number,
                {
                    "nom": name,
                    "commune": "" if commune == "NA" else commune,
                    "code_insee": texte(one.brut.get("id_geo")),
                },
                fichier.jour,
            )
            for fait in propre(typed)[1] if name else ():
                found.note("nom", found.valeurs.get("nom"), f"{fait} dans la liste des noms")
            yield found


def _mal_apparies(numbers: list[str], names: list[str]) -> str:
    shown = _sans_courriel(" ; ".join(names))
    return (
        f"{len(numbers)} numéros ({' ; '.join(numbers)}) pour {len(names)} noms ({shown}) : on ne "
        "sait pas à qui est chaque nom"
    )


def _parts(cell: Any) -> list[str]:
    """Split « A; B »; entities are decoded first, « &amp; » holds the sign that parts."""
    return [part.strip() for part in propre(texte(cell))[0].split("; ") if part.strip()]


def _fabrique(one: Enregistrement, number: str, cells: dict[str, str], jour: date | None) -> Ligne:
    number = number.strip()
    noted = _sans_courriel(cells["nom"])
    found = ligne(one.numero, {"id": number, **cells, "nom": noted}, faute=one.faute)
    if not number:
        return found
    source = {"titre": SOURCE, "url": DEPOT, **({"date": jour.isoformat()} if jour else {})}
    found.valeurs |= {
        "precision": "commune",
        "source": SOURCE,
        "formations_labels": [LABEL_NATIONAL],
        "fabrique": {"label": "fabrique", "id_anct": number, "sources": [source]},
        **({"date_maj": jour.isoformat()} if jour else {}),
    }
    if noted != cells["nom"]:
        name = _NOTE_INTERNE.sub("", noted).replace(_RETIRE, "").strip()
        found.note("nom", name, "note interne retirée, avec l’adresse électronique qu’elle porte")
    _nom(found)
    return found


def _nom(found: Ligne) -> None:
    """Put a name on one line; a name too long is kept whole in the detailed presentation."""
    name = found.valeurs.get("nom", "")
    line = " / ".join(" ".join(part.split()) for part in name.splitlines() if part.strip())
    if "\n" not in name:
        found.valeurs |= {"nom": line} if line else {}
    elif line:
        found.note("nom", line, "nom mis sur une seule ligne")
    if len(line) > NOM_MAX:
        found.valeurs["presentation_detail"] = f"Nom complet : {line}"
        short = line[: NOM_MAX - 1].rpartition(" ")[0].rstrip(" ,;:-–(") + "…"
        found.note("nom", short, "nom trop long, abrégé ; il est entier dans la présentation")


def _nombre(found: Ligne, champ: str, typed: str, forme: str) -> None:
    """Keep a number where the source gives one and only one; what it hesitates on is told."""
    text = typed.strip()
    if not text or "fabrique" not in found.valeurs:
        return
    if re.fullmatch(forme, text):
        found.valeurs["fabrique"][champ] = text
    else:
        found.valeurs[f"fabrique.{champ}"] = text
        found.note(f"fabrique.{champ}", None, "la source hésite : laissé vide")


def _sans_courriel(text: str) -> str:
    return _COURRIEL.sub(_RETIRE, text)


def _jour(source: str) -> date | None:
    """Return the day in brackets of « … (2024-09-18), Licence Ouverte 2.0 »."""
    found = re.search(r"\((\d{4}-\d\d-\d\d)\)", source)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
