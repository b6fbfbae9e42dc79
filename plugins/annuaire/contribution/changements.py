"""What changed in a tree since a revision of Git, and what stood there before."""

import io
import subprocess
import tarfile
from pathlib import Path


class RevisionInconnueError(Exception):
    """A revision that Git does not know, or a folder that is not under Git; said in French."""


def fichiers_changes(racine: Path, depuis: str) -> dict[Path, str]:
    """Return the files under `racine` that changed since the revision `depuis`.

    Path under `racine` → state as Git says it: A added (or new and not yet in Git), M modified,
    D deleted, R renamed (its new path; the old one is D), T where its kind changed. `depuis` is
    taken at the point where the present work left it: what others did there since is no change
    of ours. What is changed and not yet committed counts. Raises RevisionInconnueError.
    """
    base = base_commune(racine, depuis)
    names = ["diff", "--name-status", "-z", "--find-renames", "--relative", base, "--"]
    parts = iter(_git(racine, *names).decode("utf-8", "surrogateescape").split("\0"))
    found: dict[Path, str] = {}
    for state in parts:
        if not state:
            continue
        path, kind = racine / next(parts), state[0]
        if kind in "RC":  # the old name, then the new one
            if kind == "R":
                found[path] = "D"
            path, kind = racine / next(parts), "R" if kind == "R" else "A"
        found[path] = kind
    new = _git(racine, "ls-files", "--others", "--exclude-standard", "-z")
    for name in new.decode("utf-8", "surrogateescape").split("\0"):
        if name:
            found[racine / name] = "A"
    return dict(sorted(found.items()))


def base_commune(racine: Path, depuis: str) -> str:
    """Return the commit where the present work left a revision, that revision in a shallow clone."""
    if depuis.startswith("-"):
        raise RevisionInconnueError(f"« {depuis} » n’est pas une révision de Git (exemple : main)")
    try:
        commit = _git(racine, "rev-parse", "--verify", "--quiet", f"{depuis}^{{commit}}")
    except subprocess.CalledProcessError:
        raise RevisionInconnueError(
            f"Git ne connaît pas « {depuis} » dans {racine} (exemple : main, ou HEAD~1)"
        ) from None
    try:
        return _git(racine, "merge-base", depuis, "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        return commit.decode().strip()


def arbre(racine: Path, base: str, sous: str, vers: Path) -> Path:
    """Write the folder `sous` of `racine` as it was at `base` under `vers`; return its path.

    A folder that was not there yet is written empty.
    """
    prefix = _git(racine, "rev-parse", "--show-prefix").decode().strip()
    (vers / sous).mkdir(parents=True, exist_ok=True)
    try:
        # From the root: elsewhere Git would look for the present folder inside the one asked for.
        packed = _git(depot(racine), "archive", "--format=tar", f"{base}:{prefix}{sous}")
    except subprocess.CalledProcessError:
        return vers / sous
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream:  # neither shortcuts nor folders
                path = vers / sous / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(stream.read())
    return vers / sous


def depot(dossier: Path) -> Path:
    """Return the root of the repository that holds a folder; raise RevisionInconnueError."""
    try:
        return Path(_git(dossier, "rev-parse", "--show-toplevel").decode().strip())
    except subprocess.CalledProcessError:
        raise RevisionInconnueError(f"{dossier} n’est pas suivi par Git") from None


def _git(racine: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, and a revision that is no option
            ["git", "-C", str(racine), *words],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except OSError:
        raise RevisionInconnueError("Git n’est pas installé : sudo apt-get install git") from None
    return done.stdout
