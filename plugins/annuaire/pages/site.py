"""The pages that are of the whole site: home, map, data, what people wrote."""

from collections.abc import Iterator

from annuaire import (
    agenda,
    autour,
    carte_france,
    contextes,
    formulaire,
    fraicheur,
    nouvelles,
    provenance,
    relecture,
)
from annuaire import qualite as bilans
from annuaire import vocabulaires as voc
from annuaire.pages.page import Contenu, Page

CHANGEMENTS = 100
"""The changes that /changements/ shows."""


def accueil(contenu: Contenu) -> Iterator[Page]:
    """The one question, the map of départements, the needs."""
    annuaire = contenu.annuaire
    yield Page(
        "",
        "accueil",
        contenu.site.sitename,
        "Trouvez près de chez vous un lieu ouvert à tous, pour apprendre, fabriquer, se faire aider.",
        lambda: {
            "carte": carte_france.nationale(annuaire),
            "besoins": contextes.besoins(annuaire)[: voc.BESOINS_MONTRES],
            "annoncees": contenu.redaction.programme.annoncees,
        },
        flux=contenu.flux.get(""),
    )


def carte(_contenu: Contenu) -> Iterator[Page]:
    """The national map and its equivalent in lists."""
    yield Page(
        "carte/",
        "carte",
        "La carte",
        "La carte de France des fabriques de territoire et des autres lieux.",
    )


def autour_de_moi(_contenu: Contenu) -> Iterator[Page]:
    """The nearest lieux, sorted on the visitor's device; without a script, the other ways."""
    yield Page(
        "autour/",
        "autour",
        "Autour de moi",
        "Les lieux les plus proches de vous. Votre position reste dans votre appareil.",
        {"papiers": autour.rang_papiers()},
    )


def panier(_contenu: Contenu) -> Iterator[Page]:
    """The list that one makes for somebody: kept on the device, printed, sent as a link."""
    yield Page(
        "panier/",
        "panier",
        "Ma liste",
        "Choisissez des lieux pour quelqu’un, imprimez-les ou envoyez-les par un lien.",
    )


def donnees(contenu: Contenu) -> Iterator[Page]:
    """The files offered, and how many rows conform to the national standard."""
    yield Page(
        "donnees/",
        "donnees",
        "Les données ouvertes",
        "L’annuaire en fichiers libres : CSV du standard national, JSON, GeoJSON.",
        lambda: {
            "conformes": len(contenu.annuaire.conformes),
            "reprises": tuple(provenance.reprises(contenu.annuaire)),
            "paires": len(tuple(provenance.paires(contenu.annuaire))),
            "inactives": contenu.sources_inactives,
            "hors_standard": contextes.hors_standard(contenu.annuaire),
            "csv_des_territoires": contextes.csv_des_territoires(contenu.annuaire),
            "colonnes": contextes.CONNUS,
            "connus": contextes.connus(contenu.annuaire.fiches, contenu.annuaire),
        },
    )


def qualite(contenu: Contenu) -> Iterator[Page]:
    """How complete and how fresh the fiches are, by région and by département."""
    annuaire = contenu.annuaire
    verifies, jamais = bilans.verifications(annuaire.ouvertes, annuaire)
    yield Page(
        "qualite/",
        "qualite",
        "Ce que vaut l’annuaire",
        "Ce que nous savons des lieux, et depuis quand, par région et par département.",
        lambda: {
            "total": len(annuaire.ouvertes),
            "stades": list(zip(fraicheur.STADES, verifies, jamais, strict=True)),
            "comptes": contextes.ce_qui_manque(annuaire.fiches, annuaire)["comptes"],
            "colonnes": contextes.CONNUS,
            "paires": len(tuple(provenance.paires(annuaire))),
            **bilans.bilans(annuaire),
        },
        (("Données", "donnees/"),),
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


def changements(contenu: Contenu) -> Iterator[Page]:
    """What changed last in the lieux of France, month by month; the feeds that tell it."""
    yield Page(
        "changements/",
        "changements",
        "Ce qui a changé",
        "Les derniers changements de l’annuaire : nouveaux lieux, fermetures, horaires, adresses.",
        lambda: {
            "mois": nouvelles.par_mois(contenu.nouvelles.toutes[:CHANGEMENTS]),
            "tous_les_flux": tuple(contenu.flux.values()),
        },
        (("Données", "donnees/"),),
        flux=contenu.flux.get(""),
    )


def a_relire(contenu: Contenu) -> Iterator[Page]:
    """Three things that those who keep the annuaire check again this week."""
    annee, semaine, _ = contenu.annuaire.le.isocalendar()
    yield Page(
        "a-relire/",
        "a_relire",
        "Trois choses à relire",
        "Chaque semaine, trois fiches à vérifier de nouveau.",
        lambda: {
            "choses": relecture.trois_choses(contenu.annuaire),
            "semaine": semaine,
            "annee": annee,
        },
        (("Données", "donnees/"),),
        indexe=False,
    )


def contribuer(contenu: Contenu) -> Iterator[Page]:
    """The form that corrects or adds a lieu; a sheet to print and send where no script runs."""
    page = contenu.redaction.pages.get("contribuer")
    yield Page(
        "contribuer/",
        "contribuer",
        page.titre if page else "Contribuer",
        page.description if page else "Corriger une fiche, ajouter un lieu.",
        lambda: {
            "introduction": page,
            "groupes": formulaire.questions(),
            "preuves": formulaire.preuves(),
        },
    )


def pages_redigees(contenu: Contenu) -> Iterator[Page]:
    """The pages of content/pages/ (two have a page type of their own)."""
    for slug, page in contenu.redaction.pages.items():
        if slug not in {"programme", "contribuer"}:
            yield Page(
                f"{slug}/",
                "redigee",
                page.titre,
                page.description,
                {"page_redigee": page, "slug": slug},
            )


def plan(contenu: Contenu) -> Iterator[Page]:
    """The map of the site."""
    some = agenda.toutes(contenu.annuaire.fiches, contenu.annuaire.le)
    yield Page(
        "plan/",
        "plan",
        "Plan du site",
        "Toutes les pages du site, en une liste.",
        {
            "ateliers": [("Les ateliers", agenda.DOSSIER)] if some else [],
            "demarches": bool(contenu.redaction.demarches),
        },
    )


def page_404(_contenu: Contenu) -> Iterator[Page]:
    """What a wrong address shows: a way on."""
    yield Page("404.html", "introuvable", "Page introuvable", indexe=False)
