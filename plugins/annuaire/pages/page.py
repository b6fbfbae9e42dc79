"""Page, what it may speak of, and the addresses that all pages share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from annuaire import flux, nouvelles, territoires
from annuaire.annuaire import Annuaire
from annuaire.flux import Flux
from annuaire.historique import Historique
from annuaire.nouvelles import Nouvelles
from annuaire.photos import Photo
from annuaire.qpv import Quartier
from annuaire.redaction import Redaction
from annuaire.site import Site
from annuaire.sources import Source
from annuaire.territoires import Commune, Departement, Region
from annuaire.vocabulaires import Besoin


@dataclass(frozen=True)
class Contenu:
    """All that a page may speak of."""

    annuaire: Annuaire
    redaction: Redaction
    site: Site
    sources_inactives: tuple[Source, ...] = ()
    photos: Mapping[str, Photo] = field(default_factory=dict)
    """The photos of the lieux, by the name that their entries give."""
    historique: Historique = field(default_factory=Historique)
    quartiers: tuple[Quartier, ...] | None = None
    """The priority neighbourhoods, None where no list was given."""

    @cached_property
    def nouvelles(self) -> Nouvelles:
        """What changed in the lieux, the newest first."""
        return nouvelles.nouvelles(self.annuaire, self.historique)

    @cached_property
    def flux(self) -> Mapping[str, Flux]:
        """The change feeds by the folder that holds them, "" for France."""
        found = flux.flux(self.annuaire, self.nouvelles, self.site)
        return {one.dossier: one for one in found}


@dataclass(frozen=True)
class Page:
    """One page: where it stands, its template, what the template reads.

    `path` is "lieux/x/" (served as index.html) or a file name. `donnees` is what the template
    reads, or a function that gathers it, called where the page is built. `fil` is the breadcrumb,
    from the page below the home page to the parent: (name, path). `flux` is the change feed of
    what it shows. `selon` is all that its bytes come from, beside what every page comes from (code,
    theme, settings, day, texts), or a function that gathers it: where it is as it was, the page is
    not built again. None: built each time.
    """

    path: str
    template: str
    titre: str
    description: str = ""
    donnees: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    fil: tuple[tuple[str, str], ...] = ()
    indexe: bool = True
    flux: Flux | None = None
    selon: tuple[Any, ...] | Callable[[], tuple[Any, ...]] | None = None

    @property
    def context(self) -> Mapping[str, Any]:
        """What the template reads; gathered at each call."""
        return self.donnees() if callable(self.donnees) else self.donnees

    @property
    def fichier(self) -> str:
        """The path of the file that holds it."""
        return self.path if self.path.endswith(".html") else f"{self.path}index.html"


def url_departement(departement: Departement) -> str:
    """Return the path of a département's page."""
    return f"departements/{departement.slug}/"


def url_commune(commune: Commune) -> str:
    """Return the path of a commune's page; it exists if the commune is in `annuaire.communes`."""
    return f"communes/{commune.slug}/"


def url_code_postal(code: str) -> str:
    """Return the path of the page of a postcode: every postcode of the site has one."""
    return f"cp/{code}/"


def ancre(commune: Commune) -> str:
    """Return the id of a commune's row on the page of its postcode: "c23079"."""
    return f"c{commune.code.lower()}"


def url_pres(commune: Commune, annuaire: Annuaire) -> str:
    """Return the address of what is nearest to a commune: its page, else its row by postcode.

    The few communes that have no postcode have neither: their département lists all its communes.
    """
    if commune.code in annuaire.communes:
        return url_commune(commune)
    if commune.codes_postaux:
        return f"{url_code_postal(commune.codes_postaux[0])}#{ancre(commune)}"
    return f"{url_departement(territoires.departements()[commune.departement])}communes/"


def url_besoin(besoin: Besoin, departement: Departement | None = None) -> str:
    """Return the path of a need, in France or in a département."""
    return f"je-veux/{besoin.cle}/{f'{departement.slug}/' if departement else ''}"


def etape(region: Region) -> tuple[str, str]:
    """Return the step of a breadcrumb that is a région."""
    return (region.nom, f"regions/{region.slug}/")


def fil(
    departement: Departement, annuaire: Annuaire, commune: Commune | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the breadcrumb of what stands in a département, and in a commune where one is given."""
    steps = [
        etape(territoires.regions()[departement.region]),
        (departement.nom, url_departement(departement)),
    ]
    if commune and commune.code in annuaire.communes:
        steps.append((commune.nom, url_commune(commune)))
    # La Réunion is a région and a département: one step is enough, the nearer one.
    return tuple({name: (name, path) for name, path in steps}.values())
