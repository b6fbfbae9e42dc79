"""What the tests share: real files, a lieu to change, expected outputs that can be rewritten."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annuaire import reader
from annuaire.model import Lieu
from annuaire.reader import Lecture
from construction import SITEURL, construit

PROJET = Path(__file__).parents[1]
FIXTURES = PROJET / "tests" / "fixtures"
FRANCE_SERVICES = "france-services-2024-08-01.csv"
FABRIQUES = "fabriques-labellisees-anct.csv"
EPOQUE = "1795392000"
"""The instant of the tests: 2026-11-23 at midnight UTC."""


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
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of content/, built once, as it is published under a sub-path."""
    return construit(tmp_path_factory.mktemp("site") / "annuaire", SITEURL=SITEURL)


@pytest.fixture(scope="session")
def site_national(donnees_reelles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our entries, the 2,845 real France services and the 382 labelled fabriques as sources."""
    fichiers = [donnees_reelles / name for name in (FRANCE_SERVICES, FABRIQUES)]
    return construit(
        tmp_path_factory.mktemp("national") / "output",
        SITEURL=SITEURL,
        SOURCES=",".join(map(str, fichiers)),
    )
