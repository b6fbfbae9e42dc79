"""Good entries to spoil: those of content/lieux, and rows of the real files as the import writes them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from annuaire import checks, ecriture, formats, problems, reader
from annuaire.formats import Correspondance
from annuaire.ligne import LigneRefuseeError
from annuaire.mise_en_ordre import lieu_de
from annuaire.model import Lieu
from annuaire.problems import Problem

CONTENT = Path(__file__).parents[1] / "content"
COMPLETE = (
    Path(__file__).parent
    / "fixtures/entrees/valides/29-finistere/complete-concarneau.md"
)  # fmt: skip
LE = date(2026, 11, 23)
FICHIERS = (
    "france-services-2024-08-01.csv",
    "lieux-hinaura-corse.csv",
    "fabriques-labellisees-anct.csv",
)


class Fiche(NamedTuple):
    """The text of an entry, and where it stands."""

    path: Path
    texte: str

    def fautes(self) -> list[Problem]:
        """Return the errors of the entry, in the order in which its author reads them."""
        return problems.erreurs(checks.check_one(reader.parse(self.path, self.texte), LE))


def propres() -> list[Fiche]:
    """Return the entries of content/lieux, and the one that has every field."""
    paths = [*sorted((CONTENT / "lieux").rglob("*.md")), COMPLETE]
    fiches = [Fiche(path, path.read_text(encoding="utf-8")) for path in paths]
    return [fiche for fiche in fiches if fiche.path.name != "README.md"]


def lieux_importes(
    fichier: Path, une_sur: int = 1, correspondance: Correspondance | None = None
) -> Iterator[Lieu]:
    """Yield the lieu of one row in `une_sur` of a file, but for those that the import refuses."""
    lignes = formats.ouvrir(fichier, correspondance, date_fichier=LE).lignes
    for ligne in islice(lignes, 0, None, une_sur):
        with suppress(LigneRefuseeError):
            yield lieu_de(ligne, fichier.name, LE, date_defaut=LE)


def importees(donnees: Path, une_sur: int = 1) -> Iterator[Fiche]:
    """Yield the entries that the real files give, one row in `une_sur`."""
    for name in FICHIERS:
        for lieu in lieux_importes(donnees / name, une_sur):
            yield Fiche(ecriture.place(lieu), ecriture.entree(lieu))
