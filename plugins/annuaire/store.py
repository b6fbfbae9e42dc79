"""The output folder: built beside, then swapped in whole. A failed build leaves it untouched."""

import shutil
from collections.abc import Iterable
from pathlib import Path

MARQUE = ".fabriques"
"""The file by which a folder of ours is known."""

GARDES = (".gitignore",)
"""What stands in the output folder without being built, and stays."""


class SortieRefuseeError(Exception):
    """An output folder that holds somebody else's files."""


class Sortie:
    """A build in progress, in a folder beside the output that takes its place at the end."""

    def __init__(self, output: Path, protege: Iterable[Path] = ()) -> None:
        """Refuse a folder that is neither empty nor ours; undo what a killed build left.

        `protege` are folders that the output must not be, nor hold: it is replaced as a whole.
        """
        self.output = output = output.resolve()
        for folder in protege:
            if output in (folder.resolve(), *folder.resolve().parents):
                raise SortieRefuseeError(
                    f"Le site ne peut pas remplacer {output}, qui contient {folder.resolve()}. "
                    "Choisissez un autre dossier (exemple : make html OUTPUT=essai)."
                )
        self._stage = output.with_name(f".{output.name}.nouveau")
        self._old = output.with_name(f".{output.name}.ancien")
        if self._old.exists() and not output.exists():
            self._old.rename(output)  # killed between the two renames of `publier`
        for left in (self._stage, self._old):
            shutil.rmtree(left, ignore_errors=True)
        self._refuse_foreign()
        self._folders: set[str] = set()
        self._paths: set[str] = set()

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

    def ecrire(self, path: str, data: str | bytes) -> None:
        """Write one file of the site, once; `path` is relative, with slashes."""
        if path in self._paths:
            raise SortieRefuseeError(f"Deux pages du site ont la même adresse : {path}")
        self._paths.add(path)
        target = self._stage / path
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        target.write_bytes(data.encode() if isinstance(data, str) else data)

    @property
    def fichiers(self) -> int:
        """How many files were written."""
        return len(self._paths)

    def publier(self) -> None:
        """Put what was written in the place of the output, in two renames."""
        self.ecrire(
            MARQUE, "Construit par Fabriques ; tout ce dossier est remplacé à chaque fois.\n"
        )
        for name in GARDES:
            if (self.output / name).exists():
                shutil.copy2(self.output / name, self._stage / name)
        self.output.parent.mkdir(parents=True, exist_ok=True)
        if self.output.exists():
            self.output.rename(self._old)
        self._stage.rename(self.output)
        shutil.rmtree(self._old, ignore_errors=True)

    def abandonner(self) -> None:
        """Forget what was written."""
        shutil.rmtree(self._stage, ignore_errors=True)
