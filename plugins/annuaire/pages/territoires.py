"""The pages of the communes, départements and régions."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from annuaire import carte_france, contextes, filtres, pres, qualite, statut, territoires
from annuaire.annuaire import Annuaire, compte_fabriques
from annuaire.croquis import croquis
from annuaire.fiche import Fiche, Proche, centre, point_de
from annuaire.pages.page import Contenu, Page, etape, fil, url_commune, url_departement
from annuaire.reseaux import FRANCE
from annuaire.territoires import Commune, Departement, Region

NOMMES_MAX = 150
"""The lieux that the page of a département names: beyond, it counts them by commune, and stays under 20 KB."""


def communes(contenu: Contenu) -> Iterator[Page]:
    """One page per commune that has a lieu, or where an itinerant one stops."""
    annuaire = contenu.annuaire
    proches = cache(partial(_autour, annuaire))
    for commune in annuaire.communes.values():
        departement = territoires.departements()[commune.departement]
        entour = partial(_entour, commune, annuaire, proches)
        yield Page(
            url_commune(commune),
            "commune",
            commune.nom,
            f"Les lieux à {commune.nom} et autour : adresses et contacts.",
            partial(_commune, entour, annuaire),
            fil(departement, annuaire),
            selon=entour,
        )


class _Entour(NamedTuple):
    """What the page of a commune speaks of."""

    commune: Commune
    fiches: tuple[Fiche, ...]
    near: tuple[Proche, ...]
    passages: tuple[tuple[Fiche, Commune, str, str], ...]


def _entour(
    commune: Commune,
    annuaire: Annuaire,
    proches: Callable[[str], dict[str, tuple[Proche, ...]]],
) -> _Entour:
    return _Entour(
        commune,
        annuaire.par_commune.get(commune.code, ()),
        proches(commune.departement).get(commune.code, ()),
        tuple(contextes.passages([commune], annuaire)),
    )


def _autour(annuaire: Annuaire, departement: str) -> dict[str, tuple[Proche, ...]]:
    """Return the lieux to list around each commune of a département, by code.

    A list long enough to need filters needs no more rows: with them, Paris passed the 30 KB of a
    first list.
    """
    own = {
        commune.code: annuaire.par_commune.get(commune.code, ())
        for commune in territoires.communes_du_departement(departement)
        if commune.code in annuaire.communes
    }
    asked = {
        code: point
        for code in own
        if (point := point_de(annuaire.communes[code]))
        and not filtres.choix(own[code], annuaire.le)
    }
    found = pres.pres(annuaire, list(asked.values()), deja=[own[code] for code in asked])
    return dict(zip(asked, found, strict=True))


def _commune(entour: Callable[[], _Entour], annuaire: Annuaire) -> dict[str, Any]:
    commune, fiches, near, passages = entour()
    departement = territoires.departements()[commune.departement]
    shown = (*fiches, *(one.fiche for one in near))
    return {
        "commune": commune,
        "departement": departement,
        "fiches": fiches,
        "semaines": contextes.semaines(shown, annuaire),
        "passages": passages,
        "statuts": statut.de_la_liste(shown, annuaire, departement, commune),
        "proches": near,
        "affiches": pres.sur_l_affiche(fiches, near, annuaire),
        "filtrage": contextes.filtrage(fiches, annuaire),
    }


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
        near = [] if fiches or not center else annuaire.proches(center, 5, sur=False)
        own = contenu.flux.get(url_departement(departement))
        yield Page(
            url_departement(departement),
            "departement",
            departement.nom,
            f"Les lieux {territoires.dans_le(departement)}, commune par commune.",
            partial(_departement, departement, fiches, near, annuaire),
            (etape(territoires.regions()[departement.region]),),
            flux=own,
            selon=(*fiches, near),
        )


def _departement(
    departement: Departement, fiches: tuple[Fiche, ...], near: list[Proche], annuaire: Annuaire
) -> dict[str, Any]:
    named = fiches if len(fiches) <= NOMMES_MAX else ()
    return {
        "departement": departement,
        "region": territoires.regions()[departement.region],
        "groupes": contextes.par_commune(fiches),
        "fiches": fiches,
        "nommes": bool(named),
        "proches": near,
        "dessin": croquis(
            [departement.code], (f for f in fiches if not f.lieu.est_ferme(annuaire.le))
        ),
        "semaines": contextes.semaines(named, annuaire),
        "statuts": statut.de_la_liste(named, annuaire, departement),
        "filtrage": contextes.filtrage(named, annuaire),
        "besoins": contextes.besoins_du(departement, annuaire),
    }


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
            partial(_ce_qui_manque, departement, fiches, annuaire),
            fil(departement, annuaire),
            selon=fiches,
        )


def _ce_qui_manque(
    departement: Departement, fiches: tuple[Fiche, ...], annuaire: Annuaire
) -> dict[str, Any]:
    return {"departement": departement, **contextes.ce_qui_manque(fiches, annuaire)}


def tournee_telephonique(contenu: Contenu) -> Iterator[Page]:
    """A sheet to print and to hold by the telephone: the lieux of a département to check again."""
    annuaire = contenu.annuaire
    for departement in annuaire.departements:
        fiches = annuaire.par_departement.get(departement.code, ())
        if any(not fiche.lieu.est_ferme(annuaire.le) for fiche in fiches):
            yield Page(
                f"{url_departement(departement)}tournee-telephonique/",
                "tournee_telephonique",
                f"{departement.nom} : la tournée téléphonique",
                f"Les lieux {territoires.du(departement)} à rappeler, sur une feuille.",
                partial(_tournee_telephonique, departement, fiches, annuaire),
                fil(departement, annuaire),
                indexe=False,
                selon=fiches,
            )


def _tournee_telephonique(
    departement: Departement, fiches: tuple[Fiche, ...], annuaire: Annuaire
) -> dict[str, Any]:
    return {"departement": departement, **qualite.tournee_telephonique(fiches, annuaire)}


def communes_du_departement(contenu: Contenu) -> Iterator[Page]:
    """All the communes of a département, each with its nearest lieu."""
    annuaire = contenu.annuaire
    for departement in annuaire.departements:
        own = territoires.communes_du_departement(departement.code)
        known = [commune for commune in own if commune.parent is None]
        located = [(c, p) for c in known if (p := point_de(c))]
        nearest = annuaire.plus_proche_de([point for _, point in located])
        by_code = {c.code: near for (c, _), near in zip(located, nearest, strict=True)}
        rows = tuple((c, by_code.get(c.code)) for c in sorted(known, key=contextes.nom))
        yield Page(
            f"{url_departement(departement)}communes/",
            "communes_du_departement",
            f"Les communes {territoires.du(departement)}",
            f"Pour chaque commune {territoires.du(departement)}, le lieu d’aide le plus proche.",
            {
                "departement": departement,
                "communes": rows,
                "codes_postaux": sorted({cp for c in known for cp in c.codes_postaux}),
            },
            fil(departement, annuaire),
            selon=rows,
        )


def regions(contenu: Contenu) -> Iterator[Page]:
    """The list of régions, then one page per région: its départements, all their lieux, whom to ask."""
    annuaire = contenu.annuaire
    yield Page(
        "regions/",
        "regions",
        "Toutes les régions",
        "Les régions, avec le nombre de lieux de chacune.",
    )
    # The tints of a map are those of France: they move with the counts of every département.
    comptes = tuple(len(annuaire.par_departement.get(d.code, ())) for d in annuaire.departements)
    for region in annuaire.regions:
        yield Page(
            f"regions/{region.slug}/",
            "region",
            region.nom,
            f"Les lieux {territoires.dans_le(region)}, par département.",
            partial(_region, region, contenu),
            (("Régions", "regions/"),),
            flux=contenu.flux.get(f"regions/{region.slug}/"),
            selon=(comptes, annuaire.par_region.get(region.code, ())),
        )


def _region(region: Region, contenu: Contenu) -> dict[str, Any]:
    annuaire, programme = contenu.annuaire, contenu.redaction.programme
    own, fiches = annuaire.departements_de(region), annuaire.par_region.get(region.code, ())
    return {
        "region": region,
        "departements": own,
        "fiches": fiches,
        "fabriques": compte_fabriques(fiches),
        "dessin": carte_france.regionale(annuaire, own),
        "programme": programme,
        "reseau": programme.reseaux.get(region.slug),
        "reseaux_de_france": programme.reseaux.get(FRANCE),
    }
