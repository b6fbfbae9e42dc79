"""Pelican's edge: what to build, from where to where. With __init__, all that knows Pelican.

What reads and writes the site is imported where there is something to build: a site that did not
change is told so before half of Python's modules would have been read.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator
from pelican.log import console

from annuaire import entrees
from annuaire.store import Sortie, SortieRefuseeError

if TYPE_CHECKING:
    from annuaire.chantier import Chantier

PROJET = Path(__file__).parents[2]


class AnnuaireGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Builds the whole site; Pelican's own generators have nothing to do."""

    sortie: Sortie
    chantier: "Chantier | None" = None

    def generate_context(self) -> None:
        """Read and check everything; refuse in one French sentence rather than build half a site."""
        content = Path(self.path)
        try:
            self.sortie = Sortie(Path(self.output_path), protege=(content, PROJET))
            if self.sortie.notice:
                print(self.sortie.notice)  # noqa: T201
            self._entrees = self._lues(content)
        except (OSError, SortieRefuseeError) as error:
            raise _said(error) from None
        if self.sortie.est_intacte(self._entrees.tout):
            return
        from annuaire.chantier import REFUS, Chantier  # noqa: PLC0415
        from annuaire.memoire import Memoire  # noqa: PLC0415

        self._refus: tuple[type[Exception], ...] = REFUS
        try:
            known = Memoire(self.sortie.travail / "fiches.json", self._entrees.fond)
            theme = Path(self.theme)
            self.chantier = Chantier(content, PROJET, self.settings, self.env, theme, known)
        except REFUS as error:
            self.sortie.abandonner()
            raise _said(error) from None
        except BaseException:
            self.sortie.abandonner()
            raise

    def _lues(self, content: Path) -> entrees.Entrees:
        """Return the hashes of what the site is built from."""
        texts = entrees.textes(content, PROJET / "content")
        simple = (str, int, float, bool, tuple, list)
        return entrees.lire(
            self.sortie.travail / "entrees.json",
            fond=[
                *(
                    PROJET / name
                    for name in ("plugins/annuaire", "pelicanconf.py", "publishconf.py")
                ),
                Path(self.theme),
                *texts,
            ],
            entrees=[content / "lieux", *entrees.donnees(content, self.settings)],
            dits=[
                f"{name}={value!r}"
                for name, value in sorted(self.settings.items())
                if name.isupper() and isinstance(value, simple) and name != "OUTPUT_PATH"
            ],
            du_tout=entrees.instant(content),
        )

    def generate_output(self, _writer: Any) -> None:
        """Write what changed, and put it in its place at the end."""
        if self.chantier is None:
            self.sortie.abandonner()
            self._say("Rien n’a changé : le site de {} est à jour.")
            return
        try:
            pages = self.chantier.ecrire(self.sortie, self._entrees)
        except self._refus as error:
            self.sortie.abandonner()
            raise _said(error) from None
        except BaseException:
            self.sortie.abandonner()
            raise
        self._say(self.chantier.bilan(pages, self.sortie))

    def _say(self, *sentences: str) -> None:
        """End the command: what was done, what to do next."""
        shown = _relative(self.sortie.output)
        for sentence in sentences:
            print(sentence.format(shown))  # noqa: T201
        usual = self.sortie.output == PROJET / "output"
        show = "make serve" if usual else f"python3 -m http.server --directory {shown}"
        print(f"Pour le voir : {show}, puis http://localhost:8000")  # noqa: T201
        # Pelican would end with « Processed 0 articles »: its own generators had nothing to do.
        console.quiet = True


def _said(error: Exception) -> BaseException:
    """Return the refusal to raise: Pelican would show a traceback, which tells nothing."""
    if isinstance(error, OSError):
        where = error.filename or "un fichier"
        return SystemExit(f"Impossible d’écrire ou de lire {where} ({error.strerror}).")
    return SystemExit(str(error))


def _relative(path: Path) -> str:
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else f"{path}/"
