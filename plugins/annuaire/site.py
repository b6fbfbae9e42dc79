"""What a site is, beside its lieux: its name, address, publisher, clock. Set in pelicanconf.py."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from annuaire import territoires


class ReglageInvalideError(Exception):
    """A setting that is wrong or missing, said in French to who runs the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The settings that pages and exports read; each is `pelicanconf.py`'s, in lower case."""

    sitename: str
    siteurl: str = ""
    depot: str = ""
    """Address of the repository, "" if there is none: https://github.com/owner/name."""
    branche: str = "main"
    territoire: tuple[str, ...] = ()
    """Codes of the départements shown; empty for the whole country."""
    editeur_nom: str = ""
    editeur_adresse: str = ""
    editeur_telephone: str = ""
    editeur_courriel: str = ""
    editeur_directeur: str = ""
    hebergeur: str = ""
    liens_fichiers: bool = False
    """True to end links with index.html: a site read from a disk, without a server."""
    instant: datetime
    """The moment the site speaks of, in UTC."""

    A_PUBLIER = (
        "siteurl",
        "editeur_nom",
        "editeur_adresse",
        "editeur_telephone",
        "editeur_courriel",
        "editeur_directeur",
        "hebergeur",
    )

    def exiger_publiable(self) -> None:
        """Raise if a setting that the law or a visitor needs is empty."""
        missing = [name.upper() for name in self.A_PUBLIER if not getattr(self, name)]
        if missing:
            raise ReglageInvalideError(
                f"Le site ne peut pas être publié : il manque {', '.join(missing)}. "
                "Donnez-les dans publishconf.py ou dans l’environnement "
                '(exemple : EDITEUR_NOM="Commune de Felletin").'
            )
        if not self.siteurl.startswith("https://"):
            raise ReglageInvalideError(
                f"SITEURL doit commencer par https:// (« {self.siteurl} » ne convient pas)."
            )


def from_settings(settings: Mapping[str, Any], instant: datetime) -> Site:
    """Build a Site from Pelican's settings; raise on a TERRITOIRE that does not exist."""
    names = {f.name for f in fields(Site)} - {"instant"}
    values = {name: settings[name.upper()] for name in names if name.upper() in settings}
    values["siteurl"] = str(values.get("siteurl", "")).rstrip("/")
    values["depot"] = str(values.get("depot", "")).rstrip("/")
    values["territoire"] = _territoire(values.get("territoire", ()))
    return Site(**values, instant=instant)


def _territoire(typed: str | Iterable[str]) -> tuple[str, ...]:
    """Read codes of départements; one alone may be written ("23"), which Python takes for a text."""
    codes = tuple(code.upper() for code in ([typed] if isinstance(typed, str) else typed) if code)
    for code in codes:
        if code not in territoires.departements():
            raise ReglageInvalideError(
                f"TERRITOIRE : aucun département n’a le code « {code} » "
                '(exemple : TERRITOIRE = ("19", "23", "2A")).'
            )
    return codes


def aujourdhui() -> date:
    """Return the day that entries are checked on: SOURCE_DATE_EPOCH's, else the real one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date()


def build_instant(content: Path, days: Iterable[datetime]) -> datetime:
    """Return the moment of the build: SOURCE_DATE_EPOCH, else the last commit, else the newest day.

    `days` are the `date_maj` of the entries: a site built outside Git still has a stable clock.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, a path of ours
            ["git", "-C", str(content), "log", "-1", "--format=%ct"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
        return datetime.fromtimestamp(int(done.stdout), UTC)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return max(days, default=datetime(2026, 1, 1, tzinfo=UTC))
