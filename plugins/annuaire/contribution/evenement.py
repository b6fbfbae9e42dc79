"""The file in which GitHub describes what happened: `$GITHUB_EVENT_PATH`, in JSON.

https://docs.github.com/en/webhooks/webhook-events-and-payloads
Every text in it was written by a stranger.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TAILLE_MAX = 1_000_000
"""Characters of a payload, at most: GitHub limits the message itself to 65,536."""


class EvenementInvalideError(Exception):
    """A file that describes no event that we know, said in French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenement:
    """A message sent through an issue form, and what was just done to it."""

    action: str
    """opened, edited, reopened, labeled…"""
    numero: int
    titre: str
    corps: str
    etiquettes: tuple[str, ...] = ()
    etiquette: str = ""
    """The label that was just added, "" where the event is another."""


def lire(path: Path) -> Evenement:
    """Read an `issues` event; raise EvenementInvalideError where the file is none."""
    try:
        text = path.read_text(encoding="utf-8")
        given = json.loads(text) if len(text) <= TAILLE_MAX else None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        given = None
    issue = given.get("issue") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(issue, dict) or "pull_request" in issue:
        raise EvenementInvalideError(
            f"{path.name} ne décrit pas une demande : il faut l’événement « issues » de GitHub"
            " (exemple : tests/fixtures/evenements/nouveau-lieu.json)."
        )
    numero = issue.get("number")
    return Evenement(
        action=_text(given.get("action")),
        numero=numero if isinstance(numero, int) else 0,
        titre=_text(issue.get("title")),
        corps=_text(issue.get("body")).replace("\r\n", "\n"),
        etiquettes=tuple(_name(label) for label in issue.get("labels") or ()),
        etiquette=_name(given.get("label")),
    )


def _name(label: Any) -> str:
    return _text(label.get("name")) if isinstance(label, dict) else ""


def _text(value: Any) -> str:
    # GitHub gives null for an empty message.
    return value if isinstance(value, str) else ""
