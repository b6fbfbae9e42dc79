"""The build of a site: read and check everything, then write what changed. Knows nothing of Pelican."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment

from annuaire import (
    adresses,
    agenda,
    annuaire,
    autour,
    carte_donnees,
    checks,
    exports,
    flux,
    formulaire,
    historique,
    nouvelles_programme,
    ouvriers,
    photos,
    problems,
    qpv,
    rapprochement,
    reader,
    recherche,
    redaction,
    referencement,
    registre,
    site,
    sources,
)
from annuaire.contribution import regles_saisie
from annuaire.empreintes import Empreintes
from annuaire.entrees import Entrees
from annuaire.liens_courts import CodesEnConflitError
from annuaire.manifeste import Fait, empreinte
from annuaire.memoire import Memoire
from annuaire.model import Lieu
from annuaire.pages import Contenu, Page, toutes
from annuaire.problems import Problem
from annuaire.progression import suivi
from annuaire.qpv import Quartier
from annuaire.rapprochement import Notice
from annuaire.reader import Lecture
from annuaire.rendu import Rendu
from annuaire.site import ReglageInvalideError
from annuaire.sources import Collecte, SourceInvalideError
from annuaire.store import Sortie, SortieRefuseeError
from annuaire.textes import pluriel
from annuaire.theme import theme

RAMASSAGE = (100_000, 50, 100)
"""Python looks for cycles after so many objects: as it is set, 16,000 lieux are gone through over and over."""
PAR_PART = 100
"""The pages that a process takes at a time."""

Fichiers = Iterable[tuple[str, str | bytes]]


class SiteRefuseError(Exception):
    """A site that must not be built; the output stays as it was. `problemes`: why, file by file."""

    def __init__(self, message: str, problemes: Iterable[Problem] = ()) -> None:
        """Say it in French."""
        super().__init__(message)
        self.problemes = tuple(problemes)


class Famille(NamedTuple):
    """Files that are made together, and what their paths look like: `*` is any text."""

    motifs: tuple[str, ...]
    faire: Callable[[], Fichiers]

    def a(self, path: str) -> bool:
        """Tell whether a file may be one of these."""
        return any(fnmatchcase(path, motif) for motif in self.motifs)


class Chantier:
    """A site that was read, ready to be written."""

    contenu: Contenu
    ecartees: list[Problem]

    def __init__(
        self,
        content: Path,
        projet: Path,
        reglages: Mapping[str, Any],
        env: Environment,
        theme: Path,
        memoire: Memoire,
    ) -> None:
        """Read and check everything; `projet` holds what a content of its own does not have.

        Raises one of REFUS, said in a French sentence, rather than build half a site.
        """
        self._content, self._projet, self._settings = content, projet, reglages
        self._env, self._theme, self._memoire = env, theme, memoire
        gc.set_threshold(*RAMASSAGE)
        self._read()

    def _read(self) -> None:
        content, publier = self._content, bool(self._settings.get("PUBLIER"))
        if not (content / "lieux").is_dir():
            raise SiteRefuseError(
                f"Il n’y a pas de dossier « lieux » dans {content} : c’est là que vont les fiches"
                " (exemple : lieux/23-creuse/quartier-rouge-felletin.md)."
            )
        lectures = list(suivi("Lecture des fiches")(self._memoire.lire(content)))
        days = (datetime.combine(r.lieu.date_maj, time(), UTC) for r in lectures if r.lieu)
        reglages = site.from_settings(self._settings, site.build_instant(content, days))
        if publier:
            reglages.exiger_publiable()
        written, faults = redaction.read(content, self._projet / "content")
        federe = self._federe(content)
        decisions, undecided = rapprochement.lire(federe)
        declared, undeclared = sources.declarees(federe)
        ours = [Notice("", r.lieu) for r in lectures if r.lieu]
        faults += [*undeclared, *undecided, *rapprochement.verifier(decisions, ours)]
        # The last commit may be older than today's entries: they are not of the future for that.
        today = max(reglages.instant.date(), site.aujourdhui())
        shown, unseen = photos.preparer(suivi("Lecture des photos")(lectures))
        published, unread = registre.lire(content / registre.FICHIER)
        taken = registre.verifier(published, lectures)
        quartiers, unlisted = self._quartiers()
        elsewhere = qpv.verifier(quartiers or (), lectures)
        alone = self._memoire.verifier
        found = [*checks.check_all(lectures, today, alone), *faults, *unseen, *unread, *taken]
        found += [*unlisted, *elsewhere]
        errors = problems.erreurs(found)
        if self._memoire.oublier({problem.path for problem in errors}):
            self._read()
            return
        self.ecartees = self._refuse_or_set_aside(errors, lectures, publier)
        self._memoire.retenir()
        faulty = {problem.path for problem in self.ecartees}
        kept = [
            reader.allegee(r) if r.path not in faulty else reader.sans_lieu(r) for r in lectures
        ]
        collectes = self._memoire.sources(
            lambda: sources.collecter(federe, self._donnes(), today, suivi)
        )
        if publier:
            _exiger_licences(collectes)
        day = reglages.instant.date()
        self.contenu = Contenu(
            annuaire.build(
                kept,
                day,
                reglages.territoire,
                collectes,
                decisions,
                published,
                placer=self._memoire.placer,
            ),
            written,
            reglages,
            tuple(source for source in declared if not source.active),
            shown,
            historique.lire(content, reglages.instant, _par_chemin(kept)),
            quartiers,
        )

    def _donnes(self) -> tuple[str, ...]:
        """Return the files given by hand, SOURCES, that stand for the copies of the sources."""
        return sources.donnes(str(self._settings.get("SOURCES", "")), self._depuis())

    def _depuis(self) -> Path:
        """Return the folder that the files given by hand are named from."""
        return Path(self._settings.get("SOURCES_DEPUIS") or Path.cwd())

    def _quartiers(self) -> tuple[tuple[Quartier, ...] | None, list[Problem]]:
        """Return the priority neighbourhoods of the file given, QPV; None without one."""
        given = str(self._settings.get("QPV", ""))
        return qpv.lire(self._depuis() / given) if given else (None, [])

    def _federe(self, content: Path) -> Path:
        """Return where the sources are declared: beside the entries, else in the project.

        Entries that declare none federate none, but files given by hand are signed all the same.
        """
        own = not self._donnes() or (content / sources.FICHIER).exists()
        return content if own else self._projet / "content"

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
                " Le site déjà construit n’a pas changé.",
                errors,
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

    def ecrire(self, sortie: Sortie, lues: Entrees) -> int:
        """Build what changed, and put it in its place; return how many pages the site has."""
        sortie.reprend(empreinte(f"{lues.fond} {self.contenu.annuaire.le}".encode()), lues.tout)
        self._rendu = Rendu(self._env, self.contenu)
        self._marks = Empreintes(self.contenu.annuaire)
        pages = list(toutes(self.contenu))
        familles = self.familles(lambda: pages)
        travaux = [*map(self._donner, familles), *map(self._batir, _parts(pages))]
        done = ouvriers.partager(
            lambda n: self._faire(sortie, travaux[n]), len(travaux), ouvriers.processus()
        )
        for faits in suivi("Écriture du site", len(travaux))(done):
            sortie.reunir(faits)
        sortie.publier()
        return len(pages)

    @staticmethod
    def _faire(sortie: Sortie, travail: Callable[[Sortie], None]) -> Mapping[str, Fait]:
        travail(sortie)
        return sortie.rendre()

    def _batir(self, pages: list[Page]) -> Callable[[Sortie], None]:
        def batir(sortie: Sortie) -> None:
            for page in pages:
                mark = self._marks.page(page)
                if not sortie.garder(page.fichier, mark):
                    sortie.ecrire(page.fichier, self._rendu.html(page), mark)

        return batir

    @staticmethod
    def _donner(famille: Famille) -> Callable[[Sortie], None]:
        def donner(sortie: Sortie) -> None:
            for path, data in famille.faire():
                sortie.ecrire(path, data)

        return donner

    def familles(self, pages: Callable[[], list[Page]]) -> tuple[Famille, ...]:
        """Return what makes each family of files, the longest first."""
        lieux, own, contenu = self.contenu.annuaire, self.contenu.site, self.contenu
        return (
            Famille(("donnees/*",), partial(exports.fichiers, lieux, own)),
            Famille(
                ("recherche/*",),
                lambda: recherche.fichiers(lieux, contenu.redaction.demarches.values()),
            ),
            Famille(("carte/donnees/*",), partial(carte_donnees.fichiers, lieux)),
            Famille(
                ("contribuer/*.json", "lieux/*/fiche.json"),
                partial(formulaire.fichiers, lieux, own),
            ),
            Famille(("agenda.ics", "agenda/*.ics"), partial(agenda.fichiers, lieux, own)),
            Famille(("autour/*.json",), partial(autour.fichiers, lieux)),
            Famille(
                (f"*{flux.ATOM}", f"*{flux.JSON}"),
                lambda: flux.fichiers(lieux, contenu.nouvelles, own),
            ),
            Famille(
                (nouvelles_programme.PATH,),
                lambda: nouvelles_programme.fichiers(contenu.redaction.programme, own),
            ),
            Famille(
                (".nojekyll", "robots.txt", "sitemap.xml"),
                lambda: referencement.fichiers(pages(), own),
            ),
            Famille(
                (registre.FICHIER,),
                lambda: adresses.fichiers([page.path for page in pages()], lieux),
            ),
            Famille(("contribuer/*.json",), regles_saisie.fichiers),
            Famille(("images/*",), self._photos),
            Famille(("theme/*",), partial(theme, self._theme / "static")),
            Famille(
                ("rapport.json",),
                lambda: [("rapport.json", problems.json_(self.ecartees, self._content))],
            ),
        )

    def _photos(self) -> Iterator[tuple[str, bytes]]:
        names = {fiche.lieu.image for fiche in self.contenu.annuaire.fiches}
        shown = [photo for name, photo in self.contenu.photos.items() if name in names]
        yield from photos.fichiers(shown)

    def bilan(self, pages: int, sortie: Sortie) -> str:
        """Say what was built, `{}` for where, and what is to be looked at."""
        lieux = pluriel(len(self.contenu.annuaire.fiches), "lieu", "lieux")
        new = "" if sortie.ecrits == sortie.fichiers else f", dont {sortie.ecrits} changés"
        files = pluriel(sortie.fichiers, "fichier")
        said = [f"Site construit dans {{}} : {lieux}, {pluriel(pages, 'page')}, {files}{new}."]
        if self.ecartees:
            count = pluriel(len({problem.path for problem in self.ecartees}), "fiche")
            said.append(f"{count} à corriger : voir rapport.json.")
        if self.contenu.historique.notice:
            said.append(self.contenu.historique.notice)
        return "\n".join(said)


def _parts(pages: list[Page]) -> Iterator[list[Page]]:
    for begin in range(0, len(pages), PAR_PART):
        yield pages[begin : begin + PAR_PART]


def _exiger_licences(collectes: Iterable[Collecte]) -> None:
    """Refuse to publish what nobody said may be republished."""
    unknown = [c.source.nom for c in collectes if c.source.licence == sources.SANS_LICENCE]
    if unknown:
        raise SiteRefuseError(
            f"La licence de {', '.join(unknown)} n’est pas connue : déclarez cette source dans"
            f" content/{sources.FICHIER}, ou construisez sans elle."
        )


def _par_chemin(lectures: Iterable[Lecture]) -> dict[str, Lieu]:
    """Return the lieux by the path of their entry, from the folder of the content."""
    read = ((r.path, r.lieu) for r in lectures if r.lieu)
    return {f"lieux/{path.parent.name}/{path.name}": lieu for path, lieu in read}


REFUS = (
    SiteRefuseError,
    ReglageInvalideError,
    SortieRefuseeError,
    SourceInvalideError,
    CodesEnConflitError,
    ouvriers.OuvrierPerduError,
    OSError,
)
"""What stops a build and is said in a sentence; anything else is a fault of ours."""
