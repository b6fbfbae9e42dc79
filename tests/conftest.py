"""What the tests share: real files, a lieu to change, expected outputs that can be rewritten."""

import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from annuaire import importation, reader, territoires
from annuaire.importation import Rapport
from annuaire.model import Lieu
from annuaire.reader import Lecture
from annuaire_de_test import LE
from construction import EPOQUE, SITEURL, bati, departements
from serveur_de_test import Serveur, sans_proxy, serveurs
from une_fois import UneFois, dossier_commun
from une_fois import une_fois as faire_une_fois

PROJET = Path(__file__).parents[1]
FIXTURES = PROJET / "tests" / "fixtures"
FRANCE_SERVICES = "france-services-2024-08-01.csv"
FABRIQUES = "fabriques-labellisees-anct.csv"
EDITEUR_EXTREME = {
    "SOURCE_DATE_EPOCH": EPOQUE,
    "SITEURL": SITEURL,
    "DEPOT": "https://github.com/exemple/annuaire",
    "EDITEUR_NOM": "Syndicat mixte d'aménagement numérique de la haute vallée de la Creuse",
    "EDITEUR_ADRESSE": "12 bis avenue de la Gare, 23500 Felletin",
    "EDITEUR_TELEPHONE": "05 55 66 42 42",
    "EDITEUR_COURRIEL": "contact@syndicat-mixte-d-amenagement-numerique-de-la-haute-vallee.fr",
    "EDITEUR_DIRECTEUR": "L'adjointe au numérique",
    "HEBERGEUR": "GitHub, 88 Colin P. Kelly Jr. Street, San Francisco",
}
"""What a publisher may be, at the limits too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="rewrite the expected outputs, to be read as a diff"
    )


@pytest.fixture(autouse=True)
def horloge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on the same day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOQUE)


@pytest.fixture
def attendu(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the expected one in a file; with --golden, write it there instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} manque : make golden l’écrit"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def donnees_reelles() -> Path:
    """The folder of the real files, from $DONNEES_REELLES, else beside the project."""
    folder = Path(os.environ.get("DONNEES_REELLES") or PROJET.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"les données réelles manquent : {folder} (voir DONNEES_REELLES)")
    return folder


@pytest.fixture(scope="session")
def lieu() -> Callable[..., Lieu]:
    """Make the lieu of Felletin, some of its fields changed as keywords say."""

    def make(**changes: object) -> Lieu:
        values = {
            "id": "quartier-rouge-felletin",
            "nom": "Quartier Rouge",
            "commune": "Felletin",
            "code_insee": "23079",
            "date_maj": "2026-11-20",
            "meta": {"sources": ["https://www.quartierrouge.org/"]},
        }
        return Lieu.model_validate({**values, **changes})

    return make


@pytest.fixture
def serveur(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Serveur]]:
    """Start servers of this machine, each with what it answers; they stop with the test."""
    sans_proxy(monkeypatch)
    with serveurs() as lancer:
        yield lancer


@pytest.fixture
def lecture(tmp_path: Path) -> Callable[..., Lecture]:
    """Write the text of an entry in its folder and read it."""

    def write_and_read(
        text: str | bytes, dossier: str = "23-creuse", nom: str = "quartier-rouge-felletin.md"
    ) -> Lecture:
        path = tmp_path / "lieux" / dossier / nom
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return reader.read(path)

    return write_and_read


@pytest.fixture(scope="session")
def minimale() -> str:
    """The shortest entry that has no fault."""
    path = FIXTURES / "entrees" / "valides" / "23-creuse" / "minimale-felletin.md"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def une_fois(tmp_path_factory: pytest.TempPathFactory) -> UneFois:
    """Fill a folder once for all the processes of a run: `une_fois(name, fill)` returns it."""
    return partial(faire_une_fois, dossier_commun(tmp_path_factory))


@pytest.fixture(scope="session")
def importe_une_fois(
    donnees_reelles: Path, une_fois: UneFois
) -> Callable[[str], tuple[Rapport, Path]]:
    """Import a real file once for all, on the day of the tests: its account, the folder it fills."""

    def importe(name: str) -> tuple[Rapport, Path]:
        def faire(into: Path) -> None:
            rapport = importation.importer(donnees_reelles / name, into / "content", le=LE)
            (into / "rapport").write_bytes(pickle.dumps(rapport))

        folder = une_fois(f"import-{name}", faire)
        return pickle.loads((folder / "rapport").read_bytes()), folder / "content"

    return importe


@pytest.fixture(scope="session")
def site(une_fois: UneFois) -> Path:
    """The whole site of content/, built once, as it is published under a sub-path."""
    folder = une_fois("site", lambda into: bati(into / "annuaire", SITEURL=SITEURL))
    return folder / "annuaire"


@pytest.fixture(scope="session")
def site_national(donnees_reelles: Path, une_fois: UneFois) -> Path:
    """Our entries, the 2,845 real France services and the 382 labelled fabriques as sources."""
    sources = ",".join(str(donnees_reelles / name) for name in (FRANCE_SERVICES, FABRIQUES))
    folder = une_fois(
        "national", lambda into: bati(into / "output", SITEURL=SITEURL, SOURCES=sources)
    )
    return folder / "output"


@pytest.fixture(scope="session")
def site_extreme(une_fois: UneFois) -> Path:
    """Entries at the limits of what may be written, and a département of 400; as published."""
    return une_fois("extremes", _bati_extreme) / "output"


def _bati_extreme(into: Path) -> None:
    content = into / "content"
    shutil.copytree(FIXTURES / "extremes", content)
    communes = [c for c in territoires.communes().values() if c.departement == "19"]
    folder = content / "lieux" / "19-correze"
    folder.mkdir()
    for n in range(400):
        (folder / f"atelier-{n}.md").write_text(
            f'---\nid: atelier-{n}\nnom: "L\'atelier {n} : ouvert à tous"\n'
            f'commune: "{communes[n % 150].nom}"\ncode_insee: "{communes[n % 150].code}"\n'
            f'telephone: "+33555{200000 + n}"\nhoraires: Mo-Fr 09:00-12:00\n'
            "date_maj: 2026-11-20\nmeta:\n  sources: [{titre: La mairie}]\n---\n",
            encoding="utf-8",
        )
    # Four départements have no lieu at all; `site` has the rest of the country.
    own = departements(content, "01", "2A", "90", "976")
    bati(into / "output", content, conf="publishconf.py", env=EDITEUR_EXTREME, TERRITOIRE=own)
