"""Fiche: one lieu in its territory, with what is derived from its entry, and where it came from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from annuaire import corps, ecriture, territoires
from annuaire import vocabulaires as voc
from annuaire.federation import Origine, Place
from annuaire.model import Lieu
from annuaire.reader import Lecture
from annuaire.territoires import Commune, Departement, Region
from annuaire.valeurs import SLUG
from annuaire.vocabulaires import Famille, Service
from annuaire.voisins import Point

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
        """The day that what a visitor needs was last told, checks apart: the hours, else the telephone…"""
        lieu = self.lieu
        for champ in ("horaires", "telephone", "adresse"):
            if getattr(lieu, champ):
                return next((o.le for o in self.origines if champ in o.champs), lieu.date_maj)
        return lieu.date_maj

    @property
    def code_postal(self) -> str:
        """The postcode typed, else the commune's when it has only one, else ""."""
        if self.lieu.code_postal:
            return self.lieu.code_postal
        own = territoires.commune_actuelle(self.lieu.code_insee) or self.commune
        return own.codes_postaux[0] if len(own.codes_postaux) == 1 else ""

    @property
    def ville(self) -> str:
        """The last line of an address: « 23500 Felletin »."""
        return f"{self.code_postal} {self.commune.nom}".strip()

    @property
    def point_exact(self) -> Point | None:
        """The point of the lieu, None where only that of its commune is known."""
        return self.point if self.precision != "commune" else None

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


def fiche_de(place: Place) -> Fiche | None:
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
