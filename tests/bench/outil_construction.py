"""A generator as the benchmark of the build runs it: its folders, its command, what is edited in it."""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from annuaire import manifeste
from construction import PROJET

NOTRE, REFERENCE = "Fabriques", "Hugo"
BLOG, BLOG_YAML = "Pelican", "Pelican-YAML"
"""Stock Pelican with its own reader, and over our very files."""
EPOQUE = "1795392000"
"""The instant of all builds: 2026-11-23 at midnight UTC."""


@dataclass(frozen=True)
class Outil:
    """One generator, with a working copy of the entries and of the template of a lieu of its own.

    `fiches` holds a file an entry, `gabarit` is the template of its page, `sortie` the site, in a
    folder of its own; `cache` holds what the tool keeps between two builds. `sans_exports` are the
    arguments that leave out the files of the whole of France, empty where there are none.
    """

    nom: str
    fiches: Path
    gabarit: Path
    sortie: Path
    cache: Path
    commande: tuple[str, ...]
    depuis: Path
    env: dict[str, str] = field(default_factory=dict)
    sans_exports: tuple[str, ...] = ()

    @property
    def environnement(self) -> dict[str, str]:
        """The variables of a build."""
        return {**os.environ, "SOURCE_DATE_EPOCH": EPOQUE, **self.env}

    def oublier(self) -> None:
        """Remove the site and all that is kept between two builds."""
        for folder in (self.sortie.parent, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
        self.sortie.parent.mkdir(parents=True)

    def changer_une_fiche(self, numero: int) -> None:
        """Change the name and the telephone of one entry in place; another change each number."""
        path = _au_milieu(self.fiches.rglob("*.md"))
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r"(?mi)^((?:nom|title): [^\"\n]+|nom: \"[^\"\n]+)",
            rf"\1 annexe {numero}",
            text,
            count=1,
        )
        text = re.sub(r"(\+33\d{8})\d", rf"\g<1>{numero % 10}", text, count=1)
        path.write_text(text, encoding="utf-8")

    def changer_le_gabarit(self, numero: int) -> None:
        """Add a comment of HTML to the page of every lieu."""
        text = self.gabarit.read_text(encoding="utf-8")
        start, end, rest = text.rpartition("</article>")
        said = f"{start}<!-- essai {numero} -->\n{end}{rest}"
        self.gabarit.write_text(said, encoding="utf-8")

    def refroidir(self) -> None:
        """Have the system forget the entries that it read: they come from the disk again."""
        for path in self.fiches.rglob("*.md"):
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)  # what is not on the disk yet cannot be forgotten
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)

    def cloner(self) -> None:
        """Make the entries those of a new clone: the same bytes, other times; no site."""
        for path in self.fiches.rglob("*.md"):
            path.touch()
        shutil.rmtree(self.sortie, ignore_errors=True)


def _au_milieu(paths: Iterable[Path]) -> Path:
    """Return the plain entry with a telephone that is nearest after the middle of the list."""
    known = sorted(paths)
    for path in known[len(known) // 2 :]:
        text = path.read_text(encoding="utf-8")
        if "+33" in text and "ferme_le" not in text.lower() and "\\" not in text:
            return path
    raise ValueError("aucune fiche à changer")


def fabriques(fiches: Path, travail: Path, sortie: Path) -> Outil:
    """Return our own build of a copy of the entries, with a copy of the theme."""
    content, theme = travail / "content", travail / "theme"
    shutil.copytree(fiches / "lieux", content / "lieux")
    shutil.copytree(PROJET / "theme", theme)
    command = [sys.executable, "-m", "pelican", str(content), "--output", str(sortie)]
    command += ["--fatal", "warnings", "--settings", "pelicanconf.py", "--theme-path", str(theme)]
    return Outil(
        nom=NOTRE,
        fiches=content / "lieux",
        gabarit=theme / "templates/pages/lieu.html",
        sortie=sortie,
        cache=manifeste.travail(sortie),
        commande=tuple(command),
        depuis=PROJET,
    )
