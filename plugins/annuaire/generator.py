"""Pelican's edge: read, check, then write every page. With __init__, all that knows Pelican."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.log import console

from annuaire import (
    agenda,
    annuaire,
    autour,
    carte_donnees,
    checks,
    exports,
    flux,
    formulaire,
    historique,
    photos,
    problems,
    rapprochement,
    reader,
    recherche,
    redaction,
    referencement,
    site,
    sources,
)
from annuaire.contribution import regles_saisie
from annuaire.liens_courts import CodesEnConflitError
from annuaire.model import Lieu
from annuaire.pages import PAGES, Contenu, Page
from annuaire.problems import Problem
from annuaire.progression import suivi
from annuaire.rapprochement import Notice
from annuaire.reader import Lecture
from annuaire.rendu import Rendu
from annuaire.site import ReglageInvalideError
from annuaire.sources import Collecte, SourceInvalideError
from annuaire.store import Sortie, SortieRefuseeError
from annuaire.textes import pluriel
from annuaire.theme import theme

PROJET = Path(__file__).parents[2]
EN_DIRECT = "--autoreload" in sys.argv


class SiteRefuseError(Exception):
    """A site that must not be built; the output stays as it was."""


class AnnuaireGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Builds the whole site; Pelican's own generators have nothing to do."""

    contenu: Contenu
    sortie: Sortie
    ecartees: list[Problem]

    def generate_context(self) -> None:
        """Read and check everything; refuse in one French sentence rather than build half a site."""
        try:
            self._read()
        except REFUS as error:
            raise _said(error) from None

    def _read(self) -> None:
        content, publier = Path(self.path), bool(self.settings.get("PUBLIER"))
        self.sortie = Sortie(Path(self.output_path), protege=(content, PROJET))
        if not (content / "lieux").is_dir():
            raise SiteRefuseError(
                f"Il n’y a pas de dossier « lieux » dans {content} : c’est là que vont les fiches"
                " (exemple : lieux/23-creuse/quartier-rouge-felletin.md)."
            )
        lectures = list(suivi("Lecture des fiches")(reader.read_tree(content)))
        days = (datetime.combine(r.lieu.date_maj, time(), UTC) for r in lectures if r.lieu)
        reglages = site.from_settings(self.settings, site.build_instant(content, days))
        if publier:
            reglages.exiger_publiable()
        written, faults = redaction.read(content, PROJET / "content")
        federe = self._federe(content)
        decisions, undecided = rapprochement.lire(federe)
        declared, undeclared = sources.declarees(federe)
        ours = [Notice("", r.lieu) for r in lectures if r.lieu]
        faults += [*undeclared, *undecided, *rapprochement.verifier(decisions, ours)]
        # The last commit may be older than today's entries: they are not of the future for that.
        today = max(reglages.instant.date(), site.aujourdhui())
        shown, unseen = photos.preparer(suivi("Lecture des photos")(lectures))
        found = [*checks.check_all(lectures, today), *faults, *unseen]
        self.ecartees = self._refuse_or_set_aside(problems.erreurs(found), lectures, publier)
        faulty = {problem.path for problem in self.ecartees}
        kept = [r if r.path not in faulty else reader.sans_lieu(r) for r in lectures]
        collectes = sources.collecter(federe, self._donnes(), today, suivi)
        if publier:
            _exiger_licences(collectes)
        day = reglages.instant.date()
        self.contenu = Contenu(
            annuaire.build(kept, day, reglages.territoire, collectes, decisions),
            written,
            reglages,
            tuple(source for source in declared if not source.active),
            shown,
            historique.lire(content, reglages.instant, _par_chemin(kept)),
        )

    def _donnes(self) -> tuple[str, ...]:
        """Return the files given by hand, SOURCES, that stand for the copies of the sources."""
        base = Path(self.settings.get("SOURCES_DEPUIS") or Path.cwd())
        return sources.donnes(str(self.settings.get("SOURCES", "")), base)

    def _federe(self, content: Path) -> Path:
        """Return where the sources are declared: beside the entries, else in the project.

        Entries that declare none federate none, but files given by hand are signed all the same.
        """
        own = not self._donnes() or (content / sources.FICHIER).exists()
        return content if own else PROJET / "content"

    def _refuse_or_set_aside(
        self, errors: list[Problem], lectures: list[Lecture], publier: bool
    ) -> list[Problem]:
        """In strict mode any error refuses; to publish, a few entries may be set aside."""
        for problem in errors:
            print(problems.terminal(problem))  # noqa: T201 - what the contributor must read
        files = {problem.path for problem in errors}
        if not errors:
            return []
        if not publier:
            raise SiteRefuseError(
                f"{pluriel(len(errors), 'erreur')} dans {pluriel(len(files), 'fichier')} :"
                " corrigez, puis relancez."
                " Le site déjà construit n’a pas changé."
            )
        others = files - {lecture.path for lecture in lectures}
        if others:
            raise SiteRefuseError(
                f"{', '.join(sorted(path.name for path in others))} : ce n’est pas une fiche,"
                " rien n’est publié tant que ce n’est pas corrigé."
            )
        limit = max(3, len(lectures) // 100)
        if len(files) > limit:
            raise SiteRefuseError(
                f"{pluriel(len(files), 'fiche fautive', 'fiches fautives')} : au-delà de {limit}, rien n’est publié."
            )
        return errors

    def generate_output(self, _writer: Any) -> None:
        """Write the pages, the data, the theme; swap the whole in at the end."""
        try:
            rendu = Rendu(self.env, self.contenu)
            pages = []
            for page in suivi("Écriture des pages")(self._pages()):
                self.sortie.ecrire(_file(page), rendu.html(page))
                pages.append(page)
            for path, data in self._files(pages):
                self.sortie.ecrire(path, data)
            self.sortie.publier()
        except REFUS as error:
            self.sortie.abandonner()
            raise _said(error) from None
        except BaseException:
            self.sortie.abandonner()
            raise
        self._say(len(pages))

    def _pages(self) -> Iterator[Page]:
        for build in PAGES:
            yield from build(self.contenu)

    def _files(self, pages: Iterable[Page]) -> Iterator[tuple[str, str | bytes]]:
        yield from exports.fichiers(self.contenu.annuaire, self.contenu.site)
        yield from carte_donnees.fichiers(self.contenu.annuaire)
        yield from agenda.fichiers(self.contenu.annuaire, self.contenu.site)
        yield from autour.fichiers(self.contenu.annuaire)
        yield from formulaire.fichiers(self.contenu.annuaire, self.contenu.site)
        yield from recherche.fichiers(
            self.contenu.annuaire, self.contenu.redaction.demarches.values()
        )
        yield from flux.fichiers(self.contenu.annuaire, self.contenu.nouvelles, self.contenu.site)
        yield from referencement.fichiers(pages, self.contenu.site)
        yield from regles_saisie.fichiers()
        yield from self._photos()
        yield from theme(Path(self.theme) / "static")
        yield "rapport.json", problems.json_(self.ecartees, Path(self.path))

    def _photos(self) -> Iterator[tuple[str, bytes]]:
        names = {fiche.lieu.image for fiche in self.contenu.annuaire.fiches}
        shown = [photo for name, photo in self.contenu.photos.items() if name in names]
        yield from photos.fichiers(shown)

    def _say(self, pages: int) -> None:
        found, shown = self.contenu.annuaire, _relative(self.sortie.output)
        print(  # noqa: T201 - the end of the command says what was done and what to do next
            f"Site construit dans {shown} : {pluriel(len(found.fiches), 'lieu', 'lieux')},"
            f" {pluriel(pages, 'page')}, {pluriel(self.sortie.fichiers, 'fichier')}."
        )
        if self.ecartees:
            count = pluriel(len({problem.path for problem in self.ecartees}), "fiche")
            print(f"{count} à corriger : voir rapport.json.")  # noqa: T201
        if self.contenu.historique.notice:
            print(self.contenu.historique.notice)  # noqa: T201
        usual = self.sortie.output == PROJET / "output"
        show = "make serve" if usual else f"python3 -m http.server --directory {shown}"
        print(f"Pour le voir : {show}, puis http://localhost:8000")  # noqa: T201
        # Pelican would end with « Processed 0 articles »: its own generators had nothing to do.
        console.quiet = not EN_DIRECT


def _exiger_licences(collectes: Iterable[Collecte]) -> None:
    """Refuse to publish what nobody said may be republished."""
    unknown = [c.source.nom for c in collectes if c.source.licence == sources.SANS_LICENCE]
    if unknown:
        raise SiteRefuseError(
            f"La licence de {', '.join(unknown)} n’est pas connue : déclarez cette source dans"
            f" content/{sources.FICHIER}, ou construisez sans elle."
        )


REFUS = (
    SiteRefuseError,
    ReglageInvalideError,
    SortieRefuseeError,
    SourceInvalideError,
    CodesEnConflitError,
    OSError,
)
"""What stops a build and is said in a sentence; anything else is a fault of ours."""


def _said(error: Exception) -> BaseException:
    """Return the refusal to raise: Pelican would show a traceback, which tells nothing."""
    if EN_DIRECT:  # `make serve` goes on, and builds again at the next change
        return error
    if isinstance(error, OSError):
        where = error.filename or "un fichier"
        return SystemExit(f"Impossible d’écrire ou de lire {where} ({error.strerror}).")
    return SystemExit(str(error))


def _par_chemin(lectures: Iterable[Lecture]) -> dict[str, Lieu]:
    """Return the lieux by the path of their entry, from the folder of the content."""
    read = ((r.path, r.lieu) for r in lectures if r.lieu)
    return {f"lieux/{path.parent.name}/{path.name}": lieu for path, lieu in read}


def _file(page: Page) -> str:
    return page.path if page.path.endswith(".html") else f"{page.path}index.html"


def _relative(path: Path) -> str:
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else f"{path}/"
