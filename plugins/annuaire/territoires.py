"""Régions, départements, communes and postcodes: which territory a code INSEE is in.

Read from `data/*.tsv` on first use, then kept. Codes are text, in upper case (2A004). "Current"
means the Code officiel géographique 2026; 109 départements = 101 + 8 overseas collectivities
(`outre_mer_com`), which stand outside the counts of 101 and 18.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from annuaire import contours_communes, phrases
from annuaire.noms import normaliser, sans_article
from annuaire.noms import slug as slug_du_nom

__all__ = [
    "Commune",
    "Departement",
    "Region",
    "anciens",
    "codes_postaux",
    "commune",
    "commune_actuelle",
    "commune_du_point",
    "communes",
    "communes_du_departement",
    "communes_par_ancien_nom",
    "communes_par_code_postal",
    "communes_par_nom",
    "dans_le",
    "departement_du_code_postal",
    "departements",
    "distance_hors_commune_km",
    "du",
    "normaliser",
    "regions",
]

DONNEES = Path(__file__).parent / "data"
PROCHE_KM = 0.5  # a point this near a commune may be on its edge: contours are 200 m exact


class Region(NamedTuple):
    """One of the 18 régions, or an overseas collectivity standing as its own."""

    code: str
    nom: str
    slug: str
    liaison: str  # Insee's TNCC, see phrases.py
    population: int

    @property
    def outre_mer_com(self) -> bool:
        """An overseas collectivity: outside the count of 18."""
        return len(self.code) == 3


class Departement(NamedTuple):
    """One of the 101 départements, or an overseas collectivity. The point is the chef-lieu's."""

    code: str
    nom: str
    region: str
    slug: str  # "23-creuse"
    liaison: str
    chef_lieu: str  # code INSEE; empty for the two uninhabited collectivities
    latitude: float | None
    longitude: float | None
    population: int
    fuseau: str  # IANA, "Europe/Paris"
    indicatif: str  # "+33"; empty for Clipperton

    @property
    def outre_mer_com(self) -> bool:
        """An overseas collectivity: outside the count of 101."""
        return len(self.region) == 3


class Commune(NamedTuple):
    """A current commune, or an arrondissement of Paris, Lyon or Marseille (then `parent` is set)."""

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: str
    region: str
    population: int | None
    parent: str | None
    latitude: float | None
    longitude: float | None
    point: str  # "mairie", "interieur", "geonames", or "" when unknown

    @property
    def slug(self) -> str:
        """Folder name in URLs: "23079-felletin"."""
        return f"{self.code.lower()}-{slug_du_nom(self.nom)}"


class _Index(NamedTuple):
    communes: Mapping[str, Commune]
    anciens_codes: dict[str, str]
    anciens_noms: list[tuple[str, str]]  # (name as written, current code)


@cache
def regions() -> Mapping[str, Region]:
    """The 18 régions and the overseas collectivities, by code."""
    found = {}
    for code, nom, slug, liaison, population in _rows("regions.tsv"):
        found[code] = Region(code, nom, slug, liaison, int(population))
    return MappingProxyType(found)


@cache
def departements() -> Mapping[str, Departement]:
    """The 101 départements and the overseas collectivities, by code."""
    found = {}
    for row in _rows("departements.tsv"):
        code, nom, region, slug, liaison, chef_lieu, lat, lon, population, fuseau, indicatif = row
        found[code] = Departement(
            code=code,
            nom=nom,
            region=region,
            slug=slug,
            liaison=liaison,
            chef_lieu=chef_lieu,
            latitude=_float(lat),
            longitude=_float(lon),
            population=int(population),
            fuseau=fuseau,
            indicatif=indicatif,
        )
    return MappingProxyType(found)


def communes() -> Mapping[str, Commune]:
    """Current communes and arrondissements municipaux, by code, in the order of codes."""
    return _index().communes


def commune(code: str) -> Commune | None:
    """The commune that has this code today."""
    return communes().get(code)


def commune_actuelle(code: str) -> Commune | None:
    """The commune of this code, or the one that took it over (49069 → 49126)."""
    return communes().get(code) or communes().get(_index().anciens_codes.get(code, ""))


def anciens(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Former codes, and names of the parts, of a current commune."""
    return _anciens().get(code, ((), ()))


def communes_du_departement(code: str) -> tuple[Commune, ...]:
    """Communes of a département, arrondissements municipaux left out, by code."""
    return _par_departement().get(code, ())


def communes_par_code_postal(cp: str) -> tuple[Commune, ...]:
    """Communes that have this postcode, by code: 46 for 51300. A city's arrondissement counts."""
    return _par_code_postal().get(cp, ())


def codes_postaux() -> Mapping[str, tuple[Commune, ...]]:
    """Every postcode of France, in order, with its communes as `communes_par_code_postal` gives them."""
    return _codes_postaux()


def communes_par_nom(nom: str, departement: str | None = None) -> tuple[Commune, ...]:
    """Communes of this name, by code, in one département if given; however it is spelt.

    Tried in turn, the first that answers wins: the name; the name but for its article
    ("Pont-de-Claix"); a former name (commune déléguée or associée).
    """
    exact, loose, former = _par_nom()
    wanted = normaliser(nom)
    bare = sans_article(wanted)
    tries = (exact.get(wanted, ()), loose.get(bare, ()), former.get(bare, ()))
    for found in tries:
        kept = tuple(c for c in found if departement in (None, c.departement))
        if kept:
            return kept
    return ()


def communes_par_ancien_nom(nom: str) -> tuple[Commune, ...]:
    """Current communes one part of which bears this name, even if another commune bears it."""
    return _par_nom()[2].get(sans_article(normaliser(nom)), ())


def departement_du_code_postal(cp: str) -> str | None:
    """Code of the département a postcode is in, CEDEX included; None if it cannot exist.

    A postcode shared by two départements is said of the one whose number it begins with.
    """
    if len(cp) != 5 or not (cp.isascii() and cp.isdigit()):
        return None
    known = {c.departement for c in communes_par_code_postal(cp)}
    if len(known) == 1:
        return known.pop()
    by_range = _departement_par_plage(cp)
    return by_range if not known or by_range in known else min(known)


def distance_hors_commune_km(code: str, latitude: float, longitude: float) -> float | None:
    """0.0 inside the commune, else km to its contour; None if unknown. Former codes are upgraded,
    an arrondissement stands for its city.
    """
    return contours_communes.distance_km(_code_du_contour(code), latitude, longitude)


def commune_du_point(latitude: float, longitude: float, parmi: Iterable[str]) -> str | None:
    """Among codes, the only one whose contour holds the point; failing that, the only one within
    0.5 km. None if there is none, or more than one.
    """
    distances = {code: distance_hors_commune_km(code, latitude, longitude) for code in parmi}
    for limit in (0.0, PROCHE_KM):
        found = [code for code, km in distances.items() if km is not None and km <= limit]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def dans_le(territoire: Departement | Region) -> str:
    """« dans la Creuse », « en Bretagne », « à La Réunion »."""
    if isinstance(territoire, Departement):
        return phrases.dans_le_departement(territoire)
    return phrases.dans_la_region(territoire)


def du(territoire: Departement | Region) -> str:
    """« de la Creuse », « d’Île-de-France », « de Paris »."""
    return phrases.du(territoire)


def _rows(name: str) -> Iterator[list[str]]:
    text = (DONNEES / name).read_text(encoding="utf-8")
    for line in text.split("\n")[1:-1]:
        yield line.split("\t")


def _float(text: str) -> float | None:
    return float(text) if text else None


@cache
def _index() -> _Index:
    found: dict[str, Commune] = {}
    old_codes: dict[str, str] = {}
    old_names: list[tuple[str, str]] = []
    for row in _rows("communes.tsv"):
        code, nom, cps, dep, region, pop, olds, parent, lat, lon, point, names = row
        found[code] = Commune(
            code,
            nom,
            tuple(cps.split("|")) if cps else (),
            dep,
            region,
            int(pop) if pop else None,
            parent or None,
            float(lat) if lat else None,
            float(lon) if lon else None,
            point,
        )
        if olds:
            old_codes.update((old, code) for old in olds.split("|"))
        if names:
            old_names.extend((name, code) for name in names.split("|"))
    return _Index(MappingProxyType(found), old_codes, old_names)


_Groupes = dict[str, tuple[Commune, ...]]


def _grouper(pairs: Iterable[tuple[str, Commune]]) -> _Groupes:
    groups: dict[str, dict[str, Commune]] = {}
    for key, found in pairs:
        groups.setdefault(key, {})[found.code] = found
    return {key: tuple(group[code] for code in sorted(group)) for key, group in groups.items()}


@cache
def _anciens() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    codes: dict[str, list[str]] = {}
    noms: dict[str, list[str]] = {}
    for old, code in _index().anciens_codes.items():
        codes.setdefault(code, []).append(old)
    for nom, code in _index().anciens_noms:
        noms.setdefault(code, []).append(nom)
    known = codes.keys() | noms.keys()
    return {code: (tuple(codes.get(code, ())), tuple(noms.get(code, ()))) for code in known}


@cache
def _par_departement() -> _Groupes:
    return _grouper((c.departement, c) for c in communes().values() if c.parent is None)


@cache
def _par_code_postal() -> _Groupes:
    return _grouper((cp, c) for c in communes().values() for cp in c.codes_postaux)


@cache
def _codes_postaux() -> Mapping[str, tuple[Commune, ...]]:
    return MappingProxyType(dict(sorted(_par_code_postal().items())))


@cache
def _par_nom() -> tuple[_Groupes, _Groupes, _Groupes]:
    """By normalised name; the same but for the article; by former name but for the article.

    "Lyon 3e Arrondissement" normalises to "lyon": the arrondissements are left to their city.
    """
    cities = [(normaliser(c.nom), c) for c in communes().values() if c.parent is None]
    former = [(normaliser(nom), communes()[code]) for nom, code in _index().anciens_noms]
    return (
        _grouper(cities),
        _grouper((sans_article(name), c) for name, c in cities),
        _grouper((sans_article(name), c) for name, c in former),
    )


def _departement_par_plage(cp: str) -> str | None:
    if cp.startswith("20"):
        # La Poste: 200 and 201 are Corse-du-Sud; 202, 204 and 206 Haute-Corse.
        return "2A" if cp[2] in "01" else "2B"
    code = cp[:3] if cp[:2] in ("97", "98") else cp[:2]
    return code if code in departements() else None


def _code_du_contour(code: str) -> str:
    found = commune_actuelle(code)
    return (found.parent or found.code) if found else code
