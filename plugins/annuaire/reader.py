"""One file → its Lieu, or all of its problems. After this module nothing is YAML or Markdown."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annuaire import corps, yaml_strict
from annuaire.fautes_du_modele import en_francais, info_du_champ, sans_suites
from annuaire.model import Lieu
from annuaire.motifs import trouve
from annuaire.problems import Niveau, Problem
from annuaire.refus import dire
from annuaire.valeurs import INVISIBLES
from annuaire.yaml_fautes import champ_de
from annuaire.yaml_strict import Fault, Positions

TAILLE_MAX = 32_000
"""Bytes of an entry, at most."""
_BODY_MAX = 8000  # characters; the model refuses a longer one


@dataclass(frozen=True)
class Lecture:
    """What reading a file gave: its Lieu, or None and the problems that prevented it.

    `brut` holds the values as typed, for the page that stands in for a faulty entry.
    """

    path: Path
    lieu: Lieu | None
    problems: tuple[Problem, ...] = ()
    brut: dict[str, Any] = field(default_factory=dict)
    _front: str = ""
    _body_line: int = 1

    @cached_property
    def slug(self) -> str:
        """The name of the file, which is the address of the page; no address if it is no entry."""
        return self.path.stem if self.path.suffix == ".md" else f"({self.path.name})"

    @property
    def tape(self) -> str:
        """The fields as they were typed, comments included."""
        return self._front

    @property
    def a_des_commentaires(self) -> bool:
        """True if the front matter seems to hold a YAML comment, which a rewrite would lose."""
        return bool(re.search(r"(?:^|\s)#", self._front, re.MULTILINE))

    @cached_property
    def positions(self) -> Positions:
        """Where each field was typed; costs a second reading, so only asked for a problem."""
        return yaml_strict.positions(self._front, first_line=2)

    def problem(
        self,
        champ: str,
        message: str,
        remede: str = "",
        exemple: str = "",
        *,
        niveau: Niveau = "erreur",
        at_key: bool = False,
        place: yaml_strict.Path | None = None,
        line: int | None = None,
    ) -> Problem:
        """Return a problem of this file, at the place of `champ` ("fabrique.label", "courriels.2").

        `place` says where it is typed if `champ` does not, `at_key` points to the name of the
        field rather than to its value; `line` overrides all.
        """
        if line is None and champ == "presentation_detail" and champ not in self.brut:
            line = self._body_line
        path = place if place is not None else _path(champ)
        found = (line, 1) if line else self.positions.of(path, key=at_key)
        if path and isinstance(path[-1], int) and path not in self.positions.values:
            champ = champ.rpartition(".")[0]  # one value alone, not in a list
        return Problem(
            path=self.path,
            line=found[0],
            column=found[1],
            champ=champ,
            message=message,
            remede=remede,
            exemple=exemple,
            niveau=niveau,
        )


def _path(champ: str) -> yaml_strict.Path:
    return tuple(
        int(part) - 1 if part.isascii() and part.isdigit() else part
        for part in champ.split(".")
        if part
    )


def read(path: Path, dossiers: tuple[str, ...] = ()) -> Lecture:
    """Read one entry. Never raises on what a file may hold: every fault is a Problem.

    `dossiers` are the folders from lieux/ to the file, where that is known: an entry stands in
    one only, that of its département.
    """
    misplaced = _misplaced(path, dossiers)
    if misplaced and path.suffix != ".md":
        return Lecture(path, None, (misplaced,))
    text, fault = read_text(path, TAILLE_MAX)
    lecture = Lecture(path, None, (fault,)) if fault else parse(path, text)
    if misplaced:
        return replace(lecture, lieu=None, problems=(misplaced, *lecture.problems))
    return lecture


def parse(path: Path, text: str) -> Lecture:
    """Read the text of an entry, as `read` does once it has it."""
    try:
        return _parsed(path, text)
    except Exception:  # noqa: BLE001 - one entry that we did not foresee must not stop the others
        fault = Problem(
            path=path,
            message="cette fiche n’a pas pu être lue",
            remede="Comparez-la avec une autre fiche et retirez ce qu’elle a d’inhabituel",
        )
        return Lecture(path, None, (fault,))


def _parsed(path: Path, text: str) -> Lecture:
    front, body, fault = _split(path, text)
    if fault:
        return Lecture(path, None, (fault,))
    values, faults = yaml_strict.lire(front, first_line=2)
    problems = [Problem(path=path, **asdict(_named(fault, front))) for fault in faults]
    body_line = _first_line_of(body, front)
    lecture = Lecture(path, None, (), values, front, body_line)
    if not values:
        return replace(lecture, problems=tuple(problems))
    if "presentation_detail" in values:
        problems.append(_detail_in_front(lecture))
        del values["presentation_detail"]
    problems += _faults_of_body(lecture, body, front.count("\n") + 2)
    lieu = None
    try:
        lieu = Lieu.model_validate({**values, "presentation_detail": body.strip() or None})
    except ValidationError as error:
        problems += _translated(lecture, error)
    return replace(lecture, lieu=None if problems else lieu, problems=tuple(problems))


def _named(fault: Fault, front: str) -> Fault:
    """Return a fault of the YAML with the field that it is in, as far as the model knows it."""
    lines = front.split("\n")
    names = () if fault.champ else champ_de(lines, fault.line - 2)
    shorter = [names[:end] for end in range(len(names), 0, -1)]
    if names and f"{names[-1]}:" in lines[fault.line - 2]:
        # A field set in by mistake seems to be inside the one above.
        shorter[:0] = [(*outer[:-1], names[-1]) for outer in shorter]
    known = next((path for path in shorter if info_du_champ(Lieu, path)), ())
    return replace(fault, champ=".".join(known)) if known else fault


def read_tree(content: Path) -> Iterator[Lecture]:
    """Read all the files under `content/lieux/`, in the order of their paths."""
    lieux = content / "lieux"
    for path in files(lieux):
        yield read(path, path.relative_to(lieux).parts[:-1])


def files(lieux: Path) -> list[Path]:
    """Return all that stands under lieux/ for an entry, sorted; hidden files and its README do not.

    A shortcut is a file whatever it leads to, and so is a folder that has the name of an entry.
    """
    found = []
    for folder, folders, names in os.walk(lieux):
        folders[:] = [name for name in folders if not name.startswith(".")]
        kept = [name for name in folders if name.endswith(".md") or Path(folder, name).is_symlink()]
        kept += [name for name in names if not name.startswith(".")]
        if Path(folder) == lieux and "README.md" in kept:
            kept.remove("README.md")
        found += [(*Path(folder).parts, name) for name in kept]
    # Sorted before they are made paths, which take ten times as long to compare.
    return [Path(*parts) for parts in sorted(found)]


def _misplaced(path: Path, dossiers: tuple[str, ...]) -> Problem | None:
    """Return what is wrong with the place of a file, None if an entry may be there."""
    if path.suffix != ".md" and not path.is_symlink():
        stem = path.name.partition(".")[0]
        return Problem(
            path=path,
            message=f"« {path.name} » n’est pas une fiche : son nom ne finit pas par « .md »",
            remede=f"Renommez-le en {stem}.md si c’est une fiche ; sinon, retirez-le de lieux/",
        )
    if len(dossiers) > 1:
        return Problem(
            path=path,
            message=f"une fiche va dans lieux/<département>/, pas dans lieux/{'/'.join(dossiers)}/",
            remede=f"Déplacez le fichier vers lieux/{dossiers[-1]}/",
            exemple=f"lieux/23-creuse/{path.name}",
        )
    return None


def read_text(path: Path, taille_max: int) -> tuple[str, Problem | None]:
    """Return the text of a file that anyone may have written, or the Problem that forbids it.

    Refused: a shortcut, what is no file, more than `taille_max` bytes, what is not UTF-8.
    Lines end with a line feed, accents are composed (NFC).
    """
    if path.is_symlink():
        return "", Problem(
            path=path,
            message="ce fichier est un raccourci vers un autre",
            remede="Remplacez-le par le fichier lui-même",
        )
    try:
        size = path.stat().st_size
        data = path.read_bytes() if path.is_file() and size <= taille_max else None
    except OSError:
        size, data = 0, None
    if size > taille_max and path.is_file():
        return "", Problem(
            path=path,
            message=f"ce fichier fait {size // 1000} Ko, le maximum est de {taille_max // 1000} Ko",
            remede="Raccourcissez le texte",
        )
    if data is None:
        return "", Problem(
            path=path,
            message="ce fichier ne peut pas être lu",
            remede="Vérifiez que c’est un fichier, et non un dossier, et que sa lecture est permise",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            return "", Problem(
                path=path,
                message="ce fichier n’est pas du texte",
                remede="Écrivez-y du texte ; une image va dans content/images/",
            )
        line = data[: error.start].count(b"\n") + 1
        return "", Problem(
            path=path,
            line=line,
            message="ce fichier n’est pas en UTF-8 : ses accents sont illisibles",
            remede="Enregistrez-le de nouveau en choisissant l’encodage « UTF-8 »",
        )
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), None


def _split(path: Path, text: str) -> tuple[str, str, Problem | None]:
    """Return the front matter and the body of an entry."""
    example = "---, puis les champs, puis ---"
    if not text.startswith("---\n"):
        return (
            "",
            "",
            Problem(
                path=path,
                message="la première ligne d’une fiche est « --- »"
                if text.strip()
                else "cette fiche est vide",
                remede="Ajoutez trois tirets, seuls sur la première ligne",
                exemple=example,
            ),
        )
    end = re.search(r"^---[ \t]*$", text[4:], re.MULTILINE)
    if end is None:
        return (
            "",
            "",
            Problem(
                path=path,
                line=text.rstrip("\n").count("\n") + 1,
                message="la ligne « --- » qui termine les champs manque",
                remede="Ajoutez trois tirets, seuls sur une ligne, après le dernier champ",
                exemple=example,
            ),
        )
    return text[4 : 4 + end.start()], text[4 + end.end() :], None


def _first_line_of(body: str, front: str) -> int:
    """Return the line of the file where the text under the fields starts."""
    blank = len(body) - len(body.lstrip())
    return front.count("\n") + 2 + body[:blank].count("\n")


def _faults_of_body(lecture: Lecture, body: str, first_line: int) -> Iterator[Problem]:
    hidden = INVISIBLES.search(body)
    if hidden:
        yield lecture.problem(
            "presentation_detail",
            *dire("invisible/longue"),
            line=first_line + body[: hidden.start()].count("\n"),
        )
    # The text is a cell of the CSV, where these two signs would start a formula.
    if trouve("formule_longue", body.strip()):
        yield lecture.problem("presentation_detail", *dire("formule/longue", signe=body.strip()[0]))
    fault = corps.faute(body) if len(body.strip()) <= _BODY_MAX else None
    if fault:
        message, remede, line = fault
        yield lecture.problem("presentation_detail", message, remede, line=first_line + line)


def _detail_in_front(lecture: Lecture) -> Problem:
    return lecture.problem(
        "presentation_detail",
        "ce texte ne s’écrit pas ici",
        "Déplacez-le sous la deuxième ligne « --- »",
    )


def _translated(lecture: Lecture, error: ValidationError) -> Iterator[Problem]:
    """Turn each error of the model into a Problem in French, at its line."""
    seen = set()
    for detail in sans_suites(error.errors(include_url=False), Lieu):
        problem = _problem(lecture, detail)
        if (problem.line, problem.champ) not in seen:
            seen.add((problem.line, problem.champ))
            yield problem


def _problem(lecture: Lecture, detail: ErrorDetails) -> Problem:
    faute = en_francais(detail, Lieu, "La liste est dans docs/champs.md")
    return lecture.problem(
        faute.champ,
        faute.message,
        faute.remede,
        faute.exemple,
        at_key=faute.au_nom,
        place=faute.loc if detail["type"] == "extra_forbidden" else None,
    )


def sans_lieu(lecture: Lecture) -> Lecture:
    """Return the reading of an entry set aside: a rule refused what the model had accepted."""
    return replace(lecture, lieu=None)


def allegee(lecture: Lecture) -> Lecture:
    """Return the reading of a good entry without its text: 60 MB of 16,000, which only a fault needs."""
    known = lecture.brut or lecture.tape
    return replace(lecture, brut={}, _front="") if lecture.lieu and known else lecture
