"""The démarches of content/demarches/: what each is, what to bring, where help is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationError

from annuaire import corps, feuillets, phrases_simples, yaml_strict
from annuaire import vocabulaires as voc
from annuaire.contacts import Url, telephone
from annuaire.parties import Liste, Partie, champ
from annuaire.problems import Problem
from annuaire.valeurs import Choix, Jour, Texte, refus

TAILLE_MAX = 8_000  # bytes: the page is one sheet of paper
OFFICIELS = (
    "gouv.fr",
    "ameli.fr",
    "caf.fr",
    "francetravail.fr",
    "info-retraite.fr",
    "justice.fr",
    "lassuranceretraite.fr",
    "monespacesante.fr",
    "msa.fr",
    "service-public.fr",
)
"""The domains of the State and of the bodies that pay: others sell what is free."""


def _official(url: str) -> str:
    host = urlsplit(url).hostname or ""
    if not any(host == one or host.endswith(f".{one}") for one in OFFICIELS):
        raise refus(
            f"« {host} » n’est pas un site officiel que nous connaissons",
            "Donnez l’adresse du service public ; un site payant n’a pas sa place ici",
            "https://www.impots.gouv.fr/",
        )
    return url


class Numero(Partie):
    """A telephone that answers about a démarche, and what the call costs."""

    nom: Texte = champ("Qui répond", exemple="Les impôts")
    numero: Annotated[str, BeforeValidator(telephone)] = champ(
        "Téléphone", exemple='"0 809 401 401"'
    )
    prix: Texte = champ("Ce que coûte l’appel", exemple="prix d’un appel normal")


class SourceDemarche(Partie):
    """Where a fact was read, and of which day it was."""

    titre: Texte = champ("Titre", exemple="Contacter l’Assurance maladie")
    url: Url = champ("Adresse", exemple="https://www.ameli.fr/")
    date: Texte | None = champ("Date de la page", exemple="2020-07-03", default=None)


class EnTete(Partie):
    """The fields at the head of a démarche."""

    titre: Texte = champ("Titre", exemple="Déclarer et payer ses impôts", max_length=60)
    description: Texte = champ("Une phrase", exemple="Déclarer ses revenus.", max_length=160)
    organisme: Texte = champ("Organisme", exemple="Direction générale des finances publiques")
    mots: Liste[Texte] = champ(
        "Les mots que les gens emploient", exemple="[impots, declaration]", min_length=1
    )
    besoins: Liste[Annotated[str, Choix(b.cle for b in voc.BESOINS)]] = champ(
        "Besoins", exemple="[demarche]", default=(voc.DEMARCHE.cle,)
    )
    a_apporter: Liste[Texte] = champ(
        "Ce qu’il faut apporter", exemple="[Votre dernier avis d’impôt]", min_length=1
    )
    sites: Liste[Annotated[Url, AfterValidator(_official)]] = champ(
        "Sites officiels", exemple="[https://www.impots.gouv.fr/]", default=()
    )
    telephones: list[Numero] = champ("Téléphones officiels", default_factory=list)
    sources: list[SourceDemarche] = champ("Sources", min_length=1)
    mis_a_jour: Jour = champ("Relu le", exemple="2026-11-23")


@dataclass(frozen=True)
class Demarche:
    """One démarche: its slug, its fields, the safe HTML of what explains it."""

    slug: str
    entete: EnTete
    html: str

    @property
    def url(self) -> str:
        """The address of the page, from the root of the site."""
        return f"demarches/{self.slug}/"


def lire(folder: Path) -> tuple[Mapping[str, Demarche], list[Problem]]:
    """Read the démarches of a folder, by slug; a faulty one gives all of its problems instead."""
    problems: list[Problem] = []
    read = (_demarche(path, problems) for path in sorted(folder.glob("*.md")))
    return {one.slug: one for one in read if one}, problems


def _demarche(path: Path, problems: list[Problem]) -> Demarche | None:
    found = feuillets.lire(path, TAILLE_MAX, "carte-d-identite.md")
    if isinstance(found, Problem):
        problems.append(found)
        return None
    front, body, first = found
    if front is None:
        problems.append(
            Problem(
                path=path,
                message="une démarche commence par ses champs, entre deux lignes « --- »",
                remede="Comparez avec une autre démarche de content/demarches/",
                exemple="---, titre: Demander sa retraite, …, ---",
            )
        )
        return None
    entete, faults = _entete(path, front)
    faults += _of_body(path, body, first)
    problems.extend(faults)
    if entete is None or any(one.niveau == "erreur" for one in faults):
        return None
    problems.extend(_style(path, entete, body, front, first))
    return Demarche(path.stem, entete, corps.html_page(body))


def _entete(path: Path, front: str) -> tuple[EnTete | None, list[Problem]]:
    values, faults = yaml_strict.lire(front, 2)
    problems = [Problem(path=path, **asdict(one)) for one in faults]
    if problems:
        return None, problems
    try:
        return EnTete.model_validate(values), []
    except ValidationError as error:
        return None, list(feuillets.fautes(path, error, EnTete, front, ligne=2))


def _of_body(path: Path, body: str, first: int) -> list[Problem]:
    unfit = corps.faute(body)
    if unfit:
        return [Problem(path=path, line=first + unfit[2], message=unfit[0], remede=unfit[1])]
    if body.strip():
        return []
    return [
        Problem(
            path=path,
            line=first,
            message="le texte de cette démarche manque",
            remede="Sous les champs, dites ce que c’est et comment faire, en phrases courtes",
        )
    ]


def _style(path: Path, entete: EnTete, body: str, front: str, first: int) -> Iterator[Problem]:
    """What to say more simply: it informs, it stops nobody."""
    places = yaml_strict.positions(front, 2)
    rows: list[tuple[int, str]] = [
        (places.of((name,))[0], text)
        for name, values in (
            ("description", [entete.description]),
            ("a_apporter", entete.a_apporter),
        )
        for text in values
    ]
    rows += [(first + i, line) for i, line in enumerate(body.split("\n"))]
    for line, (message, remede) in phrases_simples.fautes(rows):
        yield Problem(path=path, line=line, message=message, remede=remede, niveau="avis")


def pour(besoin: str, demarches: Iterable[Demarche]) -> list[Demarche]:
    """Return the démarches that concern a need, given by its key."""
    return [one for one in demarches if besoin in one.entete.besoins]
