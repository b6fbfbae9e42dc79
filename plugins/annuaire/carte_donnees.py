"""What the Leaflet map reads: an overview, one compact file per département, filters, outlines.

Columnar: one array per field, coordinates as integers each written as the difference from the
previous one, so that gzip finds little to say. theme/static/js/lib/donnees.js reads it back.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Any

from annuaire import contours_departements, filtres, noms, territoires
from annuaire.annuaire import Annuaire
from annuaire.atlas import QUESTIONS
from annuaire.fiche import GENRES, Fiche, centre, point_de
from annuaire.filtres import FILTRES
from annuaire.territoires import Commune
from annuaire.textes import typo

DOSSIER = "carte/donnees/"
# Characters that slugs treat alike here and in the browser.
_SIMPLE = re.compile(r"[A-Za-z0-9ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüŒœ '’,.()&/–-]+")


def fichiers(annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (path, text) for each file of the map."""
    ouvertes = {d.code: _ouvertes(annuaire, d.code) for d in annuaire.departements}
    profils = {f.slug: _profil(f, annuaire.le) for own in ouvertes.values() for f in own}
    yield f"{DOSSIER}apercu.json", _json(_apercu(annuaire, ouvertes))
    yield f"{DOSSIER}filtres.json", _json(_filtres(ouvertes, profils))
    yield f"{DOSSIER}contours.json", _json(contours_departements.tous())
    for code, fiches in ouvertes.items():
        if fiches:
            lieux = _departement(fiches, profils)
            around = {"autour": _autour(annuaire, ouvertes, code)}
            yield f"{DOSSIER}{code.lower()}.json", _json({**lieux, **around})
        yield f"{DOSSIER}communes-{code.lower()}.json", _json(_communes(code))
        yield f"{DOSSIER}atlas-{code.lower()}.json", _json(_eloignement(annuaire, code))
    yield f"{DOSSIER}atlas.json", _json(_parts(annuaire))


def _ouvertes(annuaire: Annuaire, code: str) -> list[Fiche]:
    own = annuaire.par_departement.get(code, ())
    return [fiche for fiche in own if not fiche.lieu.est_ferme(annuaire.le)]


def _slug(fiche: Fiche) -> str | int:
    """The slug, or 0 where the browser makes the same from name and commune: most of the file."""
    text = f"{fiche.lieu.nom} {fiche.commune.nom}"
    if _SIMPLE.fullmatch(text):
        for short, made in ((0, noms.slug(text)), (1, noms.slug(fiche.lieu.nom))):
            if made == fiche.slug:
                return short
    return fiche.slug


def _apercu(
    annuaire: Annuaire, ouvertes: dict[str, list[Fiche]], codes: Container[str] | None = None
) -> dict[str, list[Any]]:
    """The départements; without a point, the list alone shows those that have a lieu."""
    wanted = [d for d in annuaire.departements if codes is None or d.code in codes]
    rows = [(d, centre(d), len(ouvertes[d.code])) for d in wanted]
    shown = [(d, point, n) for d, point, n in rows if point or n]
    return {
        "code": [d.code for d, _, _ in shown],
        "nom": [typo(d.nom) for d, _, _ in shown],
        "n": [n for _, _, n in shown],
        "lat": [round(point[0], 2) if point else None for _, point, _ in shown],
        "lon": [round(point[1], 2) if point else None for _, point, _ in shown],
    }


def _autour(annuaire: Annuaire, ouvertes: dict[str, list[Fiche]], code: str) -> dict[str, Any]:
    """What the first view of one département shows of the others: one file is then enough."""
    outlines = contours_departements.autour(code)
    codes = {code, *(outlines["departements"] if outlines else ())}
    return {"apercu": _apercu(annuaire, ouvertes, codes), "contours": outlines}


def _profil(fiche: Fiche, le: date) -> tuple[int, ...]:
    """The ranks in FILTRES of the filters that a lieu passes."""
    passed = filtres.cles(fiche, le)
    return tuple(i for i, filtre in enumerate(FILTRES) if filtre.cle in passed)


def _filtres(
    ouvertes: dict[str, list[Fiche]], profils: dict[str, tuple[int, ...]]
) -> dict[str, Any]:
    """The filters, and how many lieux of each département have the same profile."""
    counts = {
        code: Counter(profils[fiche.slug] for fiche in fiches) for code, fiches in ouvertes.items()
    }
    groupes = list(dict.fromkeys(filtre.groupe for filtre in FILTRES))
    return {
        "groupes": groupes,
        "filtres": [[f.cle, f.label, groupes.index(f.groupe)] for f in FILTRES],
        "departements": {
            code: [[profil, n] for profil, n in sorted(own.items())]
            for code, own in counts.items()
            if own
        },
    }


def _departement(fiches: list[Fiche], profils: dict[str, tuple[int, ...]]) -> dict[str, list[Any]]:
    """The lieux in the order of every list; those that nobody can place come last, without lat."""
    located = [(fiche, fiche.point) for fiche in fiches if fiche.point]
    every = [fiche for fiche, _ in located] + [fiche for fiche in fiches if not fiche.point]
    communes = [typo(fiche.commune.nom) for fiche in every]
    names = list(dict.fromkeys(communes))
    distinct = list(dict.fromkeys(profils[fiche.slug] for fiche in every))
    return {
        "slug": [_slug(fiche) for fiche in every],
        "nom": [typo(fiche.lieu.nom) for fiche in every],
        "communes": names,
        "commune": [names.index(commune) for commune in communes],
        "lat": _deltas((point[0] for _, point in located), 100_000),
        "lon": _deltas((point[1] for _, point in located), 100_000),
        "genre": [GENRES.index(fiche.genre) for fiche in every],
        "flou": [int(fiche.precision == "commune") for fiche in every],
        "tel": [next(iter(fiche.lieu.telephone), "") for fiche in every],
        "profils": [list(profil) for profil in distinct],
        "profil": [distinct.index(profils[fiche.slug]) for fiche in every],
    }


def _rangees(code: str) -> list[Commune]:
    """The communes of a département, the most populous first."""
    own = [c for c in territoires.communes_du_departement(code) if c.parent is None]
    return sorted(own, key=lambda c: (-(c.population or 0), c.code))


def _eloignement(annuaire: Annuaire, code: str) -> list[list[int | None]]:
    """For each of atlas.QUESTIONS, the km of each commune in the order of communes-….json, rounded up.

    So that beyond 10 km is beyond 10 here too.
    """
    measured = annuaire.atlas.par_commune
    rows = [measured[c.code].km for c in _rangees(code) if c.code in measured]
    return [
        [None if row[rang] is None else math.ceil(row[rang] or 0) for row in rows]
        for rang in range(len(QUESTIONS))
    ]


def _parts(annuaire: Annuaire) -> dict[str, Any]:
    """The questions of the atlas; of each département, the share of people who are far, in per cent."""
    own = [(d, annuaire.atlas.bilan([d])) for d in annuaire.departements]
    return {
        "questions": [{"nom": q.nom, "sans": q.sans, "bornes": q.bornes} for q in QUESTIONS],
        "departements": {
            "code": [d.code for d, _ in own],
            "nom": [typo(d.nom) for d, _ in own],
            "parts": [
                [
                    None if (share := bilan.part(rang, 0)) is None else round(share, 1)
                    for rang in range(len(QUESTIONS))
                ]
                for _, bilan in own
            ],
        },
    }


def _communes(code: str) -> dict[str, list[Any]]:
    """The names and points of a département's communes, the most populous first."""
    located = [(c.nom, point) for c in _rangees(code) if (point := point_de(c))]
    return {
        "nom": [typo(nom) for nom, _ in located],
        "lat": _deltas((point[0] for _, point in located), 1000),
        "lon": _deltas((point[1] for _, point in located), 1000),
    }


def _deltas(values: Iterable[float], scale: int) -> list[int]:
    deltas, previous = [], 0
    for value in values:
        rounded = round(value * scale)
        deltas.append(rounded - previous)
        previous = rounded
    return deltas


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
