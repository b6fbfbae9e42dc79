"""The entries that a command is given: files, folders of entries, or a whole content/."""

import sys
from pathlib import Path

from annuaire import arbre, reader
from annuaire.problems import sur_une_ligne


def demandees(paths: list[Path]) -> list[Path]:
    """Return the entries under the paths; none, once that is said, if a path is a mistake."""
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    found = [file for path in paths for file in _entries(path)]
    if missing:
        shown = sur_une_ligne(", ".join(map(str, missing)))
        print(f"Ce chemin n’existe pas : {shown}", file=sys.stderr)
    elif not found:
        print("Aucune fiche (*.md) à cet endroit.", file=sys.stderr)
    return [] if missing else found


def _entries(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    root = path / "lieux" if (path / "lieux").is_dir() else path
    # In a tree nothing but entries may stand; elsewhere they may have other files beside them.
    in_tree = arbre.racine(arbre.place(root / "x"))
    return reader.files(root) if in_tree else sorted(root.rglob("*.md"))
