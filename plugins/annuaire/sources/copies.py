"""The local copies of the active sources: `<content>/.sources/<cle>.donnees` and `<cle>.json`."""

import hashlib
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from annuaire.parties import Partie
from annuaire.sources.declaration import Declaree

DOSSIER = ".sources"
"""Hidden, so that nobody edits it; beside the entries, so that each tree has its own."""


class Copie(Partie):
    """The last good copy: where and when it was fetched, what it holds."""

    url: str
    url_finale: str
    telecharge_le: date
    sha256: str
    octets: int
    format: str
    lignes: int
    refusees: int
    jour: date | None = None


class Essai(Partie):
    """The last time that the source was asked: the day, and why it failed ("" if it did not)."""

    le: date
    echec: str = ""


class Etat(Partie):
    """What `<cle>.json` holds."""

    copie: Copie | None = None
    dernier_essai: Essai | None = None


def chemin(content: Path, cle: str) -> Path:
    """Where the copy of a source stands."""
    return content / DOSSIER / f"{cle}.donnees"


def etat(content: Path, cle: str) -> Etat:
    """Read what is known of the copy of a source; nothing where its file is absent or spoilt."""
    try:
        return Etat.model_validate_json(chemin(content, cle).with_suffix(".json").read_bytes())
    except (OSError, ValidationError):
        return Etat()


def bonne_copie(content: Path, source: Declaree) -> tuple[Copie | None, str]:
    """Return the copy of a source that may be read, or None, and what there is to say of it."""
    copie = etat(content, source.cle).copie
    try:
        with chemin(content, source.cle).open("rb") as flux:
            sha256 = hashlib.file_digest(flux, "sha256").hexdigest()
    except OSError:
        return None, "pas encore téléchargée"
    if copie is None or copie.sha256 != sha256:
        return None, "copie abîmée"
    # Of a declaration that changed, the copy is still the last good one: it serves meanwhile.
    return copie, "" if copie.url == source.url else "son adresse a changé depuis"


def ecrire(content: Path, cle: str, etat_: Etat) -> None:
    """Keep what is known of the copy of a source."""
    path = chemin(content, cle).with_suffix(".json")
    new = path.with_suffix(".json.partiel")
    new.write_text(etat_.model_dump_json(indent=1) + "\n", encoding="utf-8")
    new.replace(path)
