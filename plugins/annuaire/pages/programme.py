"""The accounts of the programme, and the places that came before it."""

from collections.abc import Iterator
from typing import Any

from annuaire import comptes, graphiques, nouvelles_programme, survie
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.comptes import Compte
from annuaire.fiche import Fiche
from annuaire.pages.page import Contenu, Page
from annuaire.parties import Periode
from annuaire.programme import SANS_CHIFFRE
from annuaire.territoires import Departement

FIL = (("Programme", "programme/"),)


def programme(contenu: Contenu) -> Iterator[Page]:
    """What was promised in 2019, what came, what our fiches prove; then the parts, a page each."""
    page = contenu.redaction.pages.get("programme")
    facts = contenu.redaction.programme
    yield Page(
        "programme/",
        "programme",
        page.titre if page else "Le programme",
        page.description if page else "Les fabriques de territoire.",
        lambda: _comptes(contenu),
    )
    yield Page(
        "programme/promesses/",
        "programme_promesses",
        "Les promesses, une à une",
        "Ce qui était promis en 2019, ce qui est venu, ce que personne ne publie.",
        lambda: _promesses(contenu),
        FIL,
    )
    yield Page(
        "programme/dates/",
        "programme_dates",
        "Les dates, et ceux qui agissent",
        "De l’accès public à internet de 1998 aux fabriques de territoire.",
        {
            "programme": facts,
            "fil_atom": nouvelles_programme.PATH if contenu.site.siteurl and facts.reperes else "",
        },
        FIL,
    )
    yield Page(
        "programme/sources/",
        "programme_sources",
        "Les sources, et comment nous comptons",
        "Chaque publication citée, chaque question posée à nos fiches.",
        lambda: {"citees": facts.citees, "comptage": list(_comptage(contenu).values())},
        FIL,
    )


def _comptes(contenu: Contenu) -> dict[str, Any]:
    annuaire, facts = contenu.annuaire, contenu.redaction.programme
    return {
        "introduction": contenu.redaction.pages.get("programme"),
        "programme": facts,
        "jauges": graphiques.jauges(facts, annuaire),
        "vagues": graphiques.vagues(facts),
        "regions": graphiques.regions(annuaire),
        "territoires": graphiques.territoires(annuaire),
        "formes": graphiques.formes(annuaire),
        "fins": graphiques.fins(facts),
        "survie": survie.survie(annuaire, facts),
    }


def _promesses(contenu: Contenu) -> dict[str, Any]:
    facts, counted = contenu.redaction.programme, _comptage(contenu)
    return {
        "programme": facts,
        "comptes": {p.cle: [counted[cle] for cle in p.mesures] for p in facts.promesses},
        "desaccords": {d.promesse: d for d in facts.desaccords if d.promesse},
        "sans_chiffre": SANS_CHIFFRE,
    }


def _comptage(contenu: Contenu) -> dict[str, Compte]:
    """Count every measure that a promise names, once."""
    keys = dict.fromkeys(c for p in contenu.redaction.programme.promesses for c in p.mesures)
    return {cle: comptes.compter(cle, contenu.annuaire) for cle in keys}


def memoire(contenu: Contenu) -> Iterator[Page]:
    """The former EPN, Cyber-bases and others, by département and commune."""
    yield Page(
        "memoire/",
        "memoire",
        "La mémoire des lieux",
        "Les espaces publics numériques, Cyber-bases et autres lieux d’hier, commune par commune.",
        lambda: {"groupes": _anciens(contenu.annuaire), "types": voc.TYPES_HISTORIQUE},
        FIL,
    )


def _anciens(annuaire: Annuaire) -> list[tuple[Departement, list[tuple[Fiche, Periode]]]]:
    """Return what each lieu was, by département, in the order of the lists."""
    return [
        (departement, rows)
        for departement in annuaire.departements
        if (
            rows := [
                (fiche, period)
                for fiche in annuaire.par_departement.get(departement.code, ())
                for period in fiche.lieu.historique
            ]
        )
    ]
