"""The index that the search field reads: static files, small enough for a thin line.

Communes are sorted by key and cut into ranges, once by the key, once by the key read backwards: one
typo spoils one of the two, rarely both. `index.json` and `fin.json` tell where each range begins.
Lieux are cut in the same way, under every word of their name that may begin a query. docs/decisions/0017 has the
reasons and the sizes; theme/static/js/recherche/ reads all of it.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import Any, NamedTuple

from annuaire import noms, ressemblance, territoires
from annuaire.annuaire import Annuaire
from annuaire.demarches import Demarche
from annuaire.fiche import Fiche
from annuaire.mots import besoins, mots
from annuaire.territoires import Commune

DOSSIER = "recherche/"
OCTETS_COMMUNES = 5_200
"""Bytes of rows in a range of communes: about 200 communes, 2.5 KB compressed."""
OCTETS_LIEUX = 1_600
"""Bytes of rows in a range of lieux: 0.8 KB compressed."""
PLEINE = 0.6
"""How full a range is at least, where there is a choice."""
CLE_MAX = 40


class Plage(NamedTuple):
    """Rows whose keys follow one another: `debut` is the shortest text that none before begins with."""

    debut: str
    rangs: list[Any]


def fichiers(annuaire: Annuaire, demarches: Iterable[Demarche] = ()) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each file of the index."""
    known = _communes(annuaire)
    rows = {c.code: rang(c, annuaire) for c in known}
    keyed = [(noms.cle(noms.mots(c.nom)), rows[c.code]) for c in known]
    starts = {
        "debut": plages(keyed, OCTETS_COMMUNES),
        "fin": plages([(key[::-1], row) for key, row in keyed], OCTETS_COMMUNES),
    }
    debut, fin = (_debuts(found) for found in starts.values())
    yield f"{DOSSIER}index.json", _json({"debut": debut, **_index(annuaire)})
    yield f"{DOSSIER}fin.json", _json(fin)
    words = [[mot.nom, mot.page, "|".join(mot.autres)] for mot in mots(annuaire)]
    yield f"{DOSSIER}mots.json", _json(words)
    for name, found in starts.items():
        for number, plage in enumerate(found):
            yield f"{DOSSIER}{name}-{number}.json", _json(plage.rangs)
    yield from _codes_postaux(known, rows)
    yield from _lieux(annuaire, demarches)


def _communes(annuaire: Annuaire) -> list[Commune]:
    """Return what is looked for: all of France, or the territory of the site."""
    return [
        commune
        for commune in territoires.communes().values()
        if commune.parent is None
        and (not annuaire.territoire or commune.departement in annuaire.territoire)
    ]


def rang(commune: Commune, annuaire: Annuaire) -> str:
    """Return a commune as one text: "Felletin|23079500L", name, code INSEE, first postcode, size.

    The postcode is without the number of the département where it begins with it. The letter grows
    with the population (a letter is twice as many people), and is a capital where the commune has a page of its own.
    """
    cp = commune.codes_postaux[0] if commune.codes_postaux else ""
    size = chr(ord("a") + round(math.log2((commune.population or 0) + 1)))
    own = commune.code in annuaire.communes
    letter = size.upper() if own else size
    return f"{commune.nom}|{commune.code}{cp.removeprefix(commune.departement)}{letter}"


def plages(keyed: Iterable[tuple[str, Any]], octets: int) -> list[Plage]:
    """Cut (key, row) into ranges of at most so many bytes, never between two equal keys.

    Of the places where a range may end once it is nearly full, the one whose next key is told from
    the one before by the fewest letters: `index.json` is lighter, and a typo further on does no harm.
    """
    groups = [
        (key, list({_json(row): row for _, row in group}.values()))
        for key, group in groupby(sorted(keyed, key=lambda p: (p[0], str(p[1]))), lambda p: p[0])
    ]
    sizes = [sum(len(_json(row).encode()) + 1 for row in rows) for _, rows in groups]
    starts = ["", *(_plus_court(a, b) for (a, _), (b, _) in pairwise(groups))]
    found: list[Plage] = []
    begin = 0
    while begin < len(groups):
        end = _fin(sizes, starts, begin, octets)
        rows = {_json(row): row for _, own in groups[begin:end] for row in own}
        found.append(Plage(starts[begin], list(rows.values())))
        begin = end
    return found


def _fin(sizes: Sequence[int], starts: Sequence[str], begin: int, octets: int) -> int:
    """Return the index of the first group that is not in the range beginning at `begin`."""
    end, size = begin + 1, sizes[begin]
    possible: list[int] = []
    while end < len(sizes) and size + sizes[end] <= octets:
        size += sizes[end]
        end += 1
        if size >= octets * PLEINE:
            possible.append(end)
    if end == len(sizes) or not possible:
        return end
    return min(possible, key=lambda i: (len(starts[i]), -i))


def _plus_court(before: str, key: str) -> str:
    """Return the shortest beginning of a key that comes after the one before."""
    pairs = zip(before, key, strict=False)
    return key[: sum(1 for _ in takewhile(lambda two: two[0] == two[1], pairs)) + 1]


def _debuts(found: Sequence[Plage]) -> str:
    return " ".join(plage.debut for plage in found)


def _index(annuaire: Annuaire) -> dict[str, Any]:
    departements = {d.code: territoires.du(d) for d in annuaire.departements}
    others = territoires.departements().values() if not annuaire.territoire else ()
    return {
        "departements": departements,
        "hors": {d.code: territoires.dans_le(d) for d in others if d.code not in departements},
        "regions": [region.nom for region in annuaire.regions],
        "villes": _villes(annuaire),
    }


def _villes(annuaire: Annuaire) -> dict[str, str]:
    """Return the cities cut in arrondissements → how the postcodes of those begin: "paris", "750"."""
    codes: dict[str, list[str]] = {}
    for own in territoires.communes().values():
        if own.parent and (not annuaire.territoire or own.departement in annuaire.territoire):
            codes.setdefault(own.parent, []).append(own.codes_postaux[0])
    city = territoires.communes()
    return {noms.slug(city[parent].nom): found[0][:3] for parent, found in codes.items()}


def _codes_postaux(known: Sequence[Commune], rows: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a file for the three first digits of each postcode, those that no commune has too."""
    found: dict[str, dict[str, list[str]]] = {f"{n:03d}": {} for n in range(1000)}
    for commune in known:
        for code in commune.codes_postaux:
            found[code[:3]].setdefault(code, []).append(rows[commune.code])
    for three, codes in found.items():
        yield f"{DOSSIER}cp-{three}.json", _json(dict(sorted(codes.items())))


def _lieux(annuaire: Annuaire, demarches: Iterable[Demarche]) -> Iterator[tuple[str, str]]:
    """Yield a file for each first letter, where its ranges begin, then the ranges.

    What one types for a need or a démarche is there too, as [title, address, words]: in the index
    that each search reads, all of them would weigh more than one search may.
    """
    by_letter: dict[str, list[tuple[str, Any]]] = {
        c: [] for c in "0123456789abcdefghijklmnopqrstuvwxyz"
    }
    for fiche in annuaire.ouvertes:
        for key in cles_du_lieu(fiche):
            by_letter[key[0]].append((key, _rang_du_lieu(fiche)))
    for mot in besoins(demarches):
        for said in (mot.nom, *mot.autres):
            key = noms.cle(noms.mots(said))[:CLE_MAX]
            by_letter[key[0]].append((key, [mot.nom, mot.page, said]))
    for letter, keyed in by_letter.items():
        found = plages(keyed, OCTETS_LIEUX)
        yield f"{DOSSIER}lieux-{letter}.json", _json(_debuts(found) if found else None)
        for number, plage in enumerate(found):
            yield f"{DOSSIER}lieux-{letter}-{number}.json", _json(plage.rangs)


def cles_du_lieu(fiche: Fiche) -> set[str]:
    """Return the keys of a lieu: from its first word and each that tells it apart, commune at the end.

    The words of its commune begin none: who types them looks for the commune.
    """
    nom, commune = fiche.lieu.nom, fiche.commune.nom
    words, town = noms.mots(nom), noms.mots(commune)
    telling = set(ressemblance.nom(nom, commune).noyau.split())
    starts = (i for i, word in enumerate(words) if i == 0 or word in telling)
    keys = (noms.cle([*words[i:], *town])[:CLE_MAX] for i in starts)
    return {key for key in keys if key}


def _rang_du_lieu(fiche: Fiche) -> list[str | int]:
    """Name, commune, département, then the slug where the browser would not make the same."""
    row: list[str | int] = [fiche.lieu.nom, fiche.commune.nom, fiche.departement.code]
    made: dict[str, Callable[[], list[str | int]]] = {
        noms.slug(fiche.lieu.nom): lambda: [1],
        noms.slug(f"{fiche.lieu.nom} {fiche.commune.nom}"): list,
    }
    return row + made.get(fiche.slug, lambda: [fiche.slug])()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
