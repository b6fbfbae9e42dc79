"""What people write beside the entries: the pages of content/pages/, the facts of the programme."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from annuaire import corps, demarches, feuillets, listes_yaml, reseaux, yaml_strict
from annuaire.demarches import Demarche
from annuaire.listes_yaml import Liste
from annuaire.parties import Partie, champ
from annuaire.problems import Problem
from annuaire.reader import read_text
from annuaire.reseaux import Reseau
from annuaire.valeurs import Texte

PAGES_LIEES = ("a-propos", "accessibilite", "contribuer", "mentions-legales", "programme")
"""The pages that every page of the site links to."""
TAILLE_MAX_PAGE = 15_000  # bytes; Markdown takes a second for the worst text of this length
TAILLE_MAX_PROGRAMME = 100_000  # bytes


@dataclass(frozen=True)
class PageRedigee:
    """One of our own pages: its title, a sentence on it, safe HTML."""

    titre: str
    description: str
    html: str


class SourceProgramme(Partie):
    """A publication that a figure of the programme comes from."""

    editeur: Texte = champ("Éditeur", exemple="Banque des Territoires")
    titre: Texte = champ("Titre", exemple="60 nouvelles fabriques de territoires")
    date: Texte | None = champ("Date", exemple="2020-10", default=None)
    url: str | None = champ("Adresse", exemple="https://…", default=None)


class Promesse(Partie):
    """A promise of 2019, and what came of it."""

    cle: Texte = champ("Clé", exemple="trois-cents")
    promesse: Texte = champ("La promesse", exemple="Ouvrir ou soutenir 300 fabriques.")
    chiffre: Texte = champ("Le chiffre", exemple="300")
    date: Texte = champ("Quand", exemple="2019-07")
    constat: Texte = champ("Ce qui est venu", exemple="non publié")
    sources: list[str] = champ("Sources", min_length=1)


class Vague(Partie):
    """One wave of laureates."""

    vague: Texte = champ("Vague", exemple="1")
    date: Texte | None = champ("Date", exemple="2020-02-03", default=None)
    laureats: Texte | None = champ("Lauréats", exemple="80", default=None)
    total: Texte | None = champ("Total annoncé", exemple="80", default=None)
    note: Texte | None = champ("Note", default=None)
    sources: list[str] = champ("Sources", min_length=1)


class Acteur(Partie):
    """Who launched, funded or wrote about the programme."""

    nom: Texte = champ("Nom", exemple="Avicca")
    role: Texte = champ("Rôle", exemple="Association de collectivités pour le numérique.")
    lien: str | None = champ("Adresse", default=None)
    sources: list[str] = champ("Sources", min_length=1)


class Repere(Partie):
    """One date of the timeline."""

    date: Texte = champ("Date", exemple="1998")
    titre: Texte = champ("Titre", exemple="Les emplois-jeunes")
    texte: Texte = champ("Texte", default="")
    sources: list[str] = champ("Sources", min_length=1)


@dataclass(frozen=True)
class Programme:
    """The facts of the programme, each with the keys of its sources."""

    sources: Mapping[str, SourceProgramme] = field(default_factory=dict)
    promesses: tuple[Promesse, ...] = ()
    vagues: tuple[Vague, ...] = ()
    acteurs: tuple[Acteur, ...] = ()
    reperes: tuple[Repere, ...] = ()
    reseaux: Mapping[str, Reseau] = field(default_factory=dict)
    """The network of tiers-lieux of each région, by its slug; reseaux.FRANCE for all of them."""

    @property
    def annoncees(self) -> int | None:
        """The fabriques announced in all: the last total of the waves, None if none is known."""
        totals = [int(v.total) for v in self.vagues if v.total and v.total.isdigit()]
        return totals[-1] if totals else None


@dataclass(frozen=True)
class Redaction:
    """All that is written beside the entries."""

    pages: Mapping[str, PageRedigee]
    programme: Programme
    demarches: Mapping[str, Demarche] = field(default_factory=dict)
    """What people come to do, by slug."""


def read(content: Path, default: Path) -> tuple[Redaction, list[Problem]]:
    """Read pages/, programme/ and demarches/ of `content`, each from `default` where it has none."""
    problems: list[Problem] = []
    pages_dir = content if (content / "pages").is_dir() else default
    programme_dir = content if (content / "programme").is_dir() else default
    paths = sorted((pages_dir / "pages").glob("*.md"))
    pages = {path.stem: page for path in paths if (page := _page(path, problems))}
    if (pages_dir / "pages").is_dir():
        problems.extend(_missing(pages_dir / "pages"))
    demarches_dir = content if (content / "demarches").is_dir() else default
    todo, faults = demarches.lire(demarches_dir / "demarches")
    problems.extend(faults)
    return Redaction(pages, _programme(programme_dir / "programme", problems), todo), problems


def _page(path: Path, problems: list[Problem]) -> PageRedigee | None:
    found = feuillets.lire(path, TAILLE_MAX_PAGE, "mentions-legales.md")
    if isinstance(found, Problem):
        problems.append(found)
        return None
    values, faults = yaml_strict.lire(found.champs, 2) if found.champs else ({}, [])
    typed = {name: value for name, value in values.items() if isinstance(value, str) and value}
    missing = [name for name in ("titre", "description") if name not in typed]
    if found.champs is None or faults or missing:
        problems.append(
            Problem(
                path=path,
                message=f"cette page commence par « --- », {' et '.join(missing) or 'titre'}, « --- »",
                remede="Comparez avec une autre page de content/pages/",
            )
        )
        return None
    body = found.texte
    unfit = corps.faute(body)
    if unfit:
        message, remede, line = unfit
        problems.append(Problem(path=path, line=found.ligne + line, message=message, remede=remede))
        return None
    return PageRedigee(typed["titre"], typed["description"], corps.html_page(body))


def _missing(folder: Path) -> Iterator[Problem]:
    for name in PAGES_LIEES:
        path = folder / f"{name}.md"
        if not path.exists() and not path.is_symlink():
            yield Problem(
                path=path,
                message="cette page manque, et toutes les autres y mènent",
                remede="Écrivez-la, ou recopiez celle du projet",
            )


def _programme(folder: Path, problems: list[Problem]) -> Programme:
    sources = _sources(folder / "sources.yml", problems)
    lists: dict[str, Liste[Any]] = {}
    for name, model, exemple in (
        ("promesses", Promesse, "- sources: [cle]"),
        ("vagues", Vague, "- sources: [cle]"),
        ("acteurs", Acteur, "- sources: [cle]"),
        ("reperes", Repere, "- sources: [cle]"),
        ("reseaux", Reseau, "- region: bretagne"),
    ):
        path = folder / f"{name}.yml"
        lists[name] = liste = listes_yaml.lire(path, model, TAILLE_MAX_PROGRAMME, exemple)
        problems.extend(liste.problems)
        problems.extend(_unknown_sources(liste, sources))
    networks = lists.pop("reseaux")
    problems.extend(reseaux.en_double(networks))
    return Programme(
        sources,
        **{name: tuple(one.valeur for one in liste.elements) for name, liste in lists.items()},
        reseaux={reseau.region: reseau for _, reseau in networks.elements},
    )


def _sources(path: Path, problems: list[Problem]) -> dict[str, SourceProgramme]:
    """Read the publications that the programme cites, by the key that its facts name them by."""
    if not path.exists() and not path.is_symlink():
        return {}
    text, fault = read_text(path, TAILLE_MAX_PROGRAMME)
    values, faults = ({}, []) if fault else yaml_strict.lire(text)
    problems.extend([fault] if fault else [Problem(path=path, **asdict(one)) for one in faults])
    found = {}
    for key, value in values.items():
        try:
            found[key] = SourceProgramme.model_validate(value)
        except ValidationError as error:
            problems.extend(feuillets.fautes(path, error, SourceProgramme, text, sous=(key,)))
    return found


def _unknown_sources(
    liste: Liste[Any], sources: Mapping[str, SourceProgramme]
) -> Iterator[Problem]:
    for rang, fact in liste.elements:
        for key in fact.sources:
            if key not in sources:
                yield liste.problem(
                    rang,
                    ("sources",),
                    f"la source « {key} » n’est pas dans sources.yml",
                    "Ajoutez-la, avec son éditeur, son titre, sa date",
                )
