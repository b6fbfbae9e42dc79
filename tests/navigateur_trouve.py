"""The browser of the tests: the one of this machine, else one installed now, else a clear refusal.

`python tests/navigateur_trouve.py` prints its path, after installing one if there is none.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NOMS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
"""What Chromium and Chrome are called on the PATH of Debian, Ubuntu and GitHub's machines."""


class AucunNavigateurError(Exception):
    """No browser that starts, said in one French sentence."""


@cache
def chemin_du_navigateur() -> str:
    """Return the path of a browser that starts: $CHROMIUM, the machine's own, Playwright's."""
    asked = os.environ.get("CHROMIUM", "")
    if asked and not _starts(asked):
        raise AucunNavigateurError(f"Le navigateur donné par CHROMIUM ne démarre pas : {asked}")
    found = next((path for path in _candidates(asked) if _starts(path)), "")
    if not found:
        raise AucunNavigateurError(
            "Les tests demandent un navigateur, et aucun ne démarre ici : "
            "installez-le par « sudo apt-get install chromium », ou donnez son chemin "
            "(CHROMIUM=/chemin/du/navigateur make test)."
        )
    return found


def installer() -> None:
    """Install a browser: Debian's own for root, else the one that Playwright fetches."""
    chemin_du_navigateur.cache_clear()
    if _is_debian() and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-qq", "--no-install-recommends", "chromium")
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _candidates(asked: str) -> Iterator[str]:
    if asked:
        yield asked
    yield from filter(None, map(shutil.which, NOMS))
    yield _playwright_own()


def _playwright_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Ask for the version: Ubuntu's stand-in for the snap, or a missing library, fails here."""
    if not Path(path).is_file():
        return False
    try:
        done = subprocess.run(
            [path, "--version", "--no-sandbox"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _is_debian() -> bool:
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False


def _run(*command: str) -> None:
    """Run a step of the installation in silence: whether a browser starts is what counts."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, capture_output=True, check=False, env=environment)


def main() -> int:
    """Print the browser's path, installing one first if there is none; 1 if that fails."""
    try:
        try:
            path = chemin_du_navigateur()
        except AucunNavigateurError:
            if "CHROMIUM" in os.environ:
                raise
            print("Aucun navigateur ici : installation de Chromium (une seule fois)…", flush=True)
            installer()
            path = chemin_du_navigateur()
    except AucunNavigateurError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Navigateur des tests : {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
