"""A small git repository, built by a test."""

import os
import subprocess
from pathlib import Path

IDENTITE = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, le: str = "2026-03-03T12:00:00+00:00") -> str:
    """Run git in a folder, on a day; return what it prints."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **IDENTITE, "GIT_AUTHOR_DATE": le, "GIT_COMMITTER_DATE": le},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def depot(folder: Path) -> Path:
    """Start a repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    return folder


def valider(folder: Path, le: str = "2026-03-03") -> None:
    """Commit all that is there, on a day."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Suite", le=f"{le}T12:00:00+00:00")
