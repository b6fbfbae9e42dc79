"""Annuaire: the immutable index of everything the site shows. Pages and exports read only this."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from annuaire import corps, ecriture, territoires
from annuaire import vocabulaires as voc
from annuaire.federation import Federation, Origine, Place, federer
from annuaire.model import Lieu
from annuaire.rapprochement import Decisions
from annuaire.reader import Lecture
from annuaire.sources import Collecte
from annuaire.territoires import Commune, Departement, Region
from annuaire.valeurs import SLUG
from annuaire.vocabulaires import Famille, Service
from annuaire.voisins import Point, Voisinage

GENRES = ("fabrique", "france-services", "autre")
"""The three shapes of the map, in the order of its numbers."""


@dataclass(frozen=True)
class Fiche:
    """One lieu in its territory.

    `commune` is the city for an arrondissement of Paris, Lyon or Marseille. `chemin` is the
    path of the entry under content/, which the links to GitHub need; where there is no entry
    (`est_reprise`), the path that it would have. `ids` are all the identifiers it is known by,
    `alias` the addresses that lead to it.
    """

    lieu: Lieu
    slug: str
    chemin: str
    commune: Commune
    departement: Departement
    region: Region
    point: Point | None
    precision: str
    origines: tuple[Origine, ...] = ()
    ids: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    est_reprise: bool = False

    @property
    def url(self) -> str:
        """The address of the page, from the root of the site."""
        return f"lieux/{self.slug}/"

    @cached_property
    def faits_du(self) -> date:
        """The day that what a visitor needs was last told: the hours, else the telephone…"""
        lieu = self.lieu
        own = max(lieu.date_maj, lieu.meta.verifie_le or lieu.date_maj)
        for champ in ("horaires", "telephone", "adresse"):
            if getattr(lieu, champ):
                return next((o.le for o in self.origines if champ in o.champs), own)
        return own

    @property
    def code_postal(self) -> str:
        """The postcode typed, else the commune's when it has only one, else ""."""
        if self.lieu.code_postal:
            return self.lieu.code_postal
        own = territoires.commune_actuelle(self.lieu.code_insee) or self.commune
        return own.codes_postaux[0] if len(own.codes_postaux) == 1 else ""

    @property
    def code_insee(self) -> str:
        """The current code: a former one is upgraded, an arrondissement stays what it is."""
        own = territoires.commune_actuelle(self.lieu.code_insee)
        return own.code if own else self.lieu.code_insee

    @property
    def est_conforme(self) -> bool:
        """True if what the national standard requires is known (a pivot has its placeholder)."""
        return bool(self.lieu.adresse and self.code_postal)

    @property
    def genre(self) -> str:
        """One of GENRES."""
        if self.lieu.est_labellise:
            return "fabrique"
        if any(famille.cle == "france-services" for famille in self.familles):
            return "france-services"
        return "autre"

    @cached_property
    def familles(self) -> tuple[Famille, ...]:
        """What the lieu is: by what the fabrique unites, its typologies, its programmes."""
        lieu = self.lieu
        own = set(lieu.fabrique.hybridation) if lieu.fabrique else set()
        return tuple(
            famille
            for famille in voc.FAMILLES
            if famille.cle in own
            or set(famille.typologies) & set(lieu.typologie)
            or set(famille.dispositifs) & set(lieu.dispositif_programmes_nationaux)
        )

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """What one can do there, in the order of the standard."""
        return tuple(service for service in voc.SERVICES if service.nom in self.lieu.services)

    @cached_property
    def corps(self) -> str:
        """The safe HTML of the body."""
        return corps.html_fiche(self.lieu.presentation_detail or "")

    @cached_property
    def ordre(self) -> tuple[str, str, str, str]:
        """The order of every list: département, commune, name, id. Total, so always the same."""
        lieu = self.lieu
        names = (territoires.normaliser(self.commune.nom), territoires.normaliser(lieu.nom))
        return (self.departement.code, *names, lieu.id)


@dataclass(frozen=True)
class FicheEnCorrection:
    """What stands at the address of an entry that cannot be read: never a wrong page."""

    slug: str
    nom: str
    chemin: str
    departement: Departement | None
    commune: Commune | None
    anciens_slugs: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of the page, from the root of the site."""
        return f"lieux/{self.slug}/"

    @property
    def point(self) -> Point | None:
        """The commune's point, else the département's, None where neither is known."""
        own = point_de(self.commune) if self.commune else None
        return own or (centre(self.departement) if self.departement else None)


class Proche(NamedTuple):
    """A lieu near a place, and how far: `km`, as the crow flies.

    `sur` is false where one of the two is only known to its commune: then the distance is
    about right from 3 km on, and means nothing nearer.
    """

    fiche: Fiche
    km: float
    sur: bool = True


@dataclass(frozen=True)
class Annuaire:
    """All the fiches, in order, on a given day; every other view is derived from them."""

    fiches: tuple[Fiche, ...]
    le: date
    en_correction: tuple[FicheEnCorrection, ...] = ()
    territoire: tuple[str, ...] = ()
    federation: Federation = field(default_factory=Federation)

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
    def par_famille(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by key of famille."""
        return _grouped(self.fiches, lambda fiche: [f.cle for f in fiche.familles])

    @cached_property
    def par_service(self) -> Mapping[str, tuple[Fiche, ...]]:
        """The fiches by slug of service."""
        return _grouped(self.fiches, lambda fiche: [s.slug for s in fiche.services])

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

    def plus_proche_de(self, points: Sequence[Point]) -> list[Proche | None]:
        """Return the nearest open lieu of each point of a commune that can be called; else any."""
        fiches, voisinage = self._joignables if self._joignables[0] else self._localisees
        rows = voisinage.proches_de(points, 1)
        return [Proche(fiches[row[0][0]], row[0][1], sur=False) if row else None for row in rows]

    @cached_property
    def _localisees(self) -> tuple[tuple[Fiche, ...], Voisinage]:
        return _indexed(self.ouvertes)

    @cached_property
    def _joignables(self) -> tuple[tuple[Fiche, ...], Voisinage]:
        return _indexed(fiche for fiche in self.ouvertes if fiche.lieu.telephone)


def build(
    lectures: Iterable[Lecture],
    le: date,
    territoire: tuple[str, ...] = (),
    collectes: Sequence[Collecte] = (),
    decisions: Decisions | None = None,
) -> Annuaire:
    """Index what was read. Entries that could not be read get a page that says so.

    `collectes` are what the open datasets gave, `decisions` which of their records are one place.
    """
    lectures = list(lectures)
    federation = federer(lectures, collectes, decisions)
    fiches = [_fiche(place) for place in federation.places]
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
    )


def _is_shown(placed: Fiche | FicheEnCorrection, territoire: tuple[str, ...]) -> bool:
    code = placed.departement.code if placed.departement else ""
    return not territoire or code in territoire


def _fiche(place: Place) -> Fiche | None:
    """Place a lieu in its territory; None only for what the model already refuses."""
    lieu = place.lieu
    own = territoires.commune_actuelle(lieu.code_insee)
    if own is None:
        return None
    city = (territoires.commune(own.parent) if own.parent else None) or own
    departement = territoires.departements()[city.departement]
    point, precision = _point(lieu, own)
    return Fiche(
        lieu=lieu,
        slug=place.slug,
        chemin=_chemin(place.lecture) if place.lecture else str(ecriture.place(lieu, place.slug)),
        commune=city,
        departement=departement,
        region=territoires.regions()[departement.region],
        point=point,
        precision=precision,
        origines=place.origines,
        ids=place.ids,
        alias=place.alias,
        est_reprise=place.lecture is None,
    )


def en_correction(lecture: Lecture) -> FicheEnCorrection | None:
    """Return the page that stands in for a faulty entry, None if its name is no address.

    Its département is that of the code typed, else of its folder. A file may be named "...md":
    such a name never becomes a path.
    """
    if not SLUG.fullmatch(lecture.slug):
        return None
    commune = territoires.commune_actuelle(_typed(lecture, "code_insee").upper())
    departements = territoires.departements()
    by_slug = {departement.slug: departement for departement in departements.values()}
    old = lecture.brut.get("anciens_slugs") or []
    return FicheEnCorrection(
        slug=lecture.slug,
        nom=_typed(lecture, "nom")[:200] or lecture.slug.replace("-", " ").capitalize(),
        chemin=_chemin(lecture),
        departement=departements[commune.departement]
        if commune
        else by_slug.get(lecture.path.parent.name),
        commune=commune,
        anciens_slugs=tuple(
            filter(SLUG.fullmatch, map(str, old if isinstance(old, list) else [old]))
        ),
    )


def _typed(lecture: Lecture, champ: str) -> str:
    return " ".join(str(lecture.brut.get(champ, "")).split())


def compte_fabriques(fiches: Iterable[Fiche], label: str = "") -> int:
    """Count the fabriques among lieux, of one label if asked; the members of a consortium are one."""
    labelled = [
        (fiche.lieu, fiche.lieu.fabrique)
        for fiche in fiches
        if fiche.lieu.est_labellise
        and fiche.lieu.fabrique
        and (not label or fiche.lieu.fabrique.label == label)
    ]
    current = {old: lieu.id for lieu, _ in labelled for old in lieu.anciens_ids}
    leads = (fabrique.consortium or lieu.id for lieu, fabrique in labelled)
    return len({current.get(lead, lead) for lead in leads})


def point_de(commune: Commune) -> Point | None:
    """The point of a commune (its mairie in most cases), None where no source gives one."""
    if commune.latitude is None or commune.longitude is None:
        return None
    return (commune.latitude, commune.longitude)


def centre(departement: Departement) -> Point | None:
    """The point of a département's chef-lieu, None for the two that are uninhabited."""
    if departement.latitude is None or departement.longitude is None:
        return None
    return (departement.latitude, departement.longitude)


def _point(lieu: Lieu, commune: Commune) -> tuple[Point | None, str]:
    if lieu.latitude is not None and lieu.longitude is not None:
        return (lieu.latitude, lieu.longitude), lieu.precision or "lieu"
    return point_de(commune), "commune"


def _chemin(lecture: Lecture) -> str:
    return f"lieux/{lecture.path.parent.name}/{lecture.path.name}"


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
