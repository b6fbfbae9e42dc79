"""Build the site as `make html` does, in a folder of a test."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROJET = Path(__file__).parents[1]
SITEURL = "https://fabriques.example/annuaire"
EPOQUE = "1795392000"
"""The instant of the tests: 2026-11-23 at midnight UTC."""


def construire(
    output: Path,
    content: Path = PROJET / "content",
    *,
    conf: str = "pelicanconf.py",
    env: dict[str, str] | None = None,
    cwd: Path = PROJET,
    **reglages: object,
) -> subprocess.CompletedProcess[str]:
    """Run Pelican with our settings; `reglages` override them (SITEURL="https://…").

    With one process, as other tests run beside this one: to share the work costs more than it gains.
    """
    extra = [f"{name}={json.dumps(value)}" for name, value in reglages.items()]
    command = [sys.executable, "-m", "pelican", str(content), "--output", str(output)]
    command += ["--fatal", "warnings", "--settings", str(PROJET / conf)]
    command += ["--extra-settings", *extra] if extra else []
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PROCESSUS": "1", **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def construit(output: Path, content: Path = PROJET / "content", **options: object) -> Path:
    """The same, and it must succeed."""
    done = construire(output, content, **options)  # type: ignore[arg-type]
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def departements(content: Path, *autres: str) -> list[str]:
    """Return the codes of the départements that a content has entries in, and others, for TERRITOIRE.

    The postcodes and the communes of the whole country take ten times as long to write.
    """
    found = {path.name.partition("-")[0].upper() for path in (content / "lieux").iterdir()}
    return sorted({*found, *autres})


def bati(output: Path, content: Path = PROJET / "content", **options: object) -> Path:
    """The same for a site that tests share, at their instant, which is not set yet when it is built.

    By all the processors, as `make html` does: the others may be waiting for this one.
    """
    env: dict[str, str] = options.pop("env", None) or {}  # type: ignore[assignment]
    return construit(
        output, content, env={"PROCESSUS": "", "SOURCE_DATE_EPOCH": EPOQUE, **env}, **options
    )
