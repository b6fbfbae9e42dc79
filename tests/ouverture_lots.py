"""What the browser says of tables, asked of Node for many instants at once."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from construction import PROJET

Question = tuple[str, str, datetime, str]
"""A table, the calendar of its page, an instant, what to do before coming ("" in a list)."""


def navigateur(questions: Sequence[Question], dossier: Path) -> list[dict[str, Any]]:
    """Return the states, {} where unknown, that `lib/ouvert.js` gives, with the words of `lib/dire.js`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip(
            "node n’est pas installé : ce que dit le navigateur des horaires n’est pas relu"
        )
    lot = dossier / "questions.json"
    rows = [[table, cal, at.timestamp() * 1000, advice] for table, cal, at, advice in questions]
    lot.write_text(json.dumps(rows), encoding="utf-8")
    command = [node, str(PROJET / "tests" / "js" / "ouvert_lot.js"), str(lot)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
