"""docs/champs.md, the page of every field of an entry, written from the model alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annuaire import vocabulaires as voc
from annuaire.model import CHAMPS_NATIONAUX, Lieu

Schema = Mapping[str, Any]
"""A JSON Schema, or the part of one that speaks of a field."""
Blocks = Mapping[str, Sequence[str]]
"""Name of a model → the places of its blocks in an entry."""

ENTETE = """\
# Les champs d’une fiche

Cette page est écrite par `make docs`, depuis le modèle. Ne la modifiez pas à la main.

Une fiche commence par des champs, un par ligne, entre deux lignes `---`.
Un champ que vous ne connaissez pas ne s’écrit pas : ne devinez jamais.
« Plusieurs » veut dire : une ou plusieurs valeurs, entre crochets et séparées par des virgules.
Un exemple complet ouvre [CONTRIBUTING.md](../CONTRIBUTING.md).
"""
NATIONAUX = """\
## Les champs du standard national

Leurs noms sont ceux du « standard de données des lieux de médiation numérique », version 1.0.2.
"""
PROPRES = """\
## Les champs de cet annuaire

Ils s’ajoutent au standard.
"""
LISTES = """\
## Les listes de valeurs

Ces champs n’acceptent que les valeurs de leur liste.
Les majuscules et les accents oubliés sont pardonnés.
"""
FORMES = {
    "date": "date AAAA-MM-JJ",
    "uri": "adresse web",
    "email": "courriel",
    "number": "nombre",
    "integer": "nombre entier",
}
"""What a `format` or a `type` of the JSON Schema is called; all others are text."""


def champs_md() -> str:
    """Return the whole page, in Markdown."""
    schema = Lieu.model_json_schema()
    blocks = _blocks(schema)
    fields = schema["properties"]
    ours = [name for name in fields if name not in CHAMPS_NATIONAUX]
    parts = [ENTETE]
    for title, names in ((NATIONAUX, CHAMPS_NATIONAUX), (PROPRES, ours)):
        half = {**schema, "properties": {name: fields[name] for name in names}}
        parts.append(f"{title}\n{_table(half, blocks)}")
    for model, paths in blocks.items():
        parts.append(f"{_block_title(paths)}\n{_table(schema['$defs'][model], blocks)}")
    parts.append(LISTES)
    for name, field in _closed_fields(schema, blocks).items():
        parts.append(_closed_list(name, field))
    return "\n".join(parts)


def _blocks(schema: Schema) -> dict[str, list[str]]:
    """Where each block of an entry stands: Soutien → [`fabrique.soutien`]."""
    blocks: dict[str, list[str]] = {}
    queue = [("", schema)]
    while queue:
        path, part = queue.pop(0)
        for name, field in part["properties"].items():
            if model := bloc(field):
                blocks.setdefault(model, []).append(path + name)
                queue.append((f"{path}{name}.", schema["$defs"][model]))
    return blocks


def _closed_fields(schema: Schema, blocks: Iterable[str]) -> dict[str, Schema]:
    """Each field that has a closed list, once."""
    closed: dict[str, Schema] = {}
    for part in (schema, *(schema["$defs"][model] for model in blocks)):
        for name, field in part["properties"].items():
            if "enum" in valeur(field):
                closed.setdefault(name, field)
    return closed


def _block_title(paths: Sequence[str]) -> str:
    first, *others = paths
    also = f"\nLes mêmes champs servent sous `{'`, `'.join(others)}`.\n" if others else ""
    return f"### {first}\n{also}"


def _table(part: Schema, blocks: Blocks) -> str:
    rows = [
        "| Champ | Ce que c’est | Obligatoire | Ce qu’on y écrit | Exemple |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, field in part["properties"].items():
        cells = (
            f"`{name}`",
            _meaning(field),
            "oui" if name in part.get("required", ()) else "",
            _form(name, field, blocks),
            "".join(f"`{example}`" for example in field.get("examples", ())[:1]),
        )
        rows.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    return "\n".join(rows) + "\n"


def _meaning(field: Schema) -> str:
    label, help_text = str(field["title"]), str(field["description"])
    return label if help_text == label else f"{label}. {help_text}"


def _form(name: str, field: Schema, blocks: Blocks) -> str:
    """Say what may be typed: a kind of value, a block, a list, and its limits."""
    value = valeur(field)
    if model := bloc(field):
        words = [f"[un bloc de champs](#{blocks[model][0].replace('.', '')})"]
    elif "enum" in value:
        words = [f"[une valeur de la liste](#{name})"]
    elif "const" in value:
        words = [f"`{value['const']}`"]
    else:
        kind = value.get("format", value.get("type", ""))
        words = [FORMES.get(kind, "texte")]
    if "maxLength" in value:
        words.append(f"{value['maxLength']} caractères au plus")
    if field.get("type") == "array":
        words.append("plusieurs")
    return ", ".join(words)


def _closed_list(name: str, field: Schema) -> str:
    values = valeur(field)["enum"]
    meanings = sens(values)
    lines = [f"### {name}", "", f"{field['title']} :", ""]
    for value in values:
        meaning = f" : {meanings[value]}" if value in meanings else ""
        lines.append(f"- `{value}`{meaning}")
    return "\n".join(lines) + "\n"


def sens(values: list[str]) -> Mapping[str, str]:
    """Return what the values of a list mean, {} where they speak for themselves."""
    tables = (table for table in vars(voc).values() if isinstance(table, dict))
    return next((table for table in tables if list(table) == values), {})


def valeur(field: Schema) -> Schema:
    """Return what the schema says of one value, whether the field may be absent or is a list."""
    options: list[Schema] = field.get("anyOf", [field])
    kept = next(option for option in options if option.get("type") != "null")
    items: Schema = kept.get("items", kept)
    return items


def bloc(field: Schema) -> str:
    """Return the name of the model of a block, "" for a plain value."""
    return str(valeur(field).get("$ref", "")).rpartition("/")[2]
