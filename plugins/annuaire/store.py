"""What was built: what need not be built again, and how a build takes the place of the last one.

A build is written beside the output, in `.<output>.travail/`, as far as its bytes are new. At the
end a journal is put down, then each file is renamed to its place: whatever stops a build, every
file is the old one or the new one, and the next run finishes what the journal says. The first
build of a folder takes its place as a whole.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from annuaire import manifeste, verrou
from annuaire.manifeste import (
    GARDES,
    MARQUE,
    Fait,
    Manifeste,
    ManifesteIllisibleError,
    empreinte,
    en_json,
)

ILLISIBLE = "Ce qui était retenu de la dernière construction est illisible : tout est reconstruit."


class SortieRefuseeError(Exception):
    """An output folder that holds somebody else's files."""


class Sortie:
    """A build in progress: only one at a time for an output, a second one waits."""

    def __init__(self, output: Path, protege: Iterable[Path] = ()) -> None:
        """Refuse a folder that is neither empty nor ours; finish or undo what a killed build left.

        `protege` are folders that the output must not be, nor hold: it is replaced as a whole.
        """
        self.output = output = output.resolve()
        for folder in protege:
            if output in (folder.resolve(), *folder.resolve().parents):
                raise SortieRefuseeError(
                    f"Le site ne peut pas remplacer {output}, qui contient {folder.resolve()}. "
                    "Choisissez un autre dossier (exemple : make html OUTPUT=essai)."
                )
        self.notice = ""
        self.travail = manifeste.travail(output)
        self._stage = self.travail / "nouveau"
        self._old = self.travail / "ancien"
        self._refuse_foreign()
        self.travail.mkdir(parents=True, exist_ok=True)
        self._verrou = verrou.prendre(self.travail / "verrou")
        self._reprendre()
        self._fond, self._tout = "", ""
        self._avant = self._relu()
        self._faits: dict[str, Fait] = {}
        self._a_rendre: dict[str, Fait] = {}
        self._folders: set[str] = set()

    def _refuse_foreign(self) -> None:
        if not self.output.exists():
            return
        is_folder = self.output.is_dir()
        found = {path.name for path in self.output.iterdir()} if is_folder else set()
        if not is_folder or (found - set(GARDES) and MARQUE not in found):
            raise SortieRefuseeError(
                f"Le dossier {self.output} contient déjà autre chose qu’un site construit ici. "
                "Choisissez un dossier vide (exemple : make html OUTPUT=essai)."
            )

    # What was built last time.

    def _relu(self) -> Mapping[str, Fait]:
        """Return the files of the last build; none where what is known of them is in doubt."""
        try:
            known = manifeste.lire(self.output)
        except ManifesteIllisibleError:
            self.notice = ILLISIBLE
            return {}
        self._fond, self._tout = known.fond, known.tout
        return known.fichiers

    def est_intacte(self, tout: str) -> bool:
        """True if the output was built from exactly this, and none of its files moved since."""
        return bool(self._avant) and self._tout == tout and all(map(self._present, self._avant))

    def reprend(self, fond: str, tout: str) -> None:
        """Say what this build is made from; pages made from another `fond` are not kept."""
        if self._fond != fond:
            self._avant = {name: fait._replace(cle="") for name, fait in self._avant.items()}
        self._fond, self._tout = fond, tout

    def _present(self, path: str) -> bool:
        fait = self._avant[path]
        try:
            found = os.stat(f"{self.output}/{path}")  # noqa: PTH116 - half the time, a thousand times
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (fait.taille, fait.instant)

    # What is built.

    def garder(self, path: str, cle: str) -> bool:
        """Keep a file of the last build if it was built from the same; False where it must be built."""
        fait = self._avant.get(path)
        if not cle or fait is None or fait.cle != cle or not self._present(path):
            return False
        self._ajouter(path, fait)
        return True

    def ecrire(self, path: str, data: str | bytes, cle: str = "") -> None:
        """Write one file of the site, once, if its bytes are new; `path` is relative, with slashes.

        `cle` is the hash of what it was built from, by which `garder` knows it next time.
        """
        written = data.encode() if isinstance(data, str) else data
        mark, before = empreinte(written), self._avant.get(path)
        if before and before.empreinte == mark and self._present(path):
            self._ajouter(path, before._replace(cle=cle))
            return
        if path in self._faits:
            raise _deux_fois(path)
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self._stage / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        with (self._stage / path).open("wb") as stream:
            stream.write(written)
            stream.flush()
            instant = os.fstat(stream.fileno()).st_mtime_ns
        self._ajouter(path, Fait(mark, len(written), instant, cle))

    def _ajouter(self, path: str, fait: Fait) -> None:
        if path in self._faits:
            raise _deux_fois(path)
        self._faits[path] = self._a_rendre[path] = fait

    def rendre(self) -> dict[str, Fait]:
        """Return what this process has built since the last time, for `reunir` of another."""
        built, self._a_rendre = self._a_rendre, {}
        return built

    def reunir(self, faits: Mapping[str, Fait]) -> None:
        """Take over what another process has built for this output; what this one did, it knows."""
        for path, fait in faits.items():
            if self._faits.get(path) is not fait:
                self._ajouter(path, fait)
        self._a_rendre = {}

    @property
    def fichiers(self) -> int:
        """How many files the site has."""
        return len(self._faits)

    @property
    def ecrits(self) -> int:
        """How many of them have new bytes."""
        return sum(1 for path in self._faits if self._est_neuf(path))

    def _est_neuf(self, path: str) -> bool:
        before = self._avant.get(path)
        return before is None or before[:3] != self._faits[path][:3]

    # How it takes its place.

    def publier(self) -> None:
        """Put what was built in the place of the last build; nothing is touched where nothing changed."""
        self.ecrire(MARQUE, manifeste.marque(self._faits))
        known = Manifeste(self._faits, self._fond, self._tout)
        _ecrire(self.travail / "manifeste.nouveau", known.ecrit())
        if self._avant:
            neufs = [path for path in sorted(self._faits) if self._est_neuf(path)]
            perdus = sorted(self._avant.keys() - self._faits.keys())
            # The marker goes last: until then the output does not claim to be the new one.
            neufs.sort(key=lambda path: path == MARQUE)
            _ecrire(self.travail / "journal.json", en_json({"neufs": neufs, "perdus": perdus}))
            self._reprendre()
        else:
            self._remplacer()
        verrou.rendre(self._verrou)
        self._verrou = None

    def _remplacer(self) -> None:
        """The whole folder at once, in two renames: there is none of ours to change in place."""
        for name in GARDES:
            if (self.output / name).exists():
                shutil.copy2(self.output / name, self._stage / name)
        if self.output.exists():
            self.output.rename(self._old)
        self._stage.rename(self.output)
        (self.travail / "manifeste.nouveau").replace(self.travail / "manifeste.json")
        shutil.rmtree(self._old, ignore_errors=True)

    def _reprendre(self) -> None:
        """Finish what a journal says, or undo a build that had none yet; twice does no harm."""
        journal = self.travail / "journal.json"
        if self._old.exists() and not self.output.exists():
            self._old.rename(self.output)  # killed between the two renames of `_remplacer`
        if journal.exists():
            said = json.loads(journal.read_bytes())
            for path in said["neufs"]:
                _poser(self._stage / path, self.output / path)
            for path in said["perdus"]:
                _oter(self.output, path)
            new = self.travail / "manifeste.nouveau"
            if new.exists():
                new.replace(self.travail / "manifeste.json")
            journal.unlink()
        for left in (self._stage, self._old):
            shutil.rmtree(left, ignore_errors=True)

    def abandonner(self) -> None:
        """Forget what was written; a build that has begun to take its place is finished next time."""
        if not (self.travail / "journal.json").exists():
            shutil.rmtree(self._stage, ignore_errors=True)
        verrou.rendre(self._verrou)
        self._verrou = None


def _deux_fois(path: str) -> SortieRefuseeError:
    return SortieRefuseeError(f"Deux pages du site ont la même adresse : {path}")


def _ecrire(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and on the disk before anything relies on it."""
    part = path.with_suffix(".partiel")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def _poser(source: Path, target: Path) -> None:
    """Rename a staged file to its place; done already where it is not staged any more."""
    try:
        source.replace(target)
    except FileNotFoundError:
        if source.exists():  # the folder of the target is what is not there
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    except (IsADirectoryError, NotADirectoryError):
        # A page has become a folder, or the other way round.
        _degager(target)
        source.replace(target)


def _degager(target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    for parent in target.parents:
        if parent.is_file():
            parent.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def _oter(output: Path, path: str) -> None:
    """Remove a file that is built no more, and the folders that it leaves empty."""
    with contextlib.suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
        (output / path).unlink()
    for parent in (output / path).parents:
        if parent == output:
            return
        try:
            parent.rmdir()
        except OSError:
            return
