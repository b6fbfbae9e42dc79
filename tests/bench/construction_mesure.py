"""`make bench QUOI=construction`: the build of our whole site, beside Hugo's plain pages and stock Pelican.

All build the same invented entries, in turn, their sites in memory where the system has such a
folder: read the ratios within a run. TAILLES=300,1800 chooses the sizes, REPETITIONS=1 how often,
OUTILS=Fabriques,Hugo the tools, ETAPES="tout,une fiche" the steps; ECRIRE=1 writes the tables into
docs/performance.md.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench import (
    arborescence,
    construction_document,
    fiches_inventees,
    hugo_binaire,
    hugo_site,
    pelican_nu,
    processus,
)
from bench.construction_table import Mesure, Poids
from bench.outil_construction import BLOG, BLOG_YAML, NOTRE, REFERENCE, Outil, fabriques

TAILLES = (300, 1_800, 16_000)
REPETITIONS = 3
GRANDE = 50_000
"""From this size on, each measure is made once."""
OUTILS = (REFERENCE, NOTRE, BLOG_YAML, BLOG)
DES_BLOGS = (BLOG, BLOG_YAML)
ETAPES_DES_BLOGS = ("tout", "une fiche")
"""Stock Pelican builds everything again, whatever changed: more steps would say the same."""
PELICAN_MAX = 16_000
"""Beyond, stock Pelican takes minutes and teaches nothing more."""
EN_MEMOIRE = Path("/dev/shm")
FICHES = hugo_binaire.DOSSIER
"""The invented entries are kept here between two runs."""


def toutes() -> int:
    """Measure each size, print the tables and the bars; return 1 where one is not held."""
    for variable, known in (("OUTILS", OUTILS), ("ETAPES", ETAPES)):
        _voulus(variable, known)  # a fault of typing is told before all else
    sizes = [int(size) for size in _voulus("TAILLES")] or list(TAILLES)
    mesures: list[Mesure] = []
    poids: list[Poids] = []
    for taille in sizes:
        for found in _taille(taille):
            (mesures if isinstance(found, Mesure) else poids).append(found)
    document = construction_document.document(mesures, poids)
    print(document.texte)
    if os.environ.get("ECRIRE"):
        construction_document.ecrire(document.texte)
    return int(not document.tenu)


def _taille(taille: int) -> Iterator[Mesure | Poids]:
    """Yield the measures of one size, and what our site weighs there."""
    fiches = fiches_inventees.ecrire(FICHES / f"fiches-{taille}", taille)
    memory = EN_MEMOIRE if EN_MEMOIRE.is_dir() else None
    with (
        tempfile.TemporaryDirectory() as travail,
        tempfile.TemporaryDirectory(dir=memory) as sorties,
    ):
        outils = list(_outils(taille, fiches, Path(travail), Path(sorties)))
        yield from mesurer(taille, outils, _repetitions(taille))


def _voulus(variable: str, parmi: Iterable[str] = ()) -> list[str]:
    """Return what a variable chooses, with commas between; end the run where it names nothing known."""
    wanted = [nom.strip() for nom in os.environ.get(variable, "").split(",") if nom.strip()]
    known = list(parmi)
    for nom in wanted:
        if nom not in known if known else not nom.isdecimal():
            among = ", ".join(known) or "des nombres de fiches"
            sys.exit(
                f"{variable} : « {nom} » n’est pas connu. Écrivez, séparés par des virgules : {among}."
            )
    return wanted


def _repetitions(taille: int) -> int:
    return int(os.environ.get("REPETITIONS") or (1 if taille >= GRANDE else REPETITIONS))


def _outils(taille: int, fiches: Path, travail: Path, sorties: Path) -> Iterator[Outil]:
    """Yield the tools that a size is built with."""
    program = hugo_binaire.programme()
    makers: dict[str, Callable[[Path, Path], Outil]] = {  # in the order of OUTILS
        REFERENCE: lambda work, site: hugo_site.outil(fiches, work, site, program),
        NOTRE: lambda work, site: fabriques(fiches, work, site),
        BLOG_YAML: lambda work, site: pelican_nu.outil(fiches, work, site, yaml=True),
        BLOG: lambda work, site: pelican_nu.outil(fiches, work, site, yaml=False),
    }
    for nom, make in makers.items():
        left_out = (nom == REFERENCE and not program) or (nom in DES_BLOGS and taille > PELICAN_MAX)
        if left_out or nom not in (_voulus("OUTILS", OUTILS) or OUTILS):
            continue
        work, site = travail / nom, sorties / nom / "site"
        work.mkdir()
        yield make(work, site)


def mesurer(taille: int, outils: list[Outil], repetitions: int) -> Iterator[Mesure | Poids]:
    """Yield what each step takes each tool, in turn; and what our site weighs, once."""
    for tour in range(repetitions):
        # One after the other, and the other way round: what else the machine does falls on all.
        turn = outils if tour % 2 == 0 else outils[::-1]
        for etape, prepare in ETAPES.items():
            for outil in turn:
                if not _concerne(etape, outil):
                    continue
                prepare(outil, tour)
                yield _une(taille, tour, etape, outil)
                if outil.nom == NOTRE and (tour, etape) == (0, "tout"):
                    yield Poids(taille, *arborescence.par_type(arborescence.etat(outil.sortie)))


def _concerne(etape: str, outil: Outil) -> bool:
    if etape not in (_voulus("ETAPES", ETAPES) or ETAPES):
        return False
    if outil.nom in DES_BLOGS:
        return etape in ETAPES_DES_BLOGS
    return etape != SANS_EXPORTS or bool(outil.sans_exports)


def _une(taille: int, tour: int, etape: str, outil: Outil) -> Mesure:
    before = arborescence.etat(outil.sortie)
    command = outil.commande + (outil.sans_exports if etape == SANS_EXPORTS else ())
    spent = processus.lancer(command, outil.depuis, outil.environnement)
    written = arborescence.ecrits(before, arborescence.etat(outil.sortie))
    print(f"{taille} · {etape} · {outil.nom} : {spent.secondes:.2f} s", file=sys.stderr)
    return Mesure(taille, tour, etape, outil.nom, *_plat(spent), *written)


def _plat(spent: processus.Depense) -> tuple[float, float, float]:
    return spent.secondes, spent.cpu, spent.memoire


def _editer(outil: Outil, tour: int) -> None:
    outil.changer_une_fiche(2 * tour)


def _editer_encore(outil: Outil, tour: int) -> None:
    outil.changer_une_fiche(2 * tour + 1)


def _refroidir(outil: Outil, _: int) -> None:
    outil.oublier()
    outil.refroidir()


SANS_EXPORTS = "une fiche, sans exports"
ETAPES: dict[str, Callable[[Outil, int], None]] = {
    "tout": lambda outil, _: outil.oublier(),
    "rien de changé": lambda _outil, _tour: None,
    "une fiche": _editer,
    SANS_EXPORTS: _editer_encore,
    "un gabarit": lambda outil, tour: outil.changer_le_gabarit(tour),
    "clone, cache gardé": lambda outil, _: outil.cloner(),
    "à froid": _refroidir,
}
"""What comes before each build. The site and the cache of one step are those that the next finds."""
