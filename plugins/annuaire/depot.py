"""Imported entries → the files of a tree, without losing what somebody wrote there."""

import errno
import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from annuaire import base_import, checks, ecriture, reader, trois_voies
from annuaire.base_import import Base
from annuaire.ecriture import place
from annuaire.ligne import FormatInconnuError
from annuaire.model import Lieu
from annuaire.problems import erreurs
from annuaire.reader import TAILLE_MAX, Lecture

UN_JOUR = date(9000, 1, 1)
"""So late that no date of an entry is of the future: those were checked when they came in."""

AUTRE_LIEU = (
    "ce numéro est déjà celui d’un autre lieu : même identifiant, autre nom, autre commune"
    " (donnez un prefixe_id à ce fichier, ou ajoutez --remplacer)"
)

Etat = Literal["nouvelle", "changee", "inchangee", "gardee"]


class Entree(NamedTuple):
    """An entry ready to be written: small, since an import holds all of its own at once.

    `octets` is its text in UTF-8: half of what Python takes for a text with a curly apostrophe.
    """

    id: str
    octets: bytes
    chemin: Path
    base: Base


def preparer(lieu: Lieu) -> Entree:
    """Return what a Depot needs to write a Lieu, and no more."""
    text = ecriture.entree(lieu)
    return Entree(lieu.id, text.encode(), place(lieu), base_import.base_de(lieu, text))


@contextmanager
def seul(vers: Path) -> Iterator[None]:
    """Hold a tree alone while an import writes there; raise ImportEnCoursError if another does."""
    vers.mkdir(parents=True, exist_ok=True)
    folder = os.open(vers, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ImportEnCoursError(
            f"Un autre import écrit déjà dans {vers} : attendez qu’il finisse, puis relancez."
        ) from None
    finally:
        os.close(folder)


class ImportEnCoursError(FormatInconnuError):
    """Two imports into one tree would each undo what the other wrote."""


@dataclass(frozen=True, slots=True)
class Depose:
    """What became of one entry: its file, the fields that changed, those kept as people wrote them.

    `etat` is "gardee" where the entry says something else than its row, changed or not.
    """

    etat: Etat
    path: Path
    pris: tuple[str, ...] = ()
    gardes: tuple[str, ...] = ()
    raison: str = ""


@dataclass(frozen=True, slots=True)
class _Connue:
    """An entry of the tree. `lecture` is None where it is still as the last import wrote it."""

    id: str
    path: Path
    lecture: Lecture | None = None


class Depot:
    """A tree that receives entries by three-way merge: nothing that people wrote is lost."""

    def __init__(self, vers: Path, *, remplacer: bool = False, simuler: bool = False) -> None:
        """Read what `vers/lieux/` holds.

        `remplacer` lets an import write over what people wrote; with `simuler` nothing is written.
        """
        self._vers, self._remplacer, self._simuler = vers, remplacer, simuler
        self._bases = base_import.lire(vers)
        self._en_cours = base_import.lire(vers, base_import.EN_COURS)
        self._known: dict[str, _Connue] = {}
        self._taken: set[str] = set()
        self._rows: dict[str, str] = {}
        self._claimed: dict[Path, str] = {}
        untouched = {
            base.texte: id_
            for bases in (self._en_cours, self._bases)
            for id_, base in bases.items()
        }
        for path in reader.files(vers / "lieux"):
            self._taken.add(path.stem.lower())
            id_ = untouched.get(_empreinte(path), "")
            if id_:
                self._known.setdefault(id_.lower(), _Connue(id_, path))
            else:
                self._learn(path)

    def _learn(self, path: Path) -> None:
        """Keep what an entry that people wrote or edited is known by."""
        lecture = reader.read(path, path.relative_to(self._vers / "lieux").parts[:-1])
        self._taken |= set(_typed(lecture, "anciens_slugs"))
        for id_ in _ids(lecture):
            self._known.setdefault(id_.lower(), _Connue(id_, path, lecture))

    def refus(self, id_: str) -> str:
        """Return why a row of this identifier cannot come in, "" if it can."""
        if not id_:
            return "cette ligne n’a pas d’identifiant"
        folded = id_.lower()
        there = self._known.get(folded)
        if self._rows.get(folded) == id_:
            return f"l’identifiant « {id_} » est déjà pris plus haut"
        near = self._rows.get(folded, there.id if there else id_)
        if near != id_:
            return f"l’identifiant « {id_} » ne diffère que par les majuscules de « {near} »"
        self._rows[folded] = id_
        if there and self._claimed.setdefault(there.path, id_) != id_:
            return f"{there.path.name} est déjà la fiche de « {self._claimed[there.path]} »"
        return ""

    def annoncer(self, entrees: Iterable[Entree]) -> None:
        """Keep what is about to be written, for the import that would follow a broken one."""
        if not self._simuler:
            self._vers.mkdir(parents=True, exist_ok=True)
            new = {entree.id: entree.base for entree in entrees}
            base_import.annoncer(self._vers, self._bases | new)

    def deposer(self, entree: Entree) -> Depose:
        """Write an entry, or merge it into the one that exists already."""
        before = self._bases.get(entree.id)
        done = self._deposer(entree, before)
        # What could not be taken in is still to come: the next import tries it again.
        if not done.raison:
            self._bases[entree.id] = entree.base
        return done

    def _deposer(self, entree: Entree, before: Base | None) -> Depose:
        there = self._known.get(entree.id.lower())
        if there is None:
            if before and self._known and not self._remplacer:
                path = self._vers / entree.chemin
                return Depose("gardee", path, (), (), "retirée depuis le dernier import")
            path = self._new(entree.chemin)
            self._write(path, entree.octets, neuf=True)
            return Depose("nouvelle", path)
        if there.lecture is None:
            return self._update(there.path, entree, before or self._en_cours.get(entree.id))
        if there.lecture.lieu is None:
            return self._over_a_fault(there.path, there.lecture, entree)
        return self._merge(there.path, there.lecture, there.lecture.lieu, entree, before)

    def terminer(self) -> None:
        """Remember what this import said, for the next one."""
        if not self._simuler:
            self._vers.mkdir(parents=True, exist_ok=True)
            base_import.ecrire(self._vers, self._bases)

    def _update(self, path: Path, entree: Entree, before: Base | None) -> Depose:
        """Bring an entry that nobody touched up to date."""
        old = before or entree.base
        if old.texte == entree.base.texte:
            return Depose("inchangee", path)
        then, now = old.champs, entree.base.champs
        pris = tuple(n for n in Lieu.model_fields if then.get(n) != now.get(n))
        if _un_autre(pris) and not self._remplacer:
            return Depose("gardee", path, (), pris, AUTRE_LIEU)
        return Depose("changee", self._move(path, entree.chemin, entree.octets), pris)

    def _over_a_fault(self, path: Path, lecture: Lecture, entree: Entree) -> Depose:
        """Leave an entry that cannot be read: its old names would be lost, and the links to them."""
        named = any(_typed(lecture, champ) for champ in trois_voies.IDENTITE[1:])
        if named or not self._remplacer:
            faulty = sorted({problem.champ.partition(".")[0] for problem in lecture.problems})
            return Depose("gardee", path, (), tuple(filter(None, faulty)), "elle a une faute")
        return Depose("changee", self._move(path, entree.chemin, entree.octets))

    def _merge(
        self, path: Path, lecture: Lecture, fiche: Lieu, entree: Entree, before: Base | None
    ) -> Depose:
        row = reader.parse(entree.chemin, entree.octets.decode()).lieu
        assert row, "what is ready to be written can be read"
        if self._remplacer:
            own = {name: getattr(fiche, name) for name in trois_voies.IDENTITE}
            row = row.model_copy(update=own)
            merged = trois_voies.Fusion3(row, trois_voies.differences(fiche, row), ())
        else:
            merged = trois_voies.fusionner(fiche, row, before)
        raison = _unwritable(lecture, merged) if merged.pris else ""
        if _un_autre((*merged.pris, *merged.gardes)) and not self._remplacer:
            raison = AUTRE_LIEU
        if raison:
            return Depose("gardee", path, (), (*merged.pris, *merged.gardes), raison)
        if merged.pris:
            path = self._move(path, place(merged.lieu), ecriture.entree(merged.lieu).encode())
        etat: Etat = "gardee" if merged.gardes else "changee" if merged.pris else "inchangee"
        return Depose(etat, path, merged.pris, merged.gardes)

    def _move(self, old: Path, chemin: Path, octets: bytes) -> Path:
        """Write an entry at its place under its old name, which is its address."""
        path = self._vers / chemin.with_name(old.name)
        if path != old and path.exists():
            path = self._new(chemin)
        self._write(path, octets)
        if path != old and not self._simuler:
            old.unlink()
        return path

    def _new(self, chemin: Path) -> Path:
        name = ecriture.slug_libre(chemin.stem, self._taken)
        self._taken.add(name)
        return self._vers / chemin.with_name(f"{name}.md")

    def _write(self, path: Path, octets: bytes, *, neuf: bool = False) -> None:
        """Write an entry whole or not at all; a new one never over what stands there."""
        if self._simuler:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if neuf and (path.exists() or path.is_symlink()):
            raise FileExistsError(errno.EEXIST, "ce fichier existe déjà", str(path))
        partial = path.with_name(f".{path.name}.partiel")
        try:
            partial.write_bytes(octets)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def _un_autre(champs: Iterable[str]) -> bool:
    """True if the name and the commune both changed: two lists give one number to two places."""
    return {"nom", "code_insee"} <= set(champs)


def _unwritable(lecture: Lecture, merged: trois_voies.Fusion3) -> str:
    """Return why a merged entry cannot be written, "" if it can."""
    if lecture.a_des_commentaires:
        return "ses commentaires seraient perdus"
    where = place(merged.lieu, lecture.path.stem)
    read = reader.parse(where, ecriture.entree(merged.lieu))
    faults = erreurs(checks.check_one(read, UN_JOUR))
    return f"réunies, ses valeurs se contrediraient ({faults[0].message})" if faults else ""


def _empreinte(path: Path) -> str:
    """Return the fingerprint of a file, "" for one that no import wrote."""
    try:
        if path.is_symlink() or path.stat().st_size > TAILLE_MAX:
            return ""
        return base_import.empreinte(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def _ids(lecture: Lecture) -> Iterator[str]:
    """Yield the identifiers of an entry, even one that has faults; the ANCT's is one of them."""
    yield from _typed(lecture, "id")
    yield from _typed(lecture, "anciens_ids")
    if lecture.lieu and lecture.lieu.fabrique and lecture.lieu.fabrique.id_anct:
        yield lecture.lieu.fabrique.id_anct
    if lecture.brut or lecture.path.is_symlink() or not lecture.path.is_file():
        return
    with lecture.path.open("rb") as file:  # its YAML or its encoding is broken
        text = file.read(TAILLE_MAX).decode("utf-8", "replace")
    typed = re.search(r"^id:[ \t]*([\"']?)(.+?)\1[ \t\r]*$", text, re.MULTILINE)
    if typed:
        yield typed[2]


def _typed(lecture: Lecture, champ: str) -> list[str]:
    """Return the values of a field that is one text or a list of texts."""
    value = getattr(lecture.lieu, champ) if lecture.lieu else lecture.brut.get(champ)
    values = [value] if isinstance(value, str) else value or ()
    return [item for item in values if isinstance(item, str) and item]
