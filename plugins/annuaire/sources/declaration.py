"""`content/sources.yml`: which open datasets the site takes up, in order of priority."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationError, model_validator
from pydantic_core import ErrorDetails

from annuaire import formats, reader, yaml_strict
from annuaire.contacts import Url, courriel, url
from annuaire.formats import Correspondance
from annuaire.ligne import FormatInconnuError
from annuaire.parties import Partie, champ
from annuaire.problems import Problem
from annuaire.valeurs import SLUG, Choix, Jour, Texte, proche, refus

FICHIER = "sources.yml"
TAILLE_MAX = 100_000  # bytes
FORMATS = (*formats.FORMATS, *(cle for cle, _ in formats.GENERIQUES.values()))
RYTHMES = ("quotidienne", "hebdomadaire", "mensuelle", "trimestrielle", "annuelle", "figée")
LICENCES = ("Licence Ouverte 2.0", "Licence Ouverte 1.0", "CC0 1.0")
"""What the site may take up: it publishes all under Licence Ouverte 2.0, which the ODbL forbids."""
SANS_LICENCE = "licence non renseignée"


def _cle(value: Any) -> str:
    text = str(value).strip()
    if not SLUG.fullmatch(text) or len(text) > 60:
        raise refus(
            f"« {text} » ne peut pas servir de clé",
            "Écrivez en minuscules, sans accent, avec des tirets",
            "france-services",
        )
    return text


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

    cle: Annotated[str, BeforeValidator(_cle)] = champ(
        "Clé", aide="Le nom de sa copie locale.", exemple="france-services"
    )
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
    path = content / FICHIER
    if not path.exists() and not path.is_symlink():
        return (), []
    text, fault = reader.read_text(path, TAILLE_MAX)
    if fault:
        return (), [fault]
    # Read as the value of one key, so that the strict reader of the entries serves.
    inner = "items:\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    values, faults = yaml_strict.lire(inner, first_line=0)
    problems = [
        Problem(
            path=path,
            line=fault.line,
            column=max(fault.column - 2, 1),
            champ=fault.champ.removeprefix("items."),
            message=fault.message,
            remede=fault.remede,
            exemple=fault.exemple,
        )
        for fault in faults
    ]
    rows = values.get("items") or []
    if not isinstance(rows, list):
        remedy = "Commencez chaque source par « - cle: … », en début de ligne"
        return (), [Problem(path=path, message="il faut une liste de sources", remede=remedy)]
    found: dict[str, Declaree] = {}
    for rank, row in enumerate(rows):
        place = _Place(path, inner, rank)
        source = _source(row, place, problems)
        if source and source.cle in found:
            problems.append(
                place.problem(("cle",), f"la clé « {source.cle} » est déjà prise", "Changez-la")
            )
        elif source:
            problems.extend(_faute_correspondance(content, source, place))
            found[source.cle] = source
    return tuple(found.values()), problems


def correspondance(content: Path, source: Source) -> Correspondance | None:
    """Read the mapping of a source, if it has one; raise FormatInconnuError if it is faulty."""
    return (
        formats.lire_correspondance(content / source.correspondance)
        if source.correspondance
        else None
    )


def _faute_correspondance(content: Path, source: Source, place: "_Place") -> Iterator[Problem]:
    try:
        correspondance(content, source)
    except FormatInconnuError as error:
        yield place.problem(("correspondance",), str(error))


class _Place:
    """One item of the file: where its values stand."""

    def __init__(self, path: Path, text: str, rank: int) -> None:
        self._path, self._text, self._rank = path, text, rank

    def problem(
        self, loc: tuple[int | str, ...], message: str, remede: str = "", exemple: str = ""
    ) -> Problem:
        positions = yaml_strict.positions(self._text, first_line=0)
        line, column = positions.of(("items", self._rank, *loc), key=not loc)
        return Problem(
            path=self._path,
            line=line,
            column=max(column - 2, 1),
            champ=".".join(map(str, loc)),
            message=message,
            remede=remede,
            exemple=exemple,
        )


def _source(row: Any, place: _Place, problems: list[Problem]) -> Declaree | None:
    try:
        return Declaree.model_validate(row)
    except ValidationError as error:
        problems.extend(_problem(detail, place) for detail in error.errors(include_url=False))
        return None


def _problem(detail: ErrorDetails, place: _Place) -> Problem:
    """Say one error of the model in French, at its line."""
    loc, kind, context = detail["loc"][:1], detail["type"], detail.get("ctx", {})
    info = Declaree.model_fields.get(str(loc[0])) if loc else None
    example = str(info.examples[0]) if info and info.examples else ""
    if kind == "valeur_refusee":
        return place.problem(loc, context["message"], context["remede"], context["exemple"])
    if kind == "extra_forbidden":
        near = proche(str(loc[0]), Declaree.model_fields)
        remedy = f"Vouliez-vous « {near} » ?" if near else "Retirez cette ligne"
        return place.problem(loc, "ce champ n’existe pas", remedy)
    if kind == "missing":
        help_ = (info.description if info else None) or "Ajoutez-le"
        return place.problem(
            loc,
            "ce champ est obligatoire et il manque",
            help_ if info and help_ != info.title else "Ajoutez-le",
            f"{loc[0]}: {example}" if example else "",
        )
    return place.problem(loc, *reader.plain_message(kind, context, detail["input"]), example)
