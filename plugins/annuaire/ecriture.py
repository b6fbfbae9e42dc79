"""A Lieu → the text of its entry, in the one canonical form: order of the model, empty left out."""

import re
from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from slugify import slugify

from annuaire import territoires
from annuaire.commentaires import avec_commentaires
from annuaire.model import Lieu

SLUG_MAX = 80


class _Dumper(yaml.SafeDumper):
    """Fields and parts one a line, lists of texts on one line, nothing folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Set the dashes of a list in from its key, as people write them."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # Double quotes where YAML needs some: contributors know them better than the single ones.
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    number = re.fullmatch(r"[\d.,_+-]+", text) and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text)
    sign = re.search(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|[,\[\]{}]|\s$", text)
    if tag == "tag:yaml.org,2002:timestamp":
        return dumper.represent_scalar(tag, text)
    style = '"' if number or sign or tag != "tag:yaml.org,2002:str" else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    flow = not any(isinstance(item, dict) or ":" in str(item) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


class CommentairePerduError(Exception):
    """A comment has no place in the canonical form."""


def entree(lieu: Lieu, tape: str = "") -> str:
    """Return the whole text of the entry: front matter, then the detailed presentation.

    `tape` is the front matter that the lieu was read from, whose comments are kept; raises
    CommentairePerduError where that cannot be.
    """
    values = valeurs(lieu)
    body = values.pop("presentation_detail", "")
    front = yaml_(values)
    commented = avec_commentaires(front, tape) if tape else front
    if commented is None:
        raise CommentairePerduError
    return f"---\n{commented}---\n" + (f"\n{body}\n" if body else "")


def yaml_(values: dict[str, Any]) -> str:
    """Return values as YAML in our one form: keys in their order, nothing folded."""
    text: str = yaml.dump(
        values,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10_000,
    )
    return text


def slug(nom: str, commune: str) -> str:
    """Return the address of a lieu from its name and its commune, at most 80 characters.

    >>> slug("L’Arête (La Base)", "Besançon")
    'l-arete-la-base-besancon'
    """
    apart = re.sub(r"['’°]", "-", nom)
    base = slugify(apart, max_length=SLUG_MAX, word_boundary=True)
    town = slugify(commune, max_length=40, word_boundary=True)
    if town and town not in base:
        base = f"{base[: SLUG_MAX - len(town) - 1].rstrip('-')}-{town}"
    return base.strip("-") or "lieu"


def slug_de(lieu: Lieu) -> str:
    """Return the address that a lieu would have if no other had it."""
    commune = territoires.commune_actuelle(lieu.code_insee)
    return slug(lieu.nom, commune.nom if commune else lieu.commune)


def slug_libre(base: str, pris: Container[str]) -> str:
    """Return the first address that is free: `base`, else followed by -2, -3…"""
    name = base
    number = 1
    while name in pris:
        number += 1
        name = f"{base[: SLUG_MAX - 4].rstrip('-')}-{number}"
    return name


def place(lieu: Lieu, name: str = "") -> Path:
    """Return where an entry goes: lieux/<département>/<name>.md, a name made for it by default."""
    commune = territoires.commune_actuelle(lieu.code_insee)
    assert commune, "the model refuses unknown codes"
    folder = territoires.departements()[commune.departement].slug
    return Path("lieux", folder, f"{name or slug_de(lieu)}.md")


def valeurs(part: BaseModel) -> dict[str, Any]:
    """Return what the entry types: each field that differs from its default, model order."""
    values = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if value in (None, (), "") or value == info.default:
            continue
        values[name] = _plain(value)
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return valeurs(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | str | int | float):
        return value
    raise TypeError(f"a model value of an unknown kind: {value!r}")
