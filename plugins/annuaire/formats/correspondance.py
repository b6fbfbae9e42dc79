"""Which columns of a file nobody knows hold which fields: a small YAML file that a person writes.

champs: {id: identifiant, nom: Nom du lieu, commune: Ville, telephone: Tél}
constantes: {typologie: [EPN], source: Département de la Creuse}
valeurs: {services: {Aide administrative: Aide aux démarches administratives}}
separateur: ";"
prefixe_id: creuse-
geometrie: lieu
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annuaire import yaml_strict
from annuaire.ligne import FormatInconnuError
from annuaire.model import CHAMPS_NATIONAUX, FERMES, LISTES
from annuaire.valeurs import Choix, proche
from annuaire.yaml_strict import Fault

CHAMPS = (*CHAMPS_NATIONAUX, "precision", "acces", "a_apporter", "departement")
"""The fields that a mapping may fill; the code of the département tells homonyms apart."""
GEOMETRIES = ("lieu", "rue", "commune")
_CLES = ("champs", "constantes", "valeurs", "separateur", "prefixe_id", "geometrie")
OCTETS_MAX = 100_000


class CorrespondanceInvalideError(FormatInconnuError):
    """A mapping that cannot be used: all its faults, each with its line."""


@dataclass(frozen=True)
class Correspondance:
    """A mapping, checked. Columns are as the file spells them.

    `champs`: field → column. `constantes`: field → text, or list for a field that holds one.
    `valeurs`: field → (text of a cell → values of the standard, none to leave it out).
    `separateur` parts the lists inside a cell; `prefixe_id` goes before each identifier.
    `geometrie` says what the point of a GeoJSON is worth: that of a commune is not read.
    """

    champs: Mapping[str, str]
    constantes: Mapping[str, str | list[str]] = field(default_factory=dict)
    valeurs: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    separateur: str = "|"
    prefixe_id: str = ""
    geometrie: str = "lieu"


def lire(path: Path) -> Correspondance:
    """Read a mapping file; raise CorrespondanceInvalideError with all that is wrong in it."""
    try:
        data = path.read_bytes()[: OCTETS_MAX + 1]
        text = data.decode("utf-8-sig")
    except OSError:
        raise CorrespondanceInvalideError(f"{path} : ce fichier ne peut pas être lu.") from None
    except UnicodeDecodeError:
        raise CorrespondanceInvalideError(f"{path} : enregistrez-le en UTF-8.") from None
    if len(data) > OCTETS_MAX:
        raise CorrespondanceInvalideError(f"{path} : une correspondance tient en quelques lignes.")
    return depuis_texte(text, str(path))


def depuis_texte(text: str, nom: str = "correspondance") -> Correspondance:
    """Read the text of a mapping; raise CorrespondanceInvalideError."""
    if not re.search(r"(?m)^champs\s*:", text):
        raise CorrespondanceInvalideError(
            f"{nom} : il manque « champs: », qui dit quelle colonne donne quel champ.\n"
            "  Exemple : champs: {id: Identifiant, nom: Nom du lieu, commune: Ville}"
        )
    values, faults = yaml_strict.lire(text.removesuffix("\n") + "\n")
    faults = faults or _placees(text, _fautes(values))
    if faults:
        said = "\n".join(map(_phrase, faults))
        raise CorrespondanceInvalideError(f"{nom} ne peut pas servir de correspondance :\n{said}")
    return Correspondance(
        {champ: column.strip() for champ, column in values["champs"].items() if column.strip()},
        {champ: _constante(champ, v) for champ, v in _bloc(values, "constantes").items() if v},
        {
            champ: {" ".join(old.split()): _liste(new) for old, new in table.items()}
            for champ, table in _bloc(values, "valeurs").items()
            if table
        },
        values.get("separateur") or "|",
        values.get("prefixe_id") or "",
        values.get("geometrie") or "lieu",
    )


Faute = tuple[tuple[str | int, ...], str, str]
"""Where in the mapping, what is wrong, how to mend it."""


def _fautes(values: dict[str, Any]) -> Iterator[Faute]:
    for key in values:
        if key not in _CLES:
            near = proche(key, _CLES)
            yield (
                (key,),
                f"« {key} » n’est pas une partie d’une correspondance",
                f"Vouliez-vous « {near} » ?" if near else f"Les parties sont : {', '.join(_CLES)}",
            )
    checks: tuple[tuple[str, Callable[[str, Any], Iterator[tuple[str, str]]]], ...] = (
        ("champs", _faute_colonne),
        ("constantes", _faute_constante),
        ("valeurs", _faute_valeurs),
    )
    for part, check in checks:
        bloc = values.get(part) or {}
        if not isinstance(bloc, dict):
            yield (part,), "il faut des lignes « champ: valeur », en retrait", ""
            continue
        for champ, value in bloc.items():
            if champ not in CHAMPS:
                near = proche(champ, CHAMPS)
                yield (
                    (part, champ),
                    f"« {champ} » n’est pas un champ",
                    f"Vouliez-vous « {near} » ?" if near else "Voyez docs/champs.md",
                )
                continue
            yield from (((part, champ), *found) for found in check(champ, value))
    yield from _fautes_simples(values)


def _fautes_simples(values: dict[str, Any]) -> Iterator[Faute]:
    for key in ("separateur", "prefixe_id", "geometrie"):
        if not isinstance(values.get(key, ""), str):
            yield (key,), "il faut un texte", ""
    geometry = values.get("geometrie") or "lieu"
    if isinstance(geometry, str) and geometry not in GEOMETRIES:
        yield (
            ("geometrie",),
            f"« {geometry} » ne dit pas ce que vaut le point",
            f"Écrivez {', '.join(GEOMETRIES[:-1])} ou {GEOMETRIES[-1]}",
        )
    champs = values.get("champs")
    if not isinstance(champs, dict):
        return
    if not champs.get("nom"):
        why = "un lieu sans nom ne peut pas être publié"
        yield ("champs",), f"il manque « nom » : {why}", "Ajoutez nom: <sa colonne>"
    if not any(champs.get(champ) for champ in ("commune", "code_insee")) and not any(
        champ in _bloc(values, "constantes") for champ in ("commune", "code_insee")
    ):
        yield ("champs",), "il manque « commune » ou « code_insee »", "Ajoutez l’un des deux"


def _faute_colonne(champ: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield "il faut le nom d’une seule colonne", f"{champ}: Nom de la colonne"


def _faute_constante(champ: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) or (isinstance(value, list) and champ not in LISTES):
        yield "il faut un seul texte", f"{champ}: le texte"
        return
    if champ in {"id", "nom"}:
        yield "ce champ ne peut pas être le même pour tous les lieux", "Donnez sa colonne"
    yield from _hors_liste(champ, value)


def _faute_valeurs(champ: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield "il faut des lignes « texte du fichier: valeur du standard »", ""
        return
    for new in value.values():
        if isinstance(new, dict):
            yield "il faut une valeur, ou une liste entre crochets", ""
        else:
            yield from _hors_liste(champ, new)


def _hors_liste(champ: str, value: Any) -> Iterator[tuple[str, str]]:
    permitted = FERMES.get(champ)
    if not permitted:
        return
    for item in _liste(value):
        try:
            Choix(permitted).verifier(item)
        except ValueError:
            near = proche(item, permitted)
            yield (
                f"« {item} » n’est pas une valeur de {champ}",
                f"Vouliez-vous « {near} » ?" if near else "Voyez docs/champs.md",
            )


def _placees(text: str, found: Iterator[Faute]) -> list[Fault]:
    faults = list(found)
    if not faults:
        return []
    places = yaml_strict.positions(text)
    return [
        Fault(*places.of(path, key=True), ".".join(map(str, path)), message, remede)
        for path, message, remede in faults
    ]


def _phrase(fault: Fault) -> str:
    remedy = f". {fault.remede}" if fault.remede else ""
    where = f", {fault.champ}" if fault.champ else ""
    return f"  ligne {fault.line}{where} : {fault.message}{remedy}"


def _bloc(values: dict[str, Any], key: str) -> dict[str, Any]:
    bloc = values.get(key)
    return bloc if isinstance(bloc, dict) else {}


def _liste(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]


def _constante(champ: str, value: Any) -> str | list[str]:
    return _liste(value) if champ in LISTES else str(value).strip()
