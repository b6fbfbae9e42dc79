"""The review of a pull request: what it changes in the entries, and what it must not break.

What a proposal changes is checked strictly; a fault that was there before it only informs.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from annuaire import checks, photos, problems, reader
from annuaire.contribution import changements
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.reader import Lecture


@dataclass(frozen=True, slots=True)
class FicheChangee:
    """One entry before and after a proposal; None where it did not exist, or does no more."""

    avant: Lecture | None
    apres: Lecture | None

    @property
    def lieux(self) -> tuple[Lieu | None, Lieu | None]:
        """The lieu before and after, None too where an entry has a fault."""
        return (
            self.avant.lieu if self.avant else None,
            self.apres.lieu if self.apres else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Revue:
    """All that a review found. `fautes` block; `anciennes`, which were there before, and `avis` inform.

    `hors_contenu` are the files outside content/ that change with entries, relative to the
    repository.
    """

    fiches: tuple[FicheChangee, ...] = ()
    fautes: tuple[Problem, ...] = ()
    anciennes: tuple[Problem, ...] = ()
    avis: tuple[Problem, ...] = ()
    hors_contenu: tuple[Path, ...] = ()


def revoir(content: Path, depuis: str, le: date) -> Revue:
    """Review the entries under `content` against those of a revision of Git.

    Raises RevisionInconnueError.
    """
    racine, place = changements.depot(content), content.resolve()
    changed = changements.fichiers_changes(racine, depuis)
    touched = {content / p.relative_to(place) for p in changed if p.is_relative_to(place / "lieux")}
    if not touched:
        return Revue()
    lectures = list(reader.read_tree(content))
    was = _entrees_d_avant(content, changements.base_commune(racine, depuis))
    fiches = _pairs(
        [one for one in was if one.path in touched],
        [one for one in lectures if one.path in touched],
    )
    found = checks.check_all(lectures, le)
    found += [p for fiche in fiches if fiche.apres for p in photos.verifier(fiche.apres)]
    found += [fault for fiche in fiches for fault in _adresse_perdue(fiche)]
    errors = problems.erreurs(found)
    elsewhere = [problem for problem in errors if problem.path not in touched]
    # Reading a whole tree again is slow: only where an entry that nobody touched has a fault.
    old = {_same(p) for p in checks.check_all(was, le)} if elsewhere else set()
    known = [problem for problem in elsewhere if _same(problem) in old]
    return Revue(
        fiches=tuple(fiches),
        fautes=tuple(problem for problem in errors if problem not in known),
        anciennes=tuple(known),
        avis=tuple(problem for problem in problems.avis(found) if problem.path in touched),
        hors_contenu=tuple(p.relative_to(racine) for p in changed if not p.is_relative_to(place)),
    )


def les_plus_utiles(found: Sequence[Problem], combien: int = 10) -> list[Problem]:
    """Return the problems to be shown first: errors before notices, the first of each file first."""
    seen: Counter[tuple[bool, Path]] = Counter()
    ranked = []
    for problem in sorted(found):
        kind = problem.niveau != "erreur"
        ranked.append((kind, seen[kind, problem.path], problem))
        seen[kind, problem.path] += 1
    return [problem for _, _, problem in sorted(ranked)[:combien]]


def _pairs(before: Iterable[Lecture], after: Iterable[Lecture]) -> list[FicheChangee]:
    """Put together what an entry was and is: by its id, else by its name, as a file may move."""
    left = list(before)
    pairs = []
    for lecture in after:
        was = next((one for one in left if _id(one) == _id(lecture)), None)
        was = was or next((one for one in left if one.slug == lecture.slug), None)
        if was:
            left.remove(was)
        pairs.append(FicheChangee(was, lecture))
    return pairs + [FicheChangee(one, None) for one in left]


def _id(lecture: Lecture) -> str:
    return lecture.lieu.id if lecture.lieu else str(lecture.brut.get("id") or lecture.slug)


def _adresse_perdue(fiche: FicheChangee) -> Iterable[Problem]:
    """Say that an address that people have noted would lead nowhere."""
    before, after = fiche.avant, fiche.apres
    if before is None:
        return
    if after is None:
        yield before.problem(
            "",
            "cette fiche est retirée : son adresse ne répondra plus",
            "Un lieu fermé garde sa fiche : remettez-la, avec ferme_le",
            "ferme_le: 2026-06-30",
            niveau="avis",
            line=1,
        )
    elif after.lieu and after.slug != before.slug and before.slug not in after.lieu.anciens_slugs:
        yield after.problem(
            "",
            f"l’ancienne adresse de cette fiche, « {before.slug} », ne mènerait plus nulle part",
            "Gardez-la dans anciens_slugs",
            f"anciens_slugs: [{before.slug}]",
            line=1,
        )


def _entrees_d_avant(content: Path, base: str) -> list[Lecture]:
    """Read the entries as they were, each with the path that it has or had under `content`."""
    with tempfile.TemporaryDirectory() as folder:
        before = changements.arbre(content, base, "lieux", Path(folder)).parent
        return [_moved(one, before, content) for one in reader.read_tree(before)]


def _moved(lecture: Lecture, before: Path, content: Path) -> Lecture:
    """Give an entry of before the path that it had, for problems and comparisons."""
    path = content / lecture.path.relative_to(before)
    faults = tuple(replace(fault, path=path) for fault in lecture.problems)
    return replace(lecture, path=path, problems=faults)


def _same(problem: Problem) -> tuple[Path, str, str]:
    # A line may have moved; the fault is the same.
    return problem.path, problem.champ, problem.message
