"""Our entries and the open datasets → one place each, with all that it is known by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from annuaire import ecriture, fusion, rapprochement
from annuaire.fusion import Fusion
from annuaire.model import Lieu
from annuaire.rapprochement import Decisions, Groupe, Notice, Soupcon
from annuaire.reader import Lecture
from annuaire.sources import Collecte, Source


@dataclass(frozen=True, slots=True)
class Origine:
    """An open dataset that a place takes facts from.

    `champs` are the fields shown that it gave, `le` the day its record speaks of, `id` the
    identifier of that record.
    """

    source: Source
    id: str
    le: date
    champs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `lecture` is our own entry, None where only datasets know it.

    `slug` is its address; `alias` are those that its records would have had alone.
    """

    lieu: Lieu
    slug: str
    lecture: Lecture | None = None
    ids: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    origines: tuple[Origine, ...] = ()


@dataclass(frozen=True)
class Federation:
    """All the places; what each dataset brought; the pairs that people have to settle.

    `reunies` counts, by key of dataset, its records that another origin knows too.
    """

    places: tuple[Place, ...] = ()
    collectes: tuple[Collecte, ...] = ()
    reunies: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    soupcons: tuple[Soupcon, ...] = ()


def federer(
    lectures: Sequence[Lecture],
    collectes: Sequence[Collecte] = (),
    decisions: Decisions | None = None,
) -> Federation:
    """Join our entries and the datasets. Entries that could not be read only keep their address."""
    own = {id(r.lieu): r for r in lectures if r.lieu}
    notices = [Notice("", lecture.lieu) for lecture in own.values() if lecture.lieu]
    notices += [Notice(c.source.cle, lieu) for c in collectes for lieu in c.lieux]
    if len(notices) == len(own):  # nothing to join: our entries are told apart by the checks
        return Federation(tuple(_seule(lecture) for lecture in own.values()), tuple(collectes))
    found = rapprochement.rapprocher(notices, decisions)
    reunies = Counter(n.origine for g in found.groupes for n in g.notices if len(g.notices) > 1)
    sources = {collecte.source.cle: collecte.source for collecte in collectes}
    return Federation(
        tuple(_places(found.groupes, own, lectures, sources)),
        tuple(collectes),
        MappingProxyType(dict(reunies)),
        found.soupcons,
    )


def _seule(lecture: Lecture) -> Place:
    assert lecture.lieu
    lieu = lecture.lieu
    return Place(lieu, lecture.slug, lecture, (lieu.id, *lieu.anciens_ids))


def _places(
    groupes: Iterable[Groupe],
    own: Mapping[int, Lecture],
    lectures: Sequence[Lecture],
    sources: Mapping[str, Source],
) -> Iterator[Place]:
    """Give each place its address: ours is the name of its file, the others' in their order."""
    taken = {lecture.slug for lecture in lectures}
    taken |= {old for lecture in own.values() if lecture.lieu for old in lecture.lieu.anciens_slugs}
    places = []
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for groupe in groupes:
        lecture = own.get(id(groupe.notices[0].lieu))
        one = fusion.fusionner(groupe)
        slug = lecture.slug if lecture else ecriture.slug_libre(ecriture.slug_de(one.lieu), taken)
        taken.add(slug)
        alias = tuple(ecriture.slug_de(notice.lieu) for notice in groupe.notices[1:])
        origines = tuple(_origines(one, sources, seen))
        places.append(Place(one.lieu, slug, lecture, one.ids, alias, origines))
    for place in places:
        free = tuple(alias for alias in dict.fromkeys(place.alias) if alias not in taken)
        taken.update(free)
        yield place if free == place.alias else replace(place, alias=free)


def _origines(
    one: Fusion, sources: Mapping[str, Source], seen: dict[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Origine]:
    """Yield the datasets of a place. `seen` keeps one copy of each list of fields: few differ."""
    for notice in one.notices:
        if notice.propre:
            continue
        champs = tuple(
            champ
            for champ, origins in one.origines.items()
            # Of a list that all add to, each gave a part; else the first one gave the value.
            if notice.origine == origins[0] or (champ in fusion.UNIES and notice.origine in origins)
        )
        champs = seen.setdefault(champs, champs)
        yield Origine(sources[notice.origine], notice.lieu.id, notice.lieu.date_maj, champs)
