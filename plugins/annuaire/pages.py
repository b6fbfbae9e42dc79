"""The pages of the site, as data: PAGES is its table of contents.

Each function turns the annuaire into the pages of one type; none knows where they are written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annuaire import carte_france, contextes, horaires, json_ld, provenance, territoires
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire, centre, compte_fabriques, point_de
from annuaire.redaction import Redaction
from annuaire.site import Site
from annuaire.sources import Source
from annuaire.territoires import Commune, Departement, Region


@dataclass(frozen=True)
class Contenu:
    """All that a page may speak of."""

    annuaire: Annuaire
    redaction: Redaction
    site: Site
    sources_inactives: tuple[Source, ...] = ()


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
        "Trouvez près de chez vous un lieu ouvert à tous, pour apprendre, fabriquer, se faire aider.",
        {
            "traces": tuple(carte_france.traces(annuaire)),
            "carte": carte_france.dessin(),
            "besoins": tuple(contextes.besoins(annuaire))[: voc.BESOINS_MONTRES],
            "annoncees": contenu.redaction.programme.annoncees,
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
                "manque": tuple(contextes.manque(fiche)),
                "ancien": provenance.ancien(fiche, annuaire),
                "origines": tuple(provenance.origines(fiche)),
                "adopter": provenance.adopter(fiche, contenu.site) if fiche.est_reprise else "",
                "joignable": contextes.joignable(annuaire, fiche),
                "proches": contextes.autour(annuaire, fiche, 3),
                "chef_de_file": annuaire.par_id.get(lieu.fabrique.consortium or "")
                if lieu.fabrique
                else None,
                "remplacant": annuaire.par_id.get(lieu.remplace_par or ""),
                "faits": tuple(contextes.faits(lieu)),
                "tournee": tuple(contextes.tournee(lieu, annuaire)),
                "ateliers": tuple(contextes.ateliers(lieu, annuaire)),
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
            {
                "fiche": faulty,
                "proches": contenu.annuaire.proches(faulty.point, 5, sur=False)
                if faulty.point
                else [],
            },
            _fil(faulty.departement, contenu.annuaire) if faulty.departement else (),
            indexe=False,
        )


def redirections(contenu: Contenu) -> Iterator[Page]:
    """A page at each former address, and at the folders that hold no page of their own."""
    moved = {f"lieux/{old}/": url for old, url in sorted(contenu.annuaire.redirections.items())}
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
            f"Les lieux à {commune.nom} et autour : adresses et contacts.",
            {
                "commune": commune,
                "departement": departement,
                "fiches": fiches,
                "proches": annuaire.proches(point, 5, sauf=slugs, sur=False) if point else [],
                "filtrage": contextes.filtrage(fiches, annuaire),
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
        "La liste des départements, avec le nombre de lieux de chacun.",
    )
    for departement in annuaire.departements:
        fiches = annuaire.par_departement.get(departement.code, ())
        center = centre(departement)
        yield Page(
            url_departement(departement),
            "departement",
            departement.nom,
            f"Les lieux {territoires.dans_le(departement)}, commune par commune.",
            {
                "departement": departement,
                "region": territoires.regions()[departement.region],
                "groupes": contextes.par_commune(fiches),
                "fiches": fiches,
                "proches": [] if fiches or not center else annuaire.proches(center, 5, sur=False),
                "semaines": contextes.semaines(fiches, annuaire),
                "filtrage": contextes.filtrage(fiches, annuaire),
            },
            (_etape(territoires.regions()[departement.region]),),
        )


def ce_qui_manque(contenu: Contenu) -> Iterator[Page]:
    """What nobody told us yet of the lieux of a département, as an invitation to complete them."""
    annuaire = contenu.annuaire
    for departement in annuaire.departements:
        fiches = annuaire.par_departement.get(departement.code, ())
        yield Page(
            f"{url_departement(departement)}ce-qui-manque/",
            "ce_qui_manque",
            f"{departement.nom} : ce que nous ne savons pas",
            f"Les lieux {territoires.du(departement)} dont il manque le téléphone, les horaires,"
            " le prix.",
            {"departement": departement, **contextes.ce_qui_manque(fiches, annuaire)},
            _fil(departement, annuaire),
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
                "communes": [(c, by_code.get(c.code)) for c in sorted(known, key=contextes.nom)],
            },
            _fil(departement, annuaire),
        )


def regions(contenu: Contenu) -> Iterator[Page]:
    """The list of régions, then one page per région: its départements and all their lieux."""
    annuaire = contenu.annuaire
    yield Page(
        "regions/",
        "regions",
        "Toutes les régions",
        "Les régions, avec le nombre de lieux de chacune.",
    )
    for region in annuaire.regions:
        fiches = annuaire.par_region.get(region.code, ())
        own = annuaire.departements_de(region)
        codes = {d.code for d in own}
        yield Page(
            f"regions/{region.slug}/",
            "region",
            region.nom,
            f"Les lieux {territoires.dans_le(region)}, par département.",
            {
                "region": region,
                "departements": own,
                "fiches": fiches,
                "fabriques": compte_fabriques(fiches),
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
        "La carte de France des fabriques de territoire et des autres lieux.",
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
            {"famille": famille, **contextes.nationale(fiches)},
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
            {"service": service, **contextes.nationale(fiches)},
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
            "numeriques": compte_fabriques(contenu.annuaire.fiches, "fabrique-numerique"),
        },
    )


def donnees(contenu: Contenu) -> Iterator[Page]:
    """The files offered, and how many rows conform to the national standard."""
    yield Page(
        "donnees/",
        "donnees",
        "Les données ouvertes",
        "L’annuaire en fichiers libres : CSV du standard national, JSON, GeoJSON.",
        {
            "conformes": len(contenu.annuaire.conformes),
            "reprises": tuple(provenance.reprises(contenu.annuaire)),
            "paires": len(tuple(provenance.paires(contenu.annuaire))),
            "inactives": contenu.sources_inactives,
            "hors_standard": contextes.hors_standard(contenu.annuaire),
            "csv_des_territoires": contextes.csv_des_territoires(contenu.annuaire),
            "colonnes": contextes.CONNUS,
            "connus": contextes.connus(contenu.annuaire.fiches, contenu.annuaire),
            "connus_par_departement": contextes.connus_par_departement(contenu.annuaire),
        },
    )


def rapprochements(contenu: Contenu) -> Iterator[Page]:
    """The records that may speak of one place, for people to settle; no page where there is none."""
    paires = tuple(provenance.paires(contenu.annuaire))
    if not paires:
        return
    yield Page(
        "donnees/rapprochements/",
        "rapprochements",
        "Un seul lieu, ou deux ?",
        "Les fiches qui parlent peut-être du même lieu : dites-nous ce qu’il en est.",
        {"paires": paires},
        (("Données", "donnees/"),),
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
    ce_qui_manque,
    communes_du_departement,
    regions,
    carte,
    familles,
    services,
    programme,
    donnees,
    rapprochements,
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
