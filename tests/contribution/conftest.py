"""What the tests of contributions share: a tree of entries, and repositories of Git."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from evenements import CONTENU

IDENTITE = ("-c", "user.name=essai", "-c", "user.email=essai@exemple.fr")
Git = Callable[..., str]


@pytest.fixture(autouse=True)
def sans_adresse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the site is what a test says, not what this machine has."""
    monkeypatch.delenv("SITEURL", raising=False)


@pytest.fixture
def contenu(tmp_path: Path) -> Path:
    """A copy of the tree, to be changed."""
    return Path(shutil.copytree(CONTENU, tmp_path / "depot" / "content"))


@pytest.fixture
def git(contenu: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run Git in a repository whose first commit holds the tree, named « base »; stand in it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.chdir(contenu.parent)

    def run(*words: str) -> str:
        done = subprocess.run(["git", *IDENTITE, *words], check=True, capture_output=True)
        return done.stdout.decode()

    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "--message", "base")
    run("tag", "base")
    return run
