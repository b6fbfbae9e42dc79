"""The atlas of what is missing, and the sheet of each département for its élus."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from annuaire import affiche, carte_france, contextes, qpv, soutien, territoires
from annuaire import atlas as mesures
from annuaire.annuaire import Annuaire, compte_fabriques
from annuaire.atlas import QUESTIONS, SEUILS, Bilan, Distances, Question
from annuaire.fiche import Fiche
from annuaire.pages.page import Contenu, Page, fil, url_departement
from annuaire.site import Site
from annuaire.territoires import Commune, Departement, Region

LIEU, FABRIQUE = 0, 1
"""The ranks of two of QUESTIONS."""
QPV_KM = 5
"""A commune with a priority neighbourhood and no fabrique within so many km is listed."""
LOIN_MAX = 6
"""The communes that a sheet names: the farthest."""
FABRIQUES_MAX = 6
"""The fabriques that a sheet names; it counts the others."""
QPV_MAX = 10
"""The communes with a priority neighbourhood that a sheet names."""
PROMIS = ("fabriques-300", "fabriques-qpv", "millions-45")
"""The promises that a sheet recalls, by their key in content/programme/promesses.yml."""


class Rangee(NamedTuple):
    """A row of a table: a territory, the address of its page ("" without), what it adds up to."""

    nom: str
    url: str
    bilan: Bilan


class Tableau(NamedTuple):
    """One question: its rank, its rows, those with most people far first; the query that gives them.

    `blocs` are the régions of the continent and Corse, then those overseas, each with their total;
    last, that of all.
    """

    rang: int
    question: Question
    blocs: Sequence[tuple[Sequence[Rangee], Rangee]]
    departements: Sequence[Rangee]
    requete: str


class SansFabrique(NamedTuple):
    """A commune with priority neighbourhoods and no fabrique near: how many, how far the nearest is."""

    commune: Commune
    quartiers: int
    km: float | None


def atlas(contenu: Contenu) -> Iterator[Page]:
    """How far people are from a lieu, a fabrique, free help, help on Saturday, everywhere."""
    yield Page(
        "atlas/",
        "atlas",
        "Ce qui manque, et où",
        "À quelle distance se trouve l’aide la plus proche, commune par commune.",
        partial(_atlas, contenu),
        (("Données", "donnees/"),),
    )


def _atlas(contenu: Contenu) -> dict[str, Any]:
    annuaire = contenu.annuaire
    found = annuaire.atlas
    question = QUESTIONS[LIEU]
    carte = carte_france.eloignement(annuaire, LIEU, question)
    teintes = [trace.teinte for trace in carte.traces]
    return {
        "atlas": found,
        "france": found.bilan(annuaire.departements),
        "seuils": SEUILS,
        "questions": QUESTIONS,
        "csv": mesures.FICHIER,
        "carte": carte,
        "legende": list(zip(_legende(question), map(teintes.count, range(4)), strict=True)),
        "tableaux": [_tableau(annuaire, rang, one) for rang, one in enumerate(QUESTIONS)],
        "vides": [r for r in annuaire.regions if not annuaire.par_region.get(r.code)],
        "qpv_km": QPV_KM,
        "quartiers": None if contenu.quartiers is None else _par_departement(contenu),
        "communes_qpv": len(_communes_qpv(contenu)),
    }


def _legende(question: Question) -> list[str]:
    low, middle, high = question.bornes
    return [
        f"moins de {low} %",
        f"de {low} à {middle} %",
        f"de {middle} à {high} %",
        f"{high} % et plus",
    ]


def _tableau(annuaire: Annuaire, rang: int, question: Question) -> Tableau:
    def rangee(nom: str, url: str, own: Iterable[Departement]) -> Rangee:
        return Rangee(nom, url, annuaire.atlas.bilan(own))

    def tri(rows: Iterable[Rangee]) -> list[Rangee]:
        return sorted(rows, key=lambda row: -(row.bilan.part(rang, 0) or 0))

    def bloc(nom: str, own: Collection[Departement]) -> tuple[list[Rangee], Rangee]:
        codes = {departement.region for departement in own}
        regions = (r for r in annuaire.regions if r.code in codes)
        rows = (rangee(r.nom, _url(r), annuaire.departements_de(r)) for r in regions)
        return tri(rows), rangee(nom, "", own)

    metropole, outre_mer = _partage(annuaire.departements)
    return Tableau(
        rang,
        question,
        [
            bloc("Métropole", metropole),
            bloc("Outre-mer", outre_mer),
            ([], rangee("Ensemble", "", annuaire.departements)),
        ],
        tri(rangee(d.nom, f"{url_departement(d)}elus/", [d]) for d in annuaire.departements),
        requete(question),
    )


def _url(region: Region) -> str:
    return f"regions/{region.slug}/"


def _partage(departements: Iterable[Departement]) -> tuple[list[Departement], list[Departement]]:
    """Part départements: on the continent and in Corse, overseas."""
    own = list(departements)
    away = [d for d in own if mesures.terre(d) == d.code]
    return [d for d in own if d not in away], away


def requete(question: Question) -> str:
    """Return the query over atlas.csv that gives the people of each département who are far."""
    name = question.colonne
    far = f"{name} > {SEUILS[0]} OR {name} IS NULL"
    return f"SELECT departement, SUM(population) FROM atlas WHERE {far} GROUP BY departement"  # noqa: S608 - shown, never run


def _communes_qpv(contenu: Contenu) -> list[tuple[Commune, int]]:
    """Return the communes of the site that have a priority neighbourhood, and how many of these."""
    shown = {departement.code for departement in contenu.annuaire.departements}
    groups = qpv.par_commune(contenu.quartiers or ()).values()
    return [(commune, len(own)) for commune, own in groups if commune.departement in shown]


def _sans_fabrique(contenu: Contenu, departement: str = "") -> tuple[SansFabrique, ...]:
    """Return the communes with a neighbourhood and no fabrique near, the most populous first."""
    measured = contenu.annuaire.atlas.par_commune
    found = [
        SansFabrique(commune, count, measured[commune.code].km[FABRIQUE])
        for commune, count in _communes_qpv(contenu)
        if departement in ("", commune.departement) and commune.code in measured
    ]
    far = [one for one in found if mesures.est_loin(one.km, QPV_KM)]
    return tuple(sorted(far, key=lambda one: (-(one.commune.population or 0), one.commune.code)))


def _par_departement(contenu: Contenu) -> list[tuple[Departement, list[SansFabrique]]]:
    """Return the same by département, in the order of their codes."""
    groups: dict[str, list[SansFabrique]] = {}
    for one in _sans_fabrique(contenu):
        groups.setdefault(one.commune.departement, []).append(one)
    return [(territoires.departements()[code], groups[code]) for code in sorted(groups)]


def elus(contenu: Contenu) -> Iterator[Page]:
    """One sheet per département: what was promised, what is here, who is far, what is missing."""
    annuaire = contenu.annuaire
    for departement in annuaire.departements:
        fiches = tuple(
            fiche
            for fiche in annuaire.par_departement.get(departement.code, ())
            if not fiche.lieu.est_ferme(annuaire.le)
        )
        bilan = annuaire.atlas.bilan([departement])
        far = annuaire.atlas.plus_loin(departement, LIEU, LOIN_MAX)
        listed = contenu.quartiers is not None
        without = _sans_fabrique(contenu, departement.code) if listed else ()
        yield Page(
            f"{url_departement(departement)}elus/",
            "elus",
            f"{departement.nom} : ce qui est promis, ce qui est là, ce qui manque",
            f"Une feuille A4 pour les élus {territoires.du(departement)}.",
            partial(_elus, departement, fiches, bilan, far, without, contenu),
            fil(departement, annuaire),
            selon=(fiches, bilan, far, listed, without),
        )


def _elus(
    departement: Departement,
    fiches: tuple[Fiche, ...],
    bilan: Bilan,
    far: tuple[Distances, ...],
    without: tuple[SansFabrique, ...],
    contenu: Contenu,
) -> dict[str, Any]:
    annuaire, programme = contenu.annuaire, contenu.redaction.programme
    labelled = [fiche for fiche in fiches if fiche.lieu.est_labellise]
    counts = {
        question.cle: sum(question.passe(f, annuaire.aide(f), annuaire.le) for f in fiches)
        for question in QUESTIONS
    }
    services = sum(fiche.genre == "france-services" for fiche in fiches)
    return {
        "departement": departement,
        "promesses": [p for cle in PROMIS for p in programme.promesses if p.cle == cle],
        "nombres": counts,
        "france_services": services,
        "fabriques": compte_fabriques(fiches),
        "labellisees": [(f, soutien.phrase(f, programme)) for f in labelled[:FABRIQUES_MAX]],
        "autres_labellisees": max(0, len(labelled) - FABRIQUES_MAX),
        "bilan": bilan,
        "questions": QUESTIONS,
        "seuils": SEUILS,
        "eloignees": far,
        "qpv_km": QPV_KM,
        "avec_liste": contenu.quartiers is not None,
        "sans_fabrique": without[:QPV_MAX],
        "autres_sans_fabrique": max(0, len(without) - QPV_MAX),
        "comptes": contextes.ce_qui_manque(fiches, annuaire)["comptes"][:3],
        "adresse": adresse(contenu.site),
        "qr": affiche.qr(adresse(contenu.site), error=None).svg if contenu.site.siteurl else None,
    }


def adresse(site: Site) -> str:
    """Return the address of the form that adds a lieu; "" without SITEURL."""
    return f"{site.siteurl}/contribuer/" if site.siteurl else ""
