"""The pages of the site, as data: PAGES is its table of contents.

Each function turns the annuaire into the pages of one type; none knows where they are written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from annuaire import carte_france, horaires, json_ld, territoires, textes
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire, Fiche, Proche, centre, point_de
from annuaire.redaction import Redaction
from annuaire.site import Site
from annuaire.territoires import Commune, Departement, Region

ANNONCEES = 407
"""Fabriques labellisées announced after wave 10, 28 October 2024 (content/programme/vagues.yml)."""

LISTE_MAX = 400
"""Beyond, a national list gives counts by département instead of names: pages stay light."""


JOIGNABLE_MAX_KM = 60
"""Farther, another lieu's telephone is no help."""


@dataclass(frozen=True)
class Contenu:
    """All that a page may speak of."""

    annuaire: Annuaire
    redaction: Redaction
    site: Site


@dataclass(frozen=True)
class Page:
    """One page: where it stands, its template, what the template reads.

    `path` is "lieux/x/" (served as index.html) or a file name. `fil` is the breadcrumb, from
    the page below the home page to the parent: (name, path).
    """

    path: str
    template: str
    titre: str
    description: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    fil: tuple[tuple[str, str], ...] = ()
    indexe: bool = True


def accueil(contenu: Contenu) -> Iterator[Page]:
    """The one question, the map of départements, the needs."""
    annuaire = contenu.annuaire
    yield Page(
        "",
        "accueil",
        contenu.site.sitename,
        "Trouvez près de chez vous un lieu où l’on vous aide avec internet et vos démarches.",
        {
            "traces": tuple(carte_france.traces(annuaire)),
            "carte": carte_france.dessin(),
            "besoins": tuple(_besoins(annuaire)),
            "annoncees": ANNONCEES,
        },
    )


def lieux(contenu: Contenu) -> Iterator[Page]:
    """One page per lieu."""
    annuaire = contenu.annuaire
    for fiche in annuaire.fiches:
        lieu = fiche.lieu
        yield Page(
            fiche.url,
            "lieu",
            f"{lieu.nom}, {fiche.commune.nom}",
            lieu.presentation_resume or f"{lieu.nom}, {fiche.commune.nom} : adresse et contacts.",
            {
                "fiche": fiche,
                "semaine": horaires.semaine(lieu.horaires, annuaire.le) if lieu.horaires else None,
                "manque": tuple(_manque(fiche)),
                "joignable": _joignable(annuaire, fiche),
                "proches": _autour(annuaire, fiche, 3),
                "chef_de_file": annuaire.par_id.get(lieu.fabrique.consortium or "")
                if lieu.fabrique
                else None,
                "remplacant": annuaire.par_id.get(lieu.remplace_par or ""),
                "avis": tuple(a for a in lieu.avis if a.au >= annuaire.le),
                "ferme": lieu.est_ferme(annuaire.le),
                "json_ld": json_ld.lieu(fiche, contenu.site, annuaire.le),
            },
            _fil(fiche.departement, annuaire, fiche.commune),
            indexe=not lieu.est_ferme(annuaire.le),
        )


def en_correction(contenu: Contenu) -> Iterator[Page]:
    """What stands at the address of an entry that could not be read."""
    for faulty in contenu.annuaire.en_correction:
        yield Page(
            faulty.url,
            "en_correction",
            faulty.nom,
            "Cette fiche est en cours de correction.",
            {"fiche": faulty, "proches": contenu.annuaire.proches(faulty.point, 5, sur=False)},
            _fil(faulty.departement, contenu.annuaire),
            indexe=False,
        )


def redirections(contenu: Contenu) -> Iterator[Page]:
    """A page at each former address, and at the folders that hold no page of their own."""
    moved = {f"lieux/{old}/": f.url for old, f in sorted(contenu.annuaire.redirections.items())}
    for path, target in {**moved, "lieux/": "departements/", "communes/": "departements/"}.items():
        yield Page(
            path, "redirection", "Cette page a changé d’adresse", "", {"vers": target}, indexe=False
        )


def communes(contenu: Contenu) -> Iterator[Page]:
    """One page per commune that has a lieu."""
    annuaire = contenu.annuaire
    for fiches in annuaire.par_commune.values():
        commune, departement = fiches[0].commune, fiches[0].departement
        point = point_de(commune)
        slugs = [fiche.slug for fiche in fiches]
        yield Page(
            url_commune(commune),
            "commune",
            commune.nom,
            f"Où trouver de l’aide numérique à {commune.nom} et autour.",
            {
                "commune": commune,
                "departement": departement,
                "fiches": fiches,
                "proches": annuaire.proches(point, 5, sauf=slugs, sur=False) if point else [],
            },
            _fil(departement, annuaire),
        )


def departements(contenu: Contenu) -> Iterator[Page]:
    """The list of départements, then one page per département: its lieux, or the nearest."""
    annuaire = contenu.annuaire
    yield Page(
        "departements/",
        "departements",
        "Tous les départements",
        "La liste des départements, avec leurs lieux d’aide au numérique.",
    )
    for departement in annuaire.departements:
        fiches = annuaire.par_departement.get(departement.code, ())
        center = centre(departement)
        yield Page(
            url_departement(departement),
            "departement",
            departement.nom,
            f"Les lieux d’aide au numérique {territoires.dans_le(departement)} :"
            " adresses et téléphones.",
            {
                "departement": departement,
                "region": territoires.regions()[departement.region],
                "groupes": _par_commune(fiches),
                "fiches": fiches,
                "proches": [] if fiches or not center else annuaire.proches(center, 5, sur=False),
                "semaines": _semaines(fiches, annuaire),
            },
            (_etape(territoires.regions()[departement.region]),),
        )


def communes_du_departement(contenu: Contenu) -> Iterator[Page]:
    """All the communes of a département, each with its nearest lieu."""
    annuaire = contenu.annuaire
    for departement in annuaire.departements:
        own = territoires.communes_du_departement(departement.code)
        known = [commune for commune in own if commune.parent is None]
        located = [(c, p) for c in known if (p := point_de(c))]
        nearest = annuaire.plus_proche_de([point for _, point in located])
        by_code = {c.code: near for (c, _), near in zip(located, nearest, strict=True)}
        yield Page(
            f"{url_departement(departement)}communes/",
            "communes_du_departement",
            f"Les communes {territoires.du(departement)}",
            f"Pour chaque commune {territoires.du(departement)}, le lieu d’aide le plus proche.",
            {
                "departement": departement,
                "communes": [(c, by_code.get(c.code)) for c in sorted(known, key=_nom)],
            },
            _fil(departement, annuaire),
        )


def regions(contenu: Contenu) -> Iterator[Page]:
    """The list of régions, then one page per région: its départements and all their lieux."""
    annuaire = contenu.annuaire
    yield Page(
        "regions/", "regions", "Toutes les régions", "Les lieux d’aide au numérique par région."
    )
    for region in annuaire.regions:
        fiches = annuaire.par_region.get(region.code, ())
        own = annuaire.departements_de(region)
        codes = {d.code for d in own}
        yield Page(
            f"regions/{region.slug}/",
            "region",
            region.nom,
            f"Les lieux d’aide au numérique {territoires.dans_le(region)}, par département.",
            {
                "region": region,
                "departements": own,
                "fiches": fiches,
                "fabriques": sum(fiche.lieu.est_labellise for fiche in fiches),
                "traces": [t for t in carte_france.traces(annuaire) if t.departement.code in codes],
            },
            (("Régions", "regions/"),),
        )


def carte(_contenu: Contenu) -> Iterator[Page]:
    """The national map and its equivalent in lists."""
    yield Page(
        "carte/",
        "carte",
        "La carte",
        "La carte de France des lieux d’aide au numérique et des fabriques de territoire.",
    )


def familles(contenu: Contenu) -> Iterator[Page]:
    """The kinds of lieux, then one page per kind."""
    annuaire = contenu.annuaire
    yield Page(
        "familles/",
        "familles",
        "Les familles de lieux",
        "FabLab, coworking, France services, espaces publics numériques : ce que c’est, où.",
    )
    for famille in voc.FAMILLES:
        fiches = annuaire.par_famille.get(famille.cle, ())
        yield Page(
            f"familles/{famille.cle}/",
            "famille",
            famille.nom,
            famille.texte,
            {"famille": famille, **_nationale(fiches)},
            (("Familles", "familles/"),),
        )


def services(contenu: Contenu) -> Iterator[Page]:
    """What one can do there, then one page per service."""
    annuaire = contenu.annuaire
    yield Page(
        "services/",
        "services",
        "Ce qu’on peut y faire",
        "Démarches, apprentissage, accès à internet : ce que proposent les lieux.",
    )
    for service in voc.SERVICES:
        fiches = annuaire.par_service.get(service.slug, ())
        yield Page(
            f"services/{service.slug}/",
            "service",
            service.simple,
            f"{service.simple} : les lieux qui le proposent.",
            {"service": service, **_nationale(fiches)},
            (("Services", "services/"),),
        )


def programme(contenu: Contenu) -> Iterator[Page]:
    """What a fabrique de territoire is, the promises of 2019, what is listed here."""
    page = contenu.redaction.pages.get("programme")
    yield Page(
        "programme/",
        "programme",
        page.titre if page else "Le programme",
        page.description if page else "Les fabriques de territoire.",
        {
            "introduction": page,
            "programme": contenu.redaction.programme,
            "annoncees": ANNONCEES,
            "labels": _labels(contenu.annuaire),
        },
    )


def donnees(contenu: Contenu) -> Iterator[Page]:
    """The files offered, and how many rows conform to the national standard."""
    yield Page(
        "donnees/",
        "donnees",
        "Les données ouvertes",
        "L’annuaire en fichiers libres : CSV du standard national, JSON, GeoJSON.",
        {"conformes": len(contenu.annuaire.conformes)},
    )


def pages_redigees(contenu: Contenu) -> Iterator[Page]:
    """The pages of content/pages/ (the programme's has a page type of its own)."""
    for slug, page in contenu.redaction.pages.items():
        if slug != "programme":
            yield Page(
                f"{slug}/",
                "redigee",
                page.titre,
                page.description,
                {"page_redigee": page, "slug": slug},
            )


def plan(_contenu: Contenu) -> Iterator[Page]:
    """The map of the site."""
    yield Page("plan/", "plan", "Plan du site", "Toutes les pages du site, en une liste.")


def page_404(_contenu: Contenu) -> Iterator[Page]:
    """What a wrong address shows: a way on."""
    yield Page("404.html", "introuvable", "Page introuvable", indexe=False)


PAGES: tuple[Callable[[Contenu], Iterator[Page]], ...] = (
    accueil,
    lieux,
    en_correction,
    redirections,
    communes,
    departements,
    communes_du_departement,
    regions,
    carte,
    familles,
    services,
    programme,
    donnees,
    pages_redigees,
    plan,
    page_404,
)


# --- Addresses --------------------------------------------------------------------------


def url_departement(departement: Departement) -> str:
    """Return the path of a département's page."""
    return f"departements/{departement.slug}/"


def url_commune(commune: Commune) -> str:
    """Return the path of a commune's page; it exists if the commune has a lieu."""
    return f"communes/{commune.slug}/"


def _etape(region: Region) -> tuple[str, str]:
    return (region.nom, f"regions/{region.slug}/")


def _fil(
    departement: Departement, annuaire: Annuaire, commune: Commune | None = None
) -> tuple[tuple[str, str], ...]:
    steps = [
        _etape(territoires.regions()[departement.region]),
        (departement.nom, url_departement(departement)),
    ]
    if commune and commune.code in annuaire.par_commune:
        steps.append((commune.nom, url_commune(commune)))
    # La Réunion is a région and a département: one step is enough, the nearer one.
    return tuple({name: (name, path) for name, path in steps}.values())


# --- Parts of contexts ------------------------------------------------------------------


def _autour(annuaire: Annuaire, fiche: Fiche, n: int, *, joignables: bool = False) -> list[Proche]:
    """Return the n nearest lieux of a lieu, itself apart."""
    if fiche.point is None:
        return []
    exact = fiche.precision != "commune"
    return annuaire.proches(fiche.point, n, sauf=(fiche.slug,), joignables=joignables, sur=exact)


def _joignable(annuaire: Annuaire, fiche: Fiche) -> Proche | None:
    """Return the nearest lieu that has a telephone, for an open one that has none; not too far."""
    if fiche.lieu.telephone or fiche.lieu.est_ferme(annuaire.le):
        return None
    found = _autour(annuaire, fiche, 1, joignables=True)
    return found[0] if found and found[0].km <= JOIGNABLE_MAX_KM else None


_MANQUE = (
    ("telephone", "le téléphone"),
    ("adresse", "l’adresse exacte"),
    ("horaires", "les horaires"),
    ("services", "ce qu’on y fait"),
    ("frais_a_charge", "le prix"),
    ("courriels", "le courriel"),
    ("site_web", "le site web"),
)


def _manque(fiche: Fiche) -> Iterator[str]:
    """Name what nobody has told us yet, the most useful first."""
    return (label for champ, label in _MANQUE if not getattr(fiche.lieu, champ))


def _besoins(annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (phrase, path) for each need that some lieu answers."""
    full = {f"familles/{key}/" for key in annuaire.par_famille}
    full |= {f"services/{slug}/" for slug in annuaire.par_service}
    for besoin in voc.BESOINS:
        found = next((page for page in besoin.pages if page in full), None)
        if found:
            yield besoin.phrase, found


def _par_commune(fiches: tuple[Fiche, ...]) -> list[tuple[Commune, list[Fiche]]]:
    groups = groupby(fiches, key=lambda fiche: fiche.commune)
    return [(commune, list(group)) for commune, group in groups]


def _nationale(fiches: tuple[Fiche, ...]) -> dict[str, Any]:
    """The lieux of a national list by département, named only where the page stays light."""
    groups = groupby(fiches, key=lambda fiche: fiche.departement)
    return {
        "fiches": fiches,
        "par_departement": [(departement, list(group)) for departement, group in groups],
        "nommes": len(fiches) <= LISTE_MAX,
    }


def _semaines(fiches: tuple[Fiche, ...], annuaire: Annuaire) -> dict[str, str]:
    """Say the open days of each lieu that has hours, by slug."""
    return {
        fiche.slug: textes.jours_ouverts(horaires.semaine(fiche.lieu.horaires, annuaire.le))
        for fiche in fiches
        if fiche.lieu.horaires
    }


def _labels(annuaire: Annuaire) -> dict[str, int]:
    labels = [f.lieu.fabrique.label for f in annuaire.labellisees if f.lieu.fabrique]
    return {label: labels.count(label) for label in voc.LABELS_OBTENUS}


def _nom(commune: Commune) -> str:
    return territoires.normaliser(commune.nom)
