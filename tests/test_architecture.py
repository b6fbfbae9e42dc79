"""The order of the layers: a module imports only what stands above it in docs/architecture.md."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

PAQUET = Path(__file__).parents[1] / "plugins" / "annuaire"

TABLE = (PAQUET.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
COUCHES = tuple(
    name.replace("__init__", "")  # "": what Pelican loads
    for name in re.findall(r"^\| `(\w+)` \|", TABLE, re.MULTILINE)
)

SEULS = {
    "pelican": {"", "generator"},
    "yaml": {"yaml_strict", "ecriture"},
    "markdown": {"corps"},
    "nh3": {"corps"},
    "pydantic": {"valeurs", "contacts", "parties", "model", "fautes_du_modele", "reader", "listes_yaml", "reseaux", "demarches", "programme", "rapprochement", "ecriture",
                 "mise_en_ordre", "sources", "contribution", "exports", "feuillets", "documentation", "empreintes"},
    "opening_hours": {"horaires"},
    "phonenumbers": {"contacts", "contribution", "textes"},
    "urllib3": {"telechargement"},
    "PIL": {"photos"},
    "segno": {"affiche"},
}  # fmt: skip
"""The library → the only layers that know it."""

MODULES = sorted(PAQUET.rglob("*.py"))


def couche(module: str) -> str:
    """Return the layer of a module: annuaire.exports.lieux_csv → exports, annuaire → ""."""
    return module.removeprefix("annuaire").lstrip(".").split(".")[0]


def nom(path: Path) -> str:
    parts = ("annuaire", *path.relative_to(PAQUET).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> set[str]:
    """Return all that a module imports, wherever in it, each as a dotted name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = importlib.util.resolve_name(
                "." * node.level + (node.module or ""), dossier(path)
            )
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)} - {"annuaire"}
    return found


def dossier(path: Path) -> str:
    """Return the package that a module stands in."""
    return ".".join(("annuaire", *path.parent.relative_to(PAQUET).parts))


def ours(path: Path) -> set[str]:
    return {couche(name) for name in imports(path) if name.split(".")[0] == "annuaire"}


def test_every_module_has_its_place_and_every_place_its_module():
    assert {couche(nom(path)) for path in MODULES} == set(COUCHES)
    assert len(set(COUCHES)) == len(COUCHES)


@pytest.mark.parametrize("path", MODULES, ids=nom)
def test_imports_only_what_stands_to_its_left(path):
    here = couche(nom(path))
    left = COUCHES[: COUCHES.index(here)]

    for imported in ours(path) - {here}:
        assert imported in left, f"{nom(path)} importe {imported}, qui est à sa droite"


@pytest.mark.parametrize("path", MODULES, ids=nom)
def test_a_library_is_known_to_few(path):
    here = couche(nom(path))

    for name in imports(path):
        layers = SEULS.get(name.split(".")[0])
        assert layers is None or here in layers, f"{nom(path)} importe {name}"


def test_the_command_line_never_needs_pelican():
    """`python -m annuaire check` must run where only the entries are: its imports, followed."""
    by_name = {nom(path): path for path in MODULES}
    todo, seen = {"annuaire.__main__"}, set()
    while todo:
        module = todo.pop()
        seen.add(module)
        todo |= {name for name in imports(by_name[module]) if name in by_name} - seen

    assert "annuaire.generator" not in seen
