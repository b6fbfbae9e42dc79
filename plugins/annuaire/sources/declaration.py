"""`content/sources.yml`: which open datasets the site takes up, in order of priority."""

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, model_validator

from annuaire import formats, listes_yaml
from annuaire.contacts import Url, courriel, url
from annuaire.formats import Correspondance
from annuaire.ligne import FormatInconnuError
from annuaire.parties import Partie, champ
from annuaire.problems import Problem
from annuaire.valeurs import Choix, Cle, Jour, Texte, refus

FICHIER = "sources.yml"
TAILLE_MAX = 100_000  # bytes
FORMATS = (*formats.FORMATS, *(cle for cle, _ in formats.GENERIQUES.values()))
RYTHMES = ("quotidienne", "hebdomadaire", "mensuelle", "trimestrielle", "annuelle", "figée")
LICENCES = ("Licence Ouverte 2.0", "Licence Ouverte 1.0", "CC0 1.0")
"""What the site may take up: it publishes all under Licence Ouverte 2.0, which the ODbL forbids."""
SANS_LICENCE = "licence non renseignée"


def _https(value: str) -> str:
    if not value.startswith("https://"):
        raise refus(
            f"« {value} » ne commence pas par https://",
            "Rien n’est téléchargé par une connexion que d’autres peuvent modifier",
            value.replace("http://", "https://", 1),
        )
    return value


def _oui_non(value: Any) -> bool:
    answers = {"true": True, "oui": True, "false": False, "non": False}
    if str(value).strip().lower() not in answers:
        raise refus(f"« {value} » n’est ni true, ni false", "Écrivez true ou false", "true")
    return answers[str(value).strip().lower()]


def _fichier(value: Any) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"([\w-]+/)*[\w-]+\.ya?ml", text):
        raise refus(
            f"« {text} » n’est pas le nom d’un fichier de content/",
            "Écrivez le nom du fichier de la correspondance, avec son dossier",
            "correspondances/creuse.yml",
        )
    return text


def _url_ou_courriel(value: Any) -> str:
    text = str(value).strip()
    return courriel(text) if re.fullmatch(r"[^\s/:]+@[^\s/]+", text) else url(text)


class Source(Partie):
    """One dataset, or a file given by hand, of which only the name may be known."""

    cle: Cle = champ("Clé", aide="Le nom de sa copie locale.", exemple="france-services")
    nom: Texte = champ("Nom", aide="Ce que lit le visiteur.", exemple="Liste des France services")
    editeur: Texte | None = champ("Éditeur", exemple="ANCT", default=None)
    url: Annotated[Url, AfterValidator(_https)] | None = champ("Adresse du fichier", default=None)
    page: Url | None = champ("Page du jeu de données", default=None)
    format: Annotated[str, Choix(FORMATS)] | None = champ("Format", default=None)
    licence: Texte = champ("Licence", default=SANS_LICENCE)
    attribution: Texte | None = champ(
        "Mention à afficher", exemple="ANCT, Licence Ouverte 2.0", default=None
    )
    rafraichie: Annotated[str, Choix(RYTHMES)] | None = champ("Rythme", default=None)
    etat_du: Jour | None = champ(
        "Jour dont parlent les données",
        aide="Pour un fichier figé, dont rien d’autre ne dit la date.",
        exemple="2024-09-18",
        default=None,
    )
    corriger: Annotated[str, BeforeValidator(_url_ou_courriel)] | None = champ(
        "Où corriger", default=None
    )
    correspondance: Annotated[str, BeforeValidator(_fichier)] | None = champ(
        "Fichier de correspondance",
        aide="Pour un format générique : quelle colonne donne quel champ.",
        exemple="correspondances/creuse.yml",
        default=None,
    )
    active: Annotated[bool, BeforeValidator(_oui_non)] = champ("Active", default=True)
    raison: Texte | None = champ("Pourquoi elle est inactive", default=None)


class Declaree(Source):
    """A dataset as `content/sources.yml` declares it: all that is due to its publisher is known."""

    editeur: Texte = champ("Éditeur", aide="Qui publie ces données.", exemple="ANCT")
    url: Annotated[Url, AfterValidator(_https)] = champ(
        "Adresse du fichier", aide="L’adresse qui donne le fichier lui-même.", exemple="https://…"
    )
    page: Url = champ(
        "Page du jeu de données", aide="La page qu’un visiteur peut lire.", exemple="https://…"
    )
    format: Annotated[str, Choix(FORMATS)] = champ("Format", exemple="national-v1")
    licence: Texte = champ("Licence", exemple=LICENCES[0])
    attribution: Texte = champ("Mention à afficher", exemple="ANCT, Licence Ouverte 2.0")
    rafraichie: Annotated[str, Choix(RYTHMES)] = champ("Rythme", exemple="mensuelle")
    corriger: Annotated[str, BeforeValidator(_url_ou_courriel)] = champ(
        "Où corriger", aide="Une adresse du web ou un courriel.", exemple="https://…"
    )
    active: Annotated[bool, BeforeValidator(_oui_non)] = champ(
        "Active", aide="true pour la reprendre, false sinon.", exemple="true"
    )

    @model_validator(mode="after")
    def _coherente(self) -> "Declaree":
        if not self.active and not self.raison:
            raise refus("cette source est inactive sans dire pourquoi", "Ajoutez « raison »")
        if self.active and self.licence not in LICENCES:
            raise refus(
                f"la licence « {self.licence} » ne permet pas de reprendre cette source",
                f"Le site republie sous Licence Ouverte 2.0. Licences possibles : "
                f"{', '.join(LICENCES)} ; sinon, active: false",
            )
        if bool(self.correspondance) != self.format.endswith("-generique"):
            raise refus(
                "une correspondance va avec un format générique, et avec lui seul",
                f"Formats génériques : {', '.join(FORMATS[len(formats.FORMATS) :])}",
            )
        return self


def declarees(content: Path) -> tuple[tuple[Declaree, ...], list[Problem]]:
    """Read `content/sources.yml`: its good sources, and the problems of the others.

    None is declared where the file is absent.
    """
    liste = listes_yaml.lire(content / FICHIER, Declaree, TAILLE_MAX, "- cle: france-services")
    problems = list(liste.problems)
    found: dict[str, Declaree] = {}
    for rang, source in liste.elements:
        if source.cle in found:
            said = f"la clé « {source.cle} » est déjà prise"
            problems.append(liste.problem(rang, ("cle",), said, "Changez-la"))
            continue
        found[source.cle] = source
        try:
            correspondance(content, source)
        except FormatInconnuError as error:
            problems.append(liste.problem(rang, ("correspondance",), str(error)))
    return tuple(found.values()), sorted(problems)


def correspondance(content: Path, source: Source) -> Correspondance | None:
    """Read the mapping of a source, if it has one; raise FormatInconnuError if it is faulty."""
    return (
        formats.lire_correspondance(content / source.correspondance)
        if source.correspondance
        else None
    )
