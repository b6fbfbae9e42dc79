"""What changed in each lieu, from Git: two versions of an entry → what a reader would say of it.

All the history is read at once, by two commands: which versions there were, then their texts.
What was added and never touched since is today's entry: its text is not read again.
"""

import os
import subprocess
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from annuaire import reader, textes
from annuaire import vocabulaires as voc
from annuaire.model import Lieu

Type = Literal["nouveau", "ferme", "horaires", "demenage", "labellise", "autre"]

TEXTES_MAX = 600
"""The texts read at most, of the newest commits that fit: some half a second of a build."""
REGLAGES = (
    "-c",
    "log.showRoot=true",
    "-c",
    "log.showSignature=false",
    "-c",
    "diff.renameLimit=1000",
)
"""What somebody's own settings of Git must not change."""


class Changement(NamedTuple):
    """One change of one lieu: the day it was committed (UTC), its type, how it is said."""

    le: date
    type: Type
    phrase: str
    lieu: Lieu


@dataclass(frozen=True)
class Historique:
    """The changes of all lieux, the newest first; `notice` says why there are none."""

    changements: tuple[Changement, ...] = ()
    notice: str = ""

    def de(self, lieu: Lieu) -> tuple[Changement, ...]:
        """Return the changes of one lieu, under its former ids too."""
        ids = {lieu.id, *lieu.anciens_ids}
        found = (one for id_ in ids for one in self._par_id.get(id_, ()))
        return tuple(sorted(found, key=_ordre))

    @cached_property
    def _par_id(self) -> Mapping[str, list[Changement]]:
        groups: dict[str, list[Changement]] = {}
        for one in self.changements:
            groups.setdefault(one.lieu.id, []).append(one)
        return groups


def lire(
    contenu: Path,
    jusqu_a: datetime | None = None,
    actuels: Mapping[str, Lieu] = MappingProxyType({}),
    textes_max: int = TEXTES_MAX,
) -> Historique:
    """Read the history of `contenu/lieux/`; without it, an empty one that says so.

    What was committed after `jusqu_a` is not told. `actuels` are today's lieux by the path of
    their entry ("lieux/23-creuse/quartier-rouge-felletin.md").
    """
    try:
        if _git(contenu, "rev-parse", "--is-shallow-repository").strip() == b"true":
            return Historique(
                notice="L’historique des fiches manque : cette copie de Git est partielle"
                " (git fetch --unshallow)."
            )
        versions = [one for one in _versions(contenu) if _avant(one, jusqu_a)]
        lieux: dict[str, Lieu | None] = dict(_intactes(versions, actuels))
        commits = list(_par_commit(versions))
        lus = list(_lisibles(commits, lieux.keys(), textes_max))
        shas = {sha for commit in lus for one in commit for sha in one.shas}
        texts = _textes(contenu, shas - lieux.keys())
    except (OSError, subprocess.CalledProcessError):
        return Historique(
            notice="L’historique des fiches manque : ce dossier n’est pas suivi par Git."
        )
    lieux.update((sha, _lieu(data)) for sha, data in texts.items())
    found = [one for commit in lus for one in _changements(commit, lieux)]
    return Historique(tuple(sorted(found, key=_ordre)), _partiel(len(commits) - len(lus)))


def _ordre(one: Changement) -> tuple[int, str, str, str]:
    return (-one.le.toordinal(), one.lieu.id, one.type, one.phrase)


def _partiel(tus: int) -> str:
    if not tus:
        return ""
    return (
        "L’historique des fiches n’est pas complet : trop de fiches changées à la fois, ou il y a"
        f" trop longtemps (non lu : {textes.pluriel(tus, 'commit')})."
    )


def comparer(avant: Lieu, apres: Lieu) -> Iterator[tuple[Type, str]]:
    """Yield (type, sentence) for what differs between two versions of an entry, field by field."""
    said = {"id", "anciens_ids", "anciens_slugs", "date_maj", "meta", "distinct_de"}
    if apres.ferme_le and not avant.ferme_le:
        yield "ferme", f"Fermé définitivement le {textes.date_fr(apres.ferme_le)}"
        said.add("ferme_le")
    if avant.ferme_le and not apres.ferme_le:
        yield "autre", "Rouvert"
        said.add("ferme_le")
    if avant.horaires != apres.horaires:
        yield "horaires", f"Horaires {_verbe(avant.horaires, apres.horaires)}s"
        said.add("horaires")
    if _demenage(avant, apres):
        where = ", ".join(filter(None, (apres.adresse, apres.commune)))
        yield "demenage", f"Nouvelle adresse : {where}"
        said |= {"adresse", "complement_adresse", "commune", "code_insee", "code_postal"}
        said |= {"latitude", "longitude", "precision"}
    label = apres.fabrique.label if apres.fabrique else None
    if label and apres.est_labellise and not avant.est_labellise:
        yield "labellise", f"Label ajouté : {voc.LABELS[label]}"
        said.add("fabrique")
    yield from _autres(avant, apres, said)


def _autres(avant: Lieu, apres: Lieu, said: set[str]) -> Iterator[tuple[Type, str]]:
    by_verb: dict[str, list[str]] = {}
    for name, info in Lieu.model_fields.items():
        old, new = getattr(avant, name), getattr(apres, name)
        if name not in said and old != new:
            by_verb.setdefault(_verbe(old, new), []).append(str(info.title))
    for verb, labels in sorted(by_verb.items()):
        yield "autre", f"{verb.capitalize()} : {', '.join(labels)}"


def _verbe(old: object, new: object) -> str:
    return "modifié" if old and new else "ajouté" if new else "retiré"


def _demenage(avant: Lieu, apres: Lieu) -> bool:
    """True if the lieu has moved: an address that was unknown until then is no move."""
    moved = bool(avant.adresse and apres.adresse and avant.adresse != apres.adresse)
    return moved or avant.code_insee != apres.code_insee


# --- Git --------------------------------------------------------------------------------


class _Version(NamedTuple):
    """One file in one commit: its path, the texts before and after, "" where there is none."""

    commit: str
    instant: int
    chemin: str
    avant: str
    apres: str

    @property
    def shas(self) -> Iterator[str]:
        return (sha for sha in (self.avant, self.apres) if sha)


def _git(contenu: Path, *arguments: str, entree: bytes = b"") -> bytes:
    return subprocess.run(  # noqa: S603 - fixed words, a path of ours
        ["git", *REGLAGES, "-C", str(contenu), *arguments],  # noqa: S607
        input=entree,
        env={**os.environ, "GIT_NO_LAZY_FETCH": "1"},  # a build asks nothing of the network
        capture_output=True,
        check=True,
    ).stdout


def _versions(contenu: Path) -> Iterator[_Version]:
    """List the versions of all entries, the newest commit first; merges left out."""
    log = ["log", "--no-merges", "--raw", "--no-abbrev", "--find-renames", "--relative", "-z"]
    out = os.fsdecode(_git(contenu, *log, "--format=@%H %ct", "--", "lieux"))
    parts = iter(part.lstrip("\n") for part in out.split("\0"))
    commit, instant = "", 0
    for part in parts:
        if part.startswith("@"):
            commit, _, stamp = part[1:].partition(" ")
            instant = int(stamp)
        elif part.startswith(":"):
            _, _, avant, apres, status = part.split(" ")
            name = next(parts)
            if status[0] in "RC":
                name = next(parts)
            if name.endswith(".md") and not name.endswith("/README.md"):
                texts = (sha if sha.strip("0") else "" for sha in (avant, apres))
                yield _Version(commit, instant, name, *texts)


def _avant(version: _Version, jusqu_a: datetime | None) -> bool:
    return jusqu_a is None or version.instant <= jusqu_a.timestamp()


def _intactes(
    versions: Collection[_Version], actuels: Mapping[str, Lieu]
) -> Iterator[tuple[str, Lieu]]:
    """Yield (sha, lieu) of the versions that were added and are still what the entry says."""
    left = {one.avant for one in versions}
    for one in versions:
        if not one.avant and one.apres not in left and one.chemin in actuels:
            yield one.apres, actuels[one.chemin]


def _lisibles(
    commits: Iterable[list[_Version]], sus: Collection[str], textes_max: int
) -> Iterator[list[_Version]]:
    """Yield the commits whose texts may be read, the newest first; one that is too big is left."""
    room = textes_max
    for commit in commits:
        asked = len({sha for one in commit for sha in one.shas if sha not in sus})
        if asked <= room:
            room -= asked
            yield commit


def _textes(contenu: Path, shas: set[str]) -> dict[str, bytes]:
    """Return the texts of versions, by one call."""
    asked = "".join(f"{sha}\n" for sha in sorted(shas)).encode()
    out = _git(contenu, "cat-file", "--batch", entree=asked)
    found, at = {}, 0
    while at < len(out):
        end = out.index(b"\n", at)
        sha, kind, *size = out[at:end].decode().split(" ")
        at = end + 1
        if size:
            found[sha] = out[at : at + int(size[0])] if kind == "blob" else b""
            at += int(size[0]) + 1
    return found


def _lieu(data: bytes) -> Lieu | None:
    """Read a version as the entry of today would be; None where it has a fault."""
    if len(data) > reader.TAILLE_MAX:
        return None
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return reader.parse(Path("version.md"), unicodedata.normalize("NFC", text)).lieu


def _par_commit(versions: Iterable[_Version]) -> Iterator[list[_Version]]:
    groups: dict[str, list[_Version]] = {}
    for version in versions:
        groups.setdefault(version.commit, []).append(version)
    yield from groups.values()


def _changements(commit: list[_Version], lieux: Mapping[str, Lieu | None]) -> Iterator[Changement]:
    """Say what one commit changed; an entry written anew under another name is the same lieu."""
    le = datetime.fromtimestamp(commit[0].instant, UTC).date()
    before = {lieu.id: lieu for one in commit if (lieu := lieux.get(one.avant))}
    after = {lieu.id: lieu for one in commit if (lieu := lieux.get(one.apres))}
    fautives = any(lieux.get(sha, 1) is None for one in commit for sha in one.shas)
    for id_, lieu in after.items():
        old = before.get(id_) or next((before[i] for i in lieu.anciens_ids if i in before), None)
        if old:
            for kind, phrase in comparer(old, lieu):
                yield Changement(le, kind, phrase, lieu)
        elif any(lieux.get(one.apres) is lieu and not one.avant for one in commit):
            yield Changement(le, "nouveau", "Nouveau dans l’annuaire", lieu)
        elif fautives:  # the version before had a fault: nobody can say what changed
            yield Changement(le, "autre", "Fiche corrigée", lieu)
