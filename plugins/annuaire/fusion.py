"""Records of one place → one Lieu, and which origin each of its facts comes from.

The first record gives the identity; field by field its value wins, then that of the next records in
their order. Fields that mean something together only move together. Nothing is taken from a record
that stands in another commune but what says no place: its address and its point stay out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annuaire import territoires
from annuaire.model import Lieu
from annuaire.parties import Fabrique, Meta, Source
from annuaire.rapprochement import Groupe, Notice

IDENTITE = frozenset(
    [
        "id",
        "nom",
        "commune",
        "code_insee",
        "date_maj",
        "anciens_slugs",
        "anciens_ids",
        "distinct_de",
    ]
)
"""What the first record says alone: it is who speaks, not what is said of the place."""
UNIES = frozenset(
    [
        "typologie",
        "dispositif_programmes_nationaux",
        "formations_labels",
        "autres_formations_labels",
    ]
)
"""Lists to which every record adds: to be on one list takes nothing from another."""
ADRESSE = ("adresse", "complement_adresse", "code_postal")
POINT = ("latitude", "longitude", "precision")
FERMETURE = ("ferme_le", "remplace_par")
IMAGE = ("image", "image_alt", "image_credit")
_ENSEMBLE = {*ADRESSE, *POINT, *FERMETURE, *IMAGE}
_PRECISIONS = {"rue": 1, "lieu": 2}


@dataclass(frozen=True)
class Fusion:
    """One place as all its records tell it.

    `origines` says, for each field that has a value (`fabrique.label`, `meta.sources` inside the
    parts), which origins give that value, the one that it was taken from first; "" is our own
    entry. `ids` are all the identifiers that lead here, that of the place first. The date of each
    origin stays in `notices`.
    """

    lieu: Lieu
    origines: Mapping[str, tuple[str, ...]]
    ids: tuple[str, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class _Parole:
    """One record that may be read: what a decision leaves out of it, whether it is in the commune."""

    notice: Notice
    sauf: frozenset[str]
    sur_place: bool

    @property
    def lieu(self) -> Lieu:
        return self.notice.lieu

    def dit(self, *champs: str) -> bool:
        """True if the record gives the first of these fields, and no decision leaves one out."""
        return getattr(self.lieu, champs[0]) not in (None, ()) and self.sauf.isdisjoint(champs)


def fusionner(groupe: Groupe) -> Fusion:
    """Merge the records of one place. A group of one gives its Lieu as it is."""
    first = groupe.notices[0].lieu
    paroles = [
        _Parole(notice, sauf, _ville(notice.lieu) == _ville(first))
        for notice, sauf in zip(groupe.notices, groupe.sauf, strict=True)
    ]
    lieu = first
    if len(paroles) > 1:
        values = _champs(paroles) | _adresse(paroles) | _point(paroles) | _fermeture(paroles)
        values |= _bloc(paroles, IMAGE)
        values |= {"meta": _meta(paroles)}
        values |= {"fabrique": _fabrique(paroles)}
        lieu = first.model_copy(update=values)
    return Fusion(lieu, _origines(lieu, groupe.notices), _ids(groupe), groupe.notices)


def _champs(paroles: list[_Parole]) -> dict[str, Any]:
    """Return each field that stands alone: the first value given, or all of them in a list."""
    found: dict[str, Any] = {}
    for name in Lieu.model_fields:
        if name in IDENTITE or name in _ENSEMBLE or name in {"meta", "fabrique"}:
            continue
        said = [getattr(p.lieu, name) for p in paroles if p.dit(name)]
        if name in UNIES:
            found[name] = tuple(dict.fromkeys(value for values in said for value in values))
        elif said:
            found[name] = said[0]
    return found


def _bloc(paroles: Iterable[_Parole], champs: tuple[str, ...]) -> dict[str, Any]:
    """Return fields that go together, from the first record that gives the first of them."""
    for parole in paroles:
        if parole.dit(*champs):
            return {name: getattr(parole.lieu, name) for name in champs}
    return {}


def _adresse(paroles: list[_Parole]) -> dict[str, Any]:
    here = [p for p in paroles if p.sur_place]
    found = _bloc(here, ADRESSE) or _bloc(here, ("code_postal",))
    commune = territoires.commune_actuelle(paroles[0].lieu.code_insee)
    if commune and found and found["code_postal"] is None and len(commune.codes_postaux) == 1:
        found["code_postal"] = commune.codes_postaux[0]
    return found


def _point(paroles: list[_Parole]) -> dict[str, Any]:
    """Return the most exact point, that of the first record at equal precision.

    The point that our own entry types is kept whatever the others say.
    """
    placed = [p for p in paroles if p.sur_place and p.dit(*POINT) and _precision(p.lieu)]
    own = [p for p in placed if p.notice.propre]
    if placed:
        best = own or sorted(placed, key=lambda p: -_precision(p.lieu))
        return {name: getattr(best[0].lieu, name) for name in POINT}
    return {"latitude": None, "longitude": None} | _bloc(paroles, ("precision",))


def _precision(lieu: Lieu) -> int:
    return _PRECISIONS.get(lieu.precision or "", 0) if lieu.longitude is not None else 0


def _fermeture(paroles: list[_Parole]) -> dict[str, Any]:
    """Return the closing that a record tells, unless our entry was checked on that day or since."""
    checked = paroles[0].lieu.meta.verifie_le if paroles[0].notice.propre else None
    for parole in paroles:
        day = parole.lieu.ferme_le
        later = day and checked and checked >= day and not parole.notice.propre
        if parole.dit(*FERMETURE) and not later:
            return {name: getattr(parole.lieu, name) for name in FERMETURE}
    return {}


def _meta(paroles: list[_Parole]) -> Meta:
    """Return who checked the first record, and the sources of all."""
    meta = paroles[0].lieu.meta
    sources = _sources(source for p in paroles for source in p.lieu.meta.sources)
    return meta.model_copy(update={"sources": sources})


def _sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Keep the first mention of each source, by address, else by title."""
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault((source.url or source.titre or "").rstrip("/").lower(), source)
    return tuple(found.values())


def _fabrique(paroles: list[_Parole]) -> Fabrique | None:
    """Merge the blocks of fabrique; what would contradict a fact already kept is left out."""
    blocks = [p.lieu.fabrique for p in paroles if p.lieu.fabrique and p.dit("fabrique")]
    if len(blocks) < 2:
        return blocks[0] if blocks else None
    kept = blocks[0]
    ids = {i.lower() for p in paroles for i in (p.lieu.id, *p.lieu.anciens_ids)}
    for block in blocks[1:]:
        missing = {
            name: value
            for name in Fabrique.model_fields
            if getattr(kept, name) in (None, ())
            and (value := getattr(block, name)) not in (None, ())
            and _convient(kept, block, name, ids)
        }
        if block.label in {None, kept.label or block.label}:
            missing["sources"] = _sources((*kept.sources, *block.sources))
        kept = kept.model_copy(update=missing)
    return kept


def _convient(kept: Fabrique, block: Fabrique, champ: str, ids: set[str]) -> bool:
    """True if a fact of the label may be added to what is known (see `regles`)."""
    label = kept.label or block.label
    value = getattr(block, champ)
    checks: dict[str, Callable[[], bool]] = {
        "qpv_code": lambda: (kept.territoire or block.territoire) in {None, "qpv"},
        "territoire": lambda: kept.qpv_code is None or value == "qpv",
        "soutien": lambda: not value.bonus_numerique or label == "fabrique-numerique",
        "label": lambda: (
            bool(block.sources)
            and (
                value == "fabrique-numerique" or not (kept.soutien and kept.soutien.bonus_numerique)
            )
        ),
        "consortium": lambda: value.lower() not in ids,
        "sources": lambda: block.label in {None, label},
    }
    return checks.get(champ, lambda: True)()


def _origines(lieu: Lieu, notices: tuple[Notice, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in Lieu.model_fields:
        value = getattr(lieu, name)
        if value in (None, ()):
            continue
        if name in {"meta", "fabrique"}:
            for part in (p for p in type(value).model_fields if p != "licence"):
                kept = getattr(value, part)
                if kept not in (None, ()):
                    found[f"{name}.{part}"] = _qui(kept, notices, name, part)
        else:
            found[name] = _qui(value, notices, name)
    return {name: origins for name, origins in found.items() if origins}


def _qui(value: Any, notices: tuple[Notice, ...], *path: str) -> tuple[str, ...]:
    """Return the origins of the records that give this value, or some of this list."""
    origins = []
    for notice in notices:
        said: Any = notice.lieu
        for name in path:
            said = getattr(said, name) if said is not None else None
        shared = isinstance(value, tuple) and said and not set(said).isdisjoint(value)
        if said == value or shared:
            origins.append(notice.origine)
    return tuple(dict.fromkeys(origins))


def _ids(groupe: Groupe) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for notice in groupe.notices:
        for id_ in (notice.lieu.id, *notice.lieu.anciens_ids):
            found.setdefault(id_.lower(), id_)
    return tuple(found.values())


def _ville(lieu: Lieu) -> str:
    commune = territoires.commune_actuelle(lieu.code_insee)
    return (commune.parent or commune.code) if commune else lieu.code_insee
