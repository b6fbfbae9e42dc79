"""What the Leaflet map reads: an overview, one compact file per département, filters, outlines.

Columnar: one array per field, coordinates as integers each written as the difference from the
previous one, so that gzip finds little to say. theme/static/js/lib/donnees.js reads it back.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from annuaire import noms, territoires
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.fiche import GENRES, Fiche, centre, point_de

DOSSIER = "carte/donnees/"
# Characters that slugs treat alike here and in the browser.
_SIMPLE = re.compile(r"[A-Za-z0-9ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüŒœ '’,.()&/–-]+")


class Groupe(NamedTuple):
    """Choices that narrow the map: a lieu has all the ticked ones (`tous`), or one of them.

    `choix` maps a key of the address to the words a visitor reads. Bit i of a mask is choice i;
    a browser counts bits up to the 30th.
    """

    cle: str
    nom: str
    tous: bool
    choix: dict[str, str]
    de: Callable[[Fiche], Iterable[str]]


def _criteres(fiche: Fiche) -> Iterator[str]:
    lieu = fiche.lieu
    if "Gratuit" in lieu.frais_a_charge:
        yield "gratuit"
    if lieu.est_labellise:
        yield "label"
    if lieu.fiche_acces_libre or set(lieu.prise_en_charge_specifique) & set(voc.HANDICAPS):
        yield "accessible"


GROUPES = (
    Groupe(
        "services",
        "Ce que vous venez faire",
        False,
        {service.slug: service.simple for service in voc.SERVICES},
        lambda fiche: [service.slug for service in fiche.services],
    ),
    Groupe(
        "publics",
        "Pour qui",
        False,
        {noms.slug(public): public for public in voc.PUBLICS},
        lambda fiche: [noms.slug(p) for p in fiche.lieu.publics_specifiquement_adresses],
    ),
    Groupe(
        "familles",
        "Le genre de lieu",
        False,
        voc.HYBRIDATIONS,
        lambda fiche: [famille.cle for famille in fiche.familles],
    ),
    Groupe("criteres", "Et aussi", True, voc.CRITERES, _criteres),
)


def fichiers(annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (path, text) for each file of the map."""
    ouvertes = {d.code: _ouvertes(annuaire, d.code) for d in annuaire.departements}
    yield f"{DOSSIER}apercu.json", _json(_apercu(annuaire, ouvertes))
    yield f"{DOSSIER}filtres.json", _json(_filtres(ouvertes))
    yield f"{DOSSIER}contours.json", _json(_contours())
    for code, fiches in ouvertes.items():
        if fiches:
            yield f"{DOSSIER}{code.lower()}.json", _json(_departement(fiches))
        yield f"{DOSSIER}communes-{code.lower()}.json", _json(_communes(code))


def _ouvertes(annuaire: Annuaire, code: str) -> list[Fiche]:
    own = annuaire.par_departement.get(code, ())
    return [fiche for fiche in own if not fiche.lieu.est_ferme(annuaire.le)]


def _contours() -> dict[str, Any]:
    """The outlines, without the régions that this map does not draw."""
    path = Path(__file__).parent / "data" / "contours.json"
    contours = json.loads(path.read_text(encoding="utf-8"))
    rings = {code: rings for code, (_, rings) in contours["departements"].items()}
    return {**contours, "departements": rings}


def _slug(fiche: Fiche) -> str | int:
    """The slug, or 0 where the browser makes the same from name and commune: most of the file."""
    text = f"{fiche.lieu.nom} {fiche.commune.nom}"
    if _SIMPLE.fullmatch(text):
        for short, made in ((0, noms.slug(text)), (1, noms.slug(fiche.lieu.nom))):
            if made == fiche.slug:
                return short
    return fiche.slug


def _apercu(annuaire: Annuaire, ouvertes: dict[str, list[Fiche]]) -> dict[str, list[Any]]:
    """The départements; without a point, the list alone shows those that have a lieu."""
    rows = [(d, centre(d), len(ouvertes[d.code])) for d in annuaire.departements]
    shown = [(d, point, n) for d, point, n in rows if point or n]
    return {
        "code": [d.code for d, _, _ in shown],
        "nom": [d.nom for d, _, _ in shown],
        "n": [n for _, _, n in shown],
        "lat": [round(point[0], 2) if point else None for _, point, _ in shown],
        "lon": [round(point[1], 2) if point else None for _, point, _ in shown],
    }


def _filtres(ouvertes: dict[str, list[Fiche]]) -> dict[str, Any]:
    """The choices, and how many lieux of each département have the same: [*masks, number]."""
    counts = {code: Counter(map(_masques, fiches)) for code, fiches in ouvertes.items()}
    return {
        "groupes": [
            {"cle": g.cle, "nom": g.nom, "tous": int(g.tous), "choix": list(g.choix.items())}
            for g in GROUPES
        ],
        "departements": {
            code: [[*masks, n] for masks, n in sorted(own.items())]
            for code, own in counts.items()
            if own
        },
    }


def _departement(fiches: Sequence[Fiche]) -> dict[str, list[Any]]:
    """The lieux in the order of every list; those that nobody can place come last, without lat."""
    located = [(fiche, fiche.point) for fiche in fiches if fiche.point]
    every = [fiche for fiche, _ in located] + [fiche for fiche in fiches if not fiche.point]
    names = list(dict.fromkeys(fiche.commune.nom for fiche in every))
    masks = list(dict.fromkeys(map(_masques, every)))
    return {
        "slug": [_slug(fiche) for fiche in every],
        "nom": [fiche.lieu.nom for fiche in every],
        "communes": names,
        "commune": [names.index(fiche.commune.nom) for fiche in every],
        "lat": _deltas((point[0] for _, point in located), 100_000),
        "lon": _deltas((point[1] for _, point in located), 100_000),
        "genre": [GENRES.index(fiche.genre) for fiche in every],
        "flou": [int(fiche.precision == "commune") for fiche in every],
        "tel": [next(iter(fiche.lieu.telephone), "") for fiche in every],
        "masques": [list(mask) for mask in masks],
        "masque": [masks.index(_masques(fiche)) for fiche in every],
    }


def _masques(fiche: Fiche) -> tuple[int, ...]:
    """One mask per group: bit i is set where the lieu has the group's choice i."""
    found = [set(groupe.de(fiche)) for groupe in GROUPES]
    return tuple(
        sum(1 << i for i, cle in enumerate(groupe.choix) if cle in own)
        for groupe, own in zip(GROUPES, found, strict=True)
    )


def _communes(code: str) -> dict[str, list[Any]]:
    """The names and points of a département's communes, the most populous first."""
    own = [c for c in territoires.communes_du_departement(code) if c.parent is None]
    ranked = sorted(own, key=lambda c: (-(c.population or 0), c.code))
    located = [(c.nom, point) for c in ranked if (point := point_de(c))]
    return {
        "nom": [nom for nom, _ in located],
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
