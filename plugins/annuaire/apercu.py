"""A site held in memory: what an entry says is shown as soon as it is saved, nothing is written.

Each page is made when it is asked for, each family of files too: the same bytes as a build writes.
"""

import gc
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket

from annuaire import entrees
from annuaire.chantier import REFUS, Chantier
from annuaire.guet import Guet
from annuaire.memoire import MemoireVive
from annuaire.pages import PAGES, Page, toutes
from annuaire.rendu import Rendu


class CodeChangeError(Exception):
    """The code of the site is not what this process has read: another must start."""


class _Gabarits(BytecodeCache):
    """The templates as Python, until their text changes: to compile them again takes 0.3 s a page."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


class Vue:
    """The site of one moment, from what was read; `connues` tells by which of PAGES a file was made."""

    def __init__(self, chantier: Chantier, env: Environment, connues: dict[str, int]) -> None:
        """Make nothing yet."""
        self._contenu, self._connues = chantier.contenu, connues
        self._rendu = Rendu(env, chantier.contenu)
        self._a_faire = list(range(len(PAGES)))
        self._pages: dict[str, Page] = {}
        self._toutes: list[Page] = []
        self._familles = list(chantier.familles(self._tout))
        self._fichiers: dict[str, bytes] = {}

    def octets(self, fichier: str) -> bytes | None:
        """Return a file of the site by its path, None where it has none."""
        if fichier.endswith(".html"):
            page = self._page(fichier)
            return self._rendu.html(page).encode() if page else None
        for famille in [one for one in self._familles if one.a(fichier)]:
            for path, data in famille.faire():
                self._fichiers[path] = data.encode() if isinstance(data, str) else data
            self._familles.remove(famille)
        return self._fichiers.get(fichier)

    def _page(self, fichier: str) -> Page | None:
        known = self._connues.get(fichier)
        order = sorted(self._a_faire, key=lambda n: n != known)
        for number in order:
            if fichier in self._pages:
                break
            self._faire(number)
        if fichier not in self._pages:
            self._pages |= {page.fichier: page for page in self._tout()}
        return self._pages.get(fichier)

    def _faire(self, number: int) -> None:
        self._a_faire.remove(number)
        for page in PAGES[number](self._contenu):
            self._pages[page.fichier] = page
            self._connues[page.fichier] = number

    def _tout(self) -> list[Page]:
        self._toutes = self._toutes or list(toutes(self._contenu))
        return self._toutes


class Apercu:
    """A content and all that its site comes from, read again where it changed."""

    def __init__(
        self, content: Path, projet: Path, reglages: Mapping[str, Any], memoire: Path
    ) -> None:
        """Read everything; `memoire` is the file where the entries are remembered."""
        self._content, self._projet, self._reglages = content, projet, reglages
        self._theme = projet / str(reglages["THEME"])
        code = [projet / "plugins/annuaire", projet / "pelicanconf.py"]
        self._code = Guet(lambda: code)
        self._fiches = Guet(lambda: [content / "lieux"])
        self._reste = Guet(self._racines)
        self._instant = entrees.instant(content)
        read = entrees.lire(memoire.with_name("code.json"), code, (), (), "")
        self._memoire = MemoireVive(memoire, read.fond)
        self._connues: dict[str, int] = {}
        self._gabarits = _Gabarits()
        self.refus: Exception | None = None
        self._lire()
        gc.freeze()  # 0.3 s less an entry saved: what stays is not gone through for cycles again

    def _racines(self) -> Iterator[Path]:
        """Yield what a site comes from, beside its code and its entries."""
        yield self._theme
        yield from entrees.textes(self._content, self._projet / "content")
        yield from entrees.donnees(self._content, self._reglages)

    def _env(self) -> Environment:
        """Return an environment of its own for each reading: a template keeps what its site gave it."""
        return Environment(  # noqa: S701 - it escapes: JINJA_ENVIRONMENT says so
            loader=FileSystemLoader(self._theme / "templates"),
            bytecode_cache=self._gabarits,
            **self._reglages["JINJA_ENVIRONMENT"],
        )

    def a_jour(self) -> bool:
        """Read again what changed; False where nothing did.

        Raises CodeChangeError.
        """
        if self._code.changements():
            raise CodeChangeError
        entries, rest = self._fiches.changements(), self._reste.changements()
        instant = entrees.instant(self._content)
        if not entries and not rest and instant == self._instant:
            return False
        moved = bool(rest) or instant != self._instant
        self._memoire.changer(entries, liste=any(entries.values()), sources=moved)
        self._instant = instant
        self._lire()
        return True

    def _lire(self) -> None:
        env = self._env()
        try:
            read = Chantier(
                self._content,
                self._projet,
                self._reglages,
                env,
                self._theme,
                self._memoire,
            )
        except Exception as error:  # noqa: BLE001 - the site of before would be a wrong one
            if not isinstance(error, REFUS):
                traceback.print_exc()
            self.refus = error
            return
        self.refus, self.vue = None, Vue(read, env, self._connues)

    def octets(self, fichier: str) -> bytes | None:
        """Return a file of the site as it is now; there is one only where `refus` is None."""
        return self.vue.octets(fichier)
