"""Which pairs of records are worth comparing: near on the map, or alike in one commune.

Linear in the number of records: each is compared with what stands around it only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from annuaire.rapprochement.comparaison import VOISIN_M
from annuaire.rapprochement.fiches import Fiche
from annuaire.voisins import Voisinage

Paire = tuple[int, int]
"""The ranks of two records, the smaller first."""

_PREMIERS = 8


def paires(fiches: list[Fiche]) -> set[Paire]:
    """Return the pairs to compare."""
    return {
        *_proches(fiches),
        *_communs(fiches, _cles_de_nom),
        *_communs(fiches, _cle_d_adresse),
        *_communs(fiches, _cles_du_departement),
        *_communs(fiches, lambda fiche: ((fiche.ville, c) for c in fiche.contacts)),
    }


def partages(fiches: list[Fiche]) -> Iterator[tuple[Paire, str]]:
    """Yield the pairs that bear the same identifier, with which: "id", "id_anct" or "pivot"."""
    keys: tuple[tuple[str, Callable[[Fiche], Iterable[object]]], ...] = (
        ("id", lambda fiche: fiche.ids),
        ("id_anct", lambda fiche: (f.id_anct,) if (f := fiche.notice.lieu.fabrique) else ()),
        ("pivot", lambda fiche: (fiche.pivot,)),
    )
    for name, key in keys:
        for pair in sorted(_communs(fiches, key)):
            yield pair, name


def _proches(fiches: list[Fiche]) -> Iterator[Paire]:
    """Yield those whose exact points are near: a few neighbours of each, more where it is dense."""
    placed = [(fiche.rang, fiche.point) for fiche in fiches if fiche.point]
    around = Voisinage([point for _, point in placed])
    todo, count = placed, _PREMIERS
    while todo:
        dense = []
        answers = around.proches_de([point for _, point in todo], count)
        for (rank, point), found in zip(todo, answers, strict=True):
            near = [placed[i][0] for i, km in found if km * 1000 <= VOISIN_M]
            if len(near) == count < len(placed):
                dense.append((rank, point))
            else:
                yield from ((rank, other) for other in near if other > rank)
        todo, count = dense, count * 4
    # A record left in `dense` was asked again: nobody near is lost, however many they are.


def _communs(fiches: list[Fiche], keys: Callable[[Fiche], Iterable[object]]) -> Iterator[Paire]:
    owners: dict[object, list[int]] = defaultdict(list)
    for fiche in fiches:
        for key in keys(fiche):
            if key is not None:
                owners[key].append(fiche.rang)
    for ranks in owners.values():
        yield from combinations(ranks, 2)


def _cles_de_nom(fiche: Fiche) -> set[tuple[str, str]]:
    """The first letters of each word that tells the place apart: a fault of typing stays in one."""
    words = {*fiche.nom.noyau.split(), fiche.nom.noyau.replace(" ", "")}
    return {(fiche.ville, word[:4]) for word in words if word}


def _cles_du_departement(fiche: Fiche) -> set[tuple[str, str]]:
    """A name that tells a place apart in its département, where its point is not known."""
    if fiche.point:
        return set()
    names = (name.replace(" ", "") for name in {fiche.nom.noyau, *fiche.nom.morceaux})
    return {(fiche.departement, name) for name in names if len(name) >= 4}


def _cle_d_adresse(fiche: Fiche) -> tuple[tuple[str, str, str], ...]:
    if fiche.adresse is None or not fiche.adresse.numero:
        return ()
    return ((fiche.ville, fiche.adresse.numero, fiche.adresse.voie.split()[-1][:4]),)
