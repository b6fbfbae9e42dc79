"""CODEOWNERS: a change of entries is somebody's to see, and code never goes with it unseen."""

from pathlib import Path, PurePosixPath

import pytest

from annuaire.contribution.changements import _git

RACINE = Path(__file__).parents[2]
LIGNES = [
    line.split()
    for line in (RACINE / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
EQUIPE = ["@fabriques/mainteneurs"]


def proprietaires(path: str, lignes: list[list[str]]) -> list[str]:
    """The owners that GitHub finds for a file: those of the last line that matches."""
    return next((owners for pattern, *owners in reversed(lignes) if convient(path, pattern)), [])


def convient(path: str, pattern: str) -> bool:
    if pattern == "*":
        return True
    if pattern.endswith("/"):
        return path.startswith(pattern[1:])
    return "/" not in path and PurePosixPath(path).match(pattern[1:])


def fichiers() -> list[str]:
    return [name for name in _git(RACINE, "ls-files", "-z").decode().split("\0") if name]


def test_every_file_has_an_owner():
    assert {tuple(proprietaires(name, LIGNES)) for name in fichiers()} == {tuple(EQUIPE)}


@pytest.mark.parametrize("donnee", ["/content/", "/content/lieux/23-creuse/", "*"])
def test_code_keeps_its_owners_when_entries_are_given_to_others(donnee):
    rank = next(n for n, line in enumerate(LIGNES) if line[0].startswith("/."))
    given = [*LIGNES[:rank], [donnee, "@fabriques/creuse"], *LIGNES[rank:]]
    code = (".github/", ".ci/", "plugins/", "theme/", "tests/", "requirements/")

    lost = [
        name
        for name in fichiers()
        if (name.startswith(code) or name in {"Makefile", "pelicanconf.py", "pyproject.toml"})
        and proprietaires(name, given) != EQUIPE
    ]

    assert lost == []
