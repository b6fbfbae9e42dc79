"""The entry that somebody means, from what he wrote of it: its name, its page, its file, its id."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from annuaire.noms import normaliser
from annuaire.reader import Lecture

_PROCHE = 60.0
_PROPOSES = 3


def retrouver(texte: str, lectures: Sequence[Lecture]) -> Lecture | None:
    """Return the one entry that a text names, None where none or several do.

    >>> retrouver("n’importe quoi", [])
    """
    for named in (_by_address, _by_name):
        found = named(texte.strip(), lectures)
        if len(found) == 1:
            return found[0]
    return None


def proches(texte: str, lectures: Sequence[Lecture]) -> list[Lecture]:
    """Return the entries whose name and commune are the nearest to a text, at most three."""
    names = {place: _name(lecture) for place, lecture in enumerate(lectures) if lecture.lieu}
    found = process.extract(
        normaliser(texte),
        names,
        scorer=fuzz.token_sort_ratio,
        limit=_PROPOSES,
        score_cutoff=_PROCHE,
    )
    return [lectures[place] for _, _, place in found]


def _by_address(texte: str, lectures: Sequence[Lecture]) -> list[Lecture]:
    parts = {texte, *(re.split(r"[/?#]|\.md\b", texte) if "/" in texte else ())}
    return [lecture for lecture in lectures if parts & _keys(lecture)]


def _keys(lecture: Lecture) -> set[str]:
    lieu = lecture.lieu
    others = (lieu.id, *lieu.anciens_ids, *lieu.anciens_slugs) if lieu else ()
    return {lecture.slug, *others}


def _by_name(texte: str, lectures: Sequence[Lecture]) -> list[Lecture]:
    wanted = normaliser(texte)
    return [lecture for lecture in lectures if wanted and wanted == _name(lecture)]


def _name(lecture: Lecture) -> str:
    lieu = lecture.lieu
    return normaliser(f"{lieu.nom} {lieu.commune}") if lieu else ""
