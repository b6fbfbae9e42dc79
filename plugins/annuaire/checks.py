"""Every check of every entry, alone and together."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from annuaire import regles, regles_ensemble
from annuaire.problems import Problem
from annuaire.reader import Lecture


def check_one(lecture: Lecture, today: date) -> Iterator[Problem]:
    """Yield the problems of one entry by itself: of its reading, then of its rules."""
    yield from lecture.problems
    yield from regles.file_name(lecture)
    if lecture.lieu is not None:
        for rule in regles.RULES:
            yield from rule(lecture, lecture.lieu)
        yield from regles.dates(lecture, lecture.lieu, today)


def check_together(lectures: list[Lecture]) -> Iterator[Problem]:
    """Yield the problems that entries have with one another."""
    for rule in regles_ensemble.RULES:
        yield from rule(lectures)


def check_all(
    lectures: Iterable[Lecture],
    today: date,
    une: Callable[[Lecture, date], Iterable[Problem]] = check_one,
) -> list[Problem]:
    """Return every problem of every entry, alone and together, sorted by file and line.

    `une` checks an entry by itself, as `check_one` does.
    """
    lectures = list(lectures)
    alone = [problem for lecture in lectures for problem in une(lecture, today)]
    return sorted([*alone, *check_together(lectures)])
