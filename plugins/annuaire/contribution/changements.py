"""What Git says has changed since a reference, in the working folder included."""

import os
import subprocess
from pathlib import Path


class DepuisInconnuError(Exception):
    """Git cannot say what changed: no such reference, no repository, no Git; said in French."""


def fichiers_changes(racine: Path, depuis: str) -> dict[Path, str]:
    """Return the files under a folder that changed since a reference, relative to that folder.

    Each with its status: A added, M modified, D deleted, R renamed (its new name). Counted from
    where this branch left the reference, what is not committed yet included.
    """
    found = _git(
        racine,
        ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{depuis}^{{commit}}"],
        f"Git ne connaît pas « {depuis} » (exemple : --changed-since origin/main)",
    )
    commit = os.fsdecode(found).strip()
    try:
        base = os.fsdecode(_git(racine, ["merge-base", commit, "HEAD"])).strip()
    except DepuisInconnuError:  # a shallow clone may lack the commit that both come from
        base = commit
    diff = ["diff", "--relative", "--name-status", "--find-renames", "-z", base, "--", "."]
    changes = _statuts(_git(racine, diff))
    untracked = _git(racine, ["ls-files", "--others", "--exclude-standard", "-z", "--", "."])
    return changes | {Path(os.fsdecode(name)): "A" for name in untracked.split(b"\0") if name}


def _statuts(sortie: bytes) -> dict[Path, str]:
    """Read what --name-status -z says: a status, a path; for a rename, the old one and the new."""
    found = {}
    parts = iter(os.fsdecode(sortie).split("\0"))
    for status in parts:
        if not status:
            break
        name = next(parts)
        if status[0] in "RC":
            name = next(parts)
        found[Path(name)] = status[0] if status[0] in "AMDR" else "M"
    return found


def _git(racine: Path, arguments: list[str], sinon: str = "") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, a reference after --end-of-options
            ["git", "-C", str(racine), *arguments],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except OSError as error:
        raise DepuisInconnuError("Git n’est pas installé : --changed-since en a besoin") from error
    except subprocess.CalledProcessError as error:
        raise DepuisInconnuError(sinon or "Git n’a pas pu comparer ce dossier") from error
    return done.stdout
