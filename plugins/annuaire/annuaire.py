"""Annuaire: the immutable index of everything the site shows. Pages and exports read only this."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from annuaire import atlas as mesures
from annuaire import besoins, territoires
from annuaire import vocabulaires as voc
from annuaire.atlas import Atlas
from annuaire.federation import Federation, Place, federer
from annuaire.fiche import Fiche, FicheEnCorrection, Proche, en_correction, fiche_de
from annuaire.parties import Etape
from annuaire.rapprochement import Decisions
from annuaire.reader import Lecture
from annuaire.registre import Registre
from annuaire.sources import Collecte
from annuaire.territoires import Commune, Departement, Region
from annuaire.vocabulaires import Besoin
from annuaire.voisins import Point, Voisinage


@dataclass(frozen=True)
class Annuaire:
    """All the fiches, in order, on a given day; every other view is derived from them."""

    fiches: tuple[Fiche, ...]
    le: date
    en_correction: tuple[FicheEnCorrection, ...] = ()
    territoire: tuple[str, ...] = ()
    federation: Federation = field(default_factory=Federation)
    adresses: Registre = field(default_factory=dict)
    """Where the site has answered until now."""

    @cached_property
    def departements(self) -> tuple[Departement, ...]:
        """The 101 départements, then the overseas collectivities that have a lieu."""
        known = territoires.departements().values()
        faulty = {f.departement.code for f in self.en_correction if f.departement}
        peopled = faulty | self.par_departement.keys()
        return tuple(
            departement
            for departement in known
            if (not self.territoire or departement.code in self.territoire)
            and (not departement.outre_mer_com or departement.code in peopled)
        )

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The régions of those départements, by name; the collectivities last."""
        codes = {departement.region for departement in self.departements}
        found = [region for region in territoires.regions().values() if region.code in codes]
        return tuple(sorted(found, key=lambda r: (r.outre_mer_com, territoires.normaliser(r.nom))))

    def departements_de(self, region: Region) -> tuple[Departement, ...]:
        """The départements of a région, in the order of their codes."""
        return tuple(d for d in self.departements if d.region == region.code)

    @cached_property
    def par_departement(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by code of département."""
        return _grouped(self.fiches, lambda fiche: [fiche.departement.code])

    @cached_property
    def par_region(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by code of région."""
        return _grouped(self.fiches, lambda fiche: [fiche.region.code])

    @cached_property
    def par_commune(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by code INSEE of commune, arrondissements under their city."""
        return _grouped(self.fiches, lambda fiche: [fiche.commune.code])

    @cached_property
    def passages(self) -> Mapping[str, tuple[tuple[Fiche, Etape], ...]]:
        """The stops of the open itinerant lieux by code INSEE of commune, as in `par_commune`."""
        groups: dict[str, list[tuple[Fiche, Etape]]] = {}
        for fiche in self.ouvertes:
            for stop in fiche.lieu.tournee:
                own = territoires.commune_actuelle(stop.code_insee)
                if own:
                    groups.setdefault(own.parent or own.code, []).append((fiche, stop))
        return MappingProxyType({code: tuple(group) for code, group in groups.items()})

    @cached_property
    def communes(self) -> Mapping[str, Commune]:
        """The communes that have a page, by code: a lieu is there, or an itinerant one stops there."""
        codes = dict.fromkeys([*self.par_commune, *sorted(self.passages)])
        kept = {code: one for code in codes if (one := territoires.commune(code))}
        shown = {departement.code for departement in self.departements}
        return MappingProxyType({k: one for k, one in kept.items() if one.departement in shown})

    @cached_property
    def par_famille(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by key of famille."""
        return _grouped(self.fiches, lambda fiche: [f.cle for f in fiche.familles])

    @cached_property
    def par_service(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by slug of service."""
        return _grouped(self.fiches, lambda fiche: [s.slug for s in fiche.services])

    @cached_property
    def par_besoin(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The open fiches that answer each need, by its key; a need without answer has no key."""
        return _grouped(
            self.ouvertes, lambda f: [b.cle for b in voc.BESOINS if besoins.repond(b, f)]
        )

    @cached_property
    def besoins_par_departement(self) -> Mapping[str, frozenset[str]]:
        """The keys of the needs that some lieu of each département answers, by its code."""
        found: dict[str, set[str]] = {}
        for cle, fiches in self.par_besoin.items():
            for fiche in fiches:
                found.setdefault(fiche.departement.code, set()).add(cle)
        return {code: frozenset(keys) for code, keys in found.items()}

    def offre(self, fiche: Fiche) -> str:
        """Say what a lieu is most wanted for, in the words of somebody who needs it."""
        besoin = self._offerts[fiche.slug]
        return besoin.offre if besoin else voc.OFFRE_INCONNUE

    def aide(self, fiche: Fiche) -> bool:
        """True where somebody helps: a place that only rents desks does not."""
        besoin = self._offerts[fiche.slug]
        return besoin is not None and besoin.regle.humain

    @cached_property
    def _offerts(self) -> Mapping[str, Besoin | None]:
        return {fiche.slug: besoins.offert(fiche) for fiche in self.fiches}

    @cached_property
    def par_id(self) -> Mapping[str, Fiche]:
        """The fiches by id, former ids included."""
        return {id_: f for f in self.fiches for id_ in (*f.ids, f.lieu.id)}

    @cached_property
    def redirections(self) -> Mapping[str, str]:
        """The address of the page by former slug."""
        faulty = {old: f.url for f in self.en_correction for old in f.anciens_slugs}
        moved = {old: f.url for f in self.fiches for old in (*f.lieu.anciens_slugs, *f.alias)}
        return faulty | moved

    @cached_property
    def ouvertes(self) -> tuple[Fiche, ...]:
        """The fiches of the lieux that have not closed for good."""
        return tuple(fiche for fiche in self.fiches if not fiche.lieu.est_ferme(self.le))

    @cached_property
    def conformes(self) -> tuple[Fiche, ...]:
        """What the national standard can hold: open, and with the fields it requires."""
        return tuple(fiche for fiche in self.ouvertes if fiche.est_conforme)

    @cached_property
    def labellisees(self) -> tuple[Fiche, ...]:
        """The places that hold the label, each member of a consortium apart."""
        return tuple(fiche for fiche in self.fiches if fiche.lieu.est_labellise)

    @cached_property
    def nombre_fabriques(self) -> int:
        """The fabriques listed: a consortium counts once."""
        return compte_fabriques(self.fiches)

    def proches(
        self,
        point: Point,
        n: int,
        *,
        sauf: Collection[str] = (),
        joignables: bool = False,
        sur: bool = True,
    ) -> list[Proche]:
        """Return the n nearest open lieux, without the slugs of `sauf`.

        `joignables` asks for those with a telephone; `sur` is false where `point` itself is
        only that of a commune.
        """
        fiches, voisinage = self._joignables if joignables else self._localisees
        found = voisinage.proches(point, n + len(sauf))
        near = [(fiches[i], km) for i, km in found if fiches[i].slug not in sauf]
        return [Proche(f, km, sur=sur and f.precision != "commune") for f, km in near[:n]]

    def proches_de(
        self, points: Sequence[Point], n: int, *, parmi: str = "ouverts"
    ) -> list[list[Proche]]:
        """Return the n nearest open lieux of each point of a commune at once, nearest first.

        `parmi` keeps those with a telephone ("joignables") or where somebody helps ("aidants").
        """
        among = {"ouverts": "_localisees", "joignables": "_joignables", "aidants": "_aidants"}
        fiches, voisinage = getattr(self, among[parmi])
        rows = voisinage.proches_de(points, n)
        return [[Proche(fiches[i], km, sur=False) for i, km in row] for row in rows]

    def proches_pour(self, besoin: str, point: Point, n: int) -> list[Proche]:
        """Return the n nearest lieux that answer a need, given by its key."""
        if besoin not in self._par_besoin_localisees:
            return []
        fiches, voisinage = self._par_besoin_localisees[besoin]
        return [Proche(fiches[i], km, sur=False) for i, km in voisinage.proches(point, n)]

    def plus_proche_de(self, points: Sequence[Point]) -> list[Proche | None]:
        """Return the nearest open lieu of each point of a commune that can be called; else any."""
        which = "joignables" if self._joignables[0] else "ouverts"
        return [row[0] if row else None for row in self.proches_de(points, 1, parmi=which)]

    @cached_property
    def atlas(self) -> Atlas:
        """How far each commune is from a lieu; measured when it is first asked for."""
        return mesures.mesurer(self.departements, self.ouvertes, self.aide, self.le)

    @cached_property
    def _localisees(self) -> tuple[tuple[Fiche, ...], Voisinage]:
        return _indexed(self.ouvertes)

    @cached_property
    def _par_besoin_localisees(self) -> Mapping[str, tuple[tuple[Fiche, ...], Voisinage]]:
        return {cle: _indexed(fiches) for cle, fiches in self.par_besoin.items()}

    @cached_property
    def _joignables(self) -> tuple[tuple[Fiche, ...], Voisinage]:
        return _indexed(fiche for fiche in self.ouvertes if fiche.lieu.telephone)

    @cached_property
    def _aidants(self) -> tuple[tuple[Fiche, ...], Voisinage]:
        return _indexed(fiche for fiche in self.ouvertes if self.aide(fiche))


def build(
    lectures: Iterable[Lecture],
    le: date,
    territoire: tuple[str, ...] = (),
    collectes: Sequence[Collecte] = (),
    decisions: Decisions | None = None,
    adresses: Registre | None = None,
    *,
    placer: Callable[[Place], Fiche | None] = fiche_de,
) -> Annuaire:
    """Index what was read. Entries that could not be read get a page that says so.

    `collectes` are what the open datasets gave, `decisions` which of their records are one place,
    `adresses` where the site has answered until now; `placer` does what `fiche_de` does.
    """
    lectures = list(lectures)
    federation = federer(lectures, collectes, decisions)
    fiches = [placer(place) for place in federation.places]
    faulty = [page for r in lectures if r.lieu is None and (page := en_correction(r))]
    taken = {one.slug for one in fiches if one}
    apart = {f.slug: f for f in faulty if f.slug not in taken and _is_shown(f, territoire)}
    return Annuaire(
        fiches=tuple(
            sorted((f for f in fiches if f and _is_shown(f, territoire)), key=lambda f: f.ordre)
        ),
        le=le,
        en_correction=tuple(sorted(apart.values(), key=lambda f: f.slug)),
        territoire=territoire,
        federation=federation,
        adresses=adresses or {},
    )


def _is_shown(placed: Fiche | FicheEnCorrection, territoire: tuple[str, ...]) -> bool:
    code = placed.departement.code if placed.departement else ""
    return not territoire or code in territoire


def compte_fabriques(fiches: Iterable[Fiche], label: str = "") -> int:
    """Count the fabriques among lieux, of one label if asked; the members of a consortium are one."""
    return len(une_par_fabrique(fiches, label))


def une_par_fabrique(fiches: Iterable[Fiche], label: str = "") -> tuple[Fiche, ...]:
    """Return one fiche a fabrique, of one label if asked: that of its lead, else of its first place."""
    labelled = [
        (fiche, fiche.lieu.fabrique)
        for fiche in fiches
        if fiche.lieu.est_labellise
        and fiche.lieu.fabrique
        and (not label or fiche.lieu.fabrique.label == label)
    ]
    current = {id_: fiche.lieu.id for fiche, _ in labelled for id_ in fiche.ids}
    found: dict[str, Fiche] = {}
    for fiche, fabrique in labelled:
        lead = fabrique.consortium or fiche.lieu.id
        lead = current.get(lead, lead)
        if lead not in found or fiche.lieu.id == lead:
            found[lead] = fiche
    return tuple(found.values())


def _indexed(fiches: Iterable[Fiche]) -> tuple[tuple[Fiche, ...], Voisinage]:
    located = tuple(fiche for fiche in fiches if fiche.point)
    return located, Voisinage([fiche.point for fiche in located if fiche.point])


def _grouped(
    fiches: Iterable[Fiche], keys: Callable[[Fiche], Iterable[str]]
) -> Mapping[str, tuple[Fiche, ...]]:
    groups: dict[str, list[Fiche]] = {}
    for one in fiches:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})
