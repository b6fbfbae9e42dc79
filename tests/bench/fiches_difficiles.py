"""What one entry in twenty is hard by: each kind takes the values of an entry and returns them changed."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from bench import lieux_inventes
from bench.textes_inventes import LISTE, PHRASES

Valeurs = dict[str, Any]
Difficulte = Callable[[Valeurs, Random], Valeurs]


def durcir(values: Valeurs, chance: Random) -> Valeurs:
    """Return the values of an entry with one or two difficulties."""
    for difficulte in chance.sample(DIFFICULTES, chance.choice((1, 1, 2))):
        values |= difficulte(values, chance)
    return values


def _nom_long(values: Valeurs, _: Random) -> Valeurs:
    return {
        "nom": f"L’Espace « {values['nom']} » : médiathèque, café-cantine & fab’lab de l’Œuvre"
        " intercommunale d’entraide, d’à-côté et d’ailleurs (antenne n° 2)"
    }


def _nom_court(_: Valeurs, chance: Random) -> Valeurs:
    return {"nom": chance.choice(("L’@", "Le 2.4", "Ü", "K-fé", "La N°7")) + " & Cie"}


def _horaires_rares(_: Valeurs, chance: Random) -> Valeurs:
    rare = (
        "week 1-53/2 We 09:00-12:00; PH off",
        "Tu[1,3] 14:00-16:00; Jul-Aug off",
        'Mo-Fr 09:00-12:00; Sa[1] 10:00-12:00 "sur rendez-vous"; PH off',
        "Sep-Jun: Mo-Fr 08:30-12:15,13:45-17:45; Jul 1-Aug 31: Tu,Th 09:00-12:00; Dec 25 off",
        '"Sur rendez-vous"',
        "24/7",
    )
    return {"horaires": chance.choice(rare)}


def _telephones(values: Valeurs, chance: Random) -> Valeurs:
    more = [f"+339{chance.randint(70000000, 79999999)}", "3960"]
    return {"telephone": [*(values.get("telephone") or ()), *more]}


def _fabrique(values: Valeurs, chance: Random) -> Valeurs:
    return {
        "typologie": ["TIERS_LIEUX"],
        "formations_labels": ["Fabriques de Territoire"],
        "fabrique": {
            "label": "fabrique",
            "vague": chance.randint(1, 4),
            "annee_label": chance.randint(2019, 2023),
            "territoire": "rural",
            "origine": "existant",
            "soutien": {"montant": 150000, "duree_ans": 3},
            "hybridation": ["coworking", "fablab", "cafe", "formation"],
            "roles": ["mediateur", "maker"],
            "emplois_etp": "2.5",
            "ressources": "Adhésions, ateliers, subventions",
            "forme_juridique": "association",
            "sources": [{"url": "https://www.example.org/label", "titre": "Journal local"}],
        },
    }


def _ferme(_: Valeurs, chance: Random) -> Valeurs:
    return {"ferme_le": date(2026, chance.randint(1, 10), chance.randint(1, 28))}


def _tournee(_: Valeurs, chance: Random) -> Valeurs:
    stops = chance.sample(lieux_inventes.communes(), 3)
    days = ("We", "Th", "Fr")
    return {
        "itinerance": ["Itinérant"],
        "tournee": [
            {"code_insee": c.code, "lieu": "Place de la mairie", "regle": f"{day} 09:00-12:00"}
            for c, day in zip(stops, days, strict=True)
        ],
    }


def _agenda(_: Valeurs, chance: Random) -> Valeurs:
    return {
        "avis": [{"du": "2026-12-21", "au": "2027-01-03", "texte": "Fermé pendant les fêtes"}],
        "ateliers": [
            {"titre": "Premiers pas : l’ordinateur", "regle": "Tu 14:00-16:00", "prix": "Gratuit"},
            {
                "titre": "Réparer ensemble",
                "date": date(2026, 12, chance.randint(1, 28)),
                "horaire": "14 h à 16 h",
                "public": "Débutants",
                "texte": "Venez avec votre téléphone et son chargeur.",
            },
        ],
    }


def _histoire(values: Valeurs, _: Random) -> Valeurs:
    return {
        "historique": [{"type": "epn", "du": "2003", "au": "2015-06"}],
        "anciens_slugs": [f"ancien-{values['id']}"],
        "anciens_ids": [f"ancien-{values['id']}"],
    }


def _corps_long(values: Valeurs, chance: Random) -> Valeurs:
    said = " ".join(chance.sample(PHRASES, 10)).format(commune=values["commune"])
    signs = "Ce qui **n’est pas** du *HTML* : <b>gras</b>, 3 < 4, A&B, « guillemets », `code`."
    table = "| Jour | Heure |\n| --- | --- |\n| mardi | 14 h |"
    return {
        "presentation_detail": f"{said}\n\n## Le mercredi\n\n{LISTE}\n\n> {signs}\n\n{table}\n\n"
        f"1. Venez\n2. Demandez\n\n{said}"
    }


def _presque_vide(values: Valeurs, _: Random) -> Valeurs:
    kept = {"id", "nom", "commune", "code_postal", "code_insee", "date_maj", "meta"}
    return dict.fromkeys(values.keys() - kept)


DIFFICULTES: tuple[Difficulte, ...] = (
    _nom_long,
    _nom_court,
    _horaires_rares,
    _telephones,
    _fabrique,
    _ferme,
    _tournee,
    _agenda,
    _histoire,
    _corps_long,
    _presque_vide,
)
