"""Real dirt as it is typed in an entry, and what the checks say of it: tests/fixtures/salete/.

A file is a list of cases parted by a blank line: the lines as typed, then what is expected of
them, each line after its sign.

    → telephone = +33475582913      the value that is kept
    ✗ 3:12 telephone : « … » …      an error: line, column, all that the author reads
    ! 3:12 courriels : « … » …      a notice

The lines stand from line 3 of an entry of Felletin, in place of its own fields of that name;
the file is in the folder of the code INSEE.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from annuaire import checks, reader, territoires
from annuaire.problems import Niveau, terminal
from annuaire.reader import Lecture

DOSSIER = Path(__file__).parent / "fixtures" / "salete"
AUJOURDHUI = date(2026, 11, 23)
SIGNES: dict[Niveau, str] = {"erreur": "✗", "avis": "!"}
_FELLETIN = {
    "nom": "Quartier Rouge",
    "commune": "Felletin",
    "code_insee": '"23079"',
    "date_maj": "2026-11-20",
    "meta": "{sources: [{titre: La mairie}]}",
}


class Cas(NamedTuple):
    """Lines of an entry as somebody typed them, and what is expected, as the file writes both."""

    tape: str
    attendu: str

    @property
    def champs(self) -> list[str]:
        """The fields that the lines type, in their order."""
        return re.findall(r"^(\w+) ?:", self.tape, re.MULTILINE)

    @property
    def fiche(self) -> str:
        """The whole entry."""
        others = "".join(f"{k}: {v}\n" for k, v in _FELLETIN.items() if k not in self.champs)
        return f"---\nid: salete\n{self.tape}\n{others}---\n"

    def lecture(self) -> Lecture:
        """Read the entry where it stands."""
        return reader.parse(Path(f"lieux/{self._dossier()}/salete.md"), self.fiche)

    def dit(self) -> str:
        """Return what the checks make of the entry, as the file writes it."""
        lecture = self.lecture()
        kept = [] if lecture.lieu is None else list(self._gardes(lecture))
        problems = sorted(checks.check_one(lecture, AUJOURDHUI))
        said = [f"{SIGNES[p.niveau]} {_sans_chemin(terminal(p))}" for p in problems]
        return "\n".join([*kept, *said])

    def _gardes(self, lecture: Lecture) -> Iterator[str]:
        for champ in self.champs:
            value = getattr(lecture.lieu, champ)
            yield f"→ {champ} = {' | '.join(value) if isinstance(value, tuple) else value}"

    def _dossier(self) -> str:
        typed = re.search(r"^code_insee: \W*(\w+)", self.tape, re.MULTILINE)
        commune = territoires.commune_actuelle(typed[1].upper() if typed else "23079")
        return territoires.departements()[commune.departement if commune else "23"].slug


def _sans_chemin(line: str) -> str:
    _, number, column, text = line.split(":", 3)
    return f"{number}:{column}{text}"


def fichiers() -> list[Path]:
    """Return the lists of cases, one file a kind of value."""
    return sorted(DOSSIER.glob("*.txt"))


def lire(path: Path) -> tuple[str, list[Cas]]:
    """Return the title of a list and its cases."""
    title, *blocks = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    return title, [_cas(block) for block in blocks]


def ecrire(path: Path, title: str, cas: list[Cas]) -> str:
    """Return the text of a list in which each case says what the checks say of it today."""
    return "\n\n".join([title, *(f"{one.tape}\n{one.dit()}" for one in cas)]) + "\n"


def _cas(block: str) -> Cas:
    typed = [line for line in block.split("\n") if line[:2] not in {"→ ", "✗ ", "! "}]
    return Cas("\n".join(typed), block.removeprefix("\n".join(typed)).strip("\n"))
