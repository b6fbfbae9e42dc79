"""What people write beside the entries: the pages of content/pages/, the facts of the programme."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from annuaire import corps, yaml_strict
from annuaire.parties import Partie, champ
from annuaire.problems import Problem
from annuaire.reader import read_text
from annuaire.valeurs import SLUG, Texte

P = TypeVar("P", bound=Partie)

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


def read(content: Path, default: Path) -> tuple[Redaction, list[Problem]]:
    """Read pages/ and programme/ of `content`, each from `default` where `content` has none."""
    problems: list[Problem] = []
    pages_dir = content if (content / "pages").is_dir() else default
    programme_dir = content if (content / "programme").is_dir() else default
    paths = sorted((pages_dir / "pages").glob("*.md"))
    pages = {path.stem: page for path in paths if (page := _page(path, problems))}
    if (pages_dir / "pages").is_dir():
        problems.extend(_missing(pages_dir / "pages"))
    return Redaction(pages, _programme(programme_dir / "programme", problems)), problems


def _page(path: Path, problems: list[Problem]) -> PageRedigee | None:
    text, fault = read_text(path, TAILLE_MAX_PAGE)
    if fault is None and not SLUG.fullmatch(path.stem):
        fault = Problem(
            path=path,
            message=f"le nom du fichier « {path.name} » ne peut pas servir d’adresse",
            remede="Renommez-le : minuscules, chiffres et tirets",
            exemple="mentions-legales.md",
        )
    if fault:
        problems.append(fault)
        return None
    match = re.match(r"---\n(.*?)^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
    values, faults = yaml_strict.lire(match[1], 2) if match else ({}, [])
    typed = {name: value for name, value in values.items() if isinstance(value, str) and value}
    missing = [name for name in ("titre", "description") if name not in typed]
    if match is None or faults or missing:
        problems.append(
            Problem(
                path=path,
                message=f"cette page commence par « --- », {' et '.join(missing) or 'titre'}, « --- »",
                remede="Comparez avec une autre page de content/pages/",
            )
        )
        return None
    body = text[match.end() :]
    unfit = corps.faute(body)
    if unfit:
        message, remede, line = unfit
        line += text[: match.end()].count("\n") + 1
        problems.append(Problem(path=path, line=line, message=message, remede=remede))
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
    raw = _yaml(folder / "sources.yml", problems)
    sources = {
        key: source
        for key, value in (raw if isinstance(raw, dict) else {}).items()
        for source in _parts(folder / "sources.yml", [value], SourceProgramme, problems)
    }
    lists: dict[str, tuple[Any, ...]] = {}
    for name, model in (
        ("promesses", Promesse),
        ("vagues", Vague),
        ("acteurs", Acteur),
        ("reperes", Repere),
    ):
        path = folder / f"{name}.yml"
        lists[name] = tuple(_parts(path, _yaml(path, problems) or [], model, problems))
        problems.extend(_unknown_sources(path, lists[name], sources))
    return Programme(sources, **lists)


def _yaml(path: Path, problems: list[Problem]) -> Any:
    if not path.exists() and not path.is_symlink():
        return None
    text, fault = read_text(path, TAILLE_MAX_PROGRAMME)
    if fault:
        problems.append(fault)
        return None
    is_list = path.stem != "sources"
    if is_list:  # read as the value of one key, so that the same strict reader serves
        lines = "".join(f"  {line}\n" for line in text.split("\n"))
        values, faults = yaml_strict.lire(f"items:\n{lines}", first_line=0)
    else:
        values, faults = yaml_strict.lire(text)
    problems.extend(
        Problem(
            path=path,
            line=f.line,
            column=max(f.column - 2, 1) if is_list else f.column,
            message=f.message,
            remede=f.remede,
            champ=f.champ.removeprefix("items."),
        )
        for f in faults
    )
    return values.get("items") if is_list else values


def _parts(path: Path, rows: Any, model: type[P], problems: list[Problem]) -> Iterator[P]:
    for number, row in enumerate(rows, 1):
        try:
            yield model.model_validate(row)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                champ_ = ".".join(map(str, detail["loc"]))
                message = detail.get("ctx", {}).get("message") or "valeur absente ou inattendue"
                problems.append(
                    Problem(path=path, champ=champ_, message=f"{message} (élément n° {number})")
                )


def _unknown_sources(
    path: Path, items: tuple[Any, ...], sources: Mapping[str, SourceProgramme]
) -> Iterator[Problem]:
    for item in items:
        for key in item.sources:
            if key not in sources:
                yield Problem(
                    path=path,
                    champ="sources",
                    message=f"la source « {key} » n’est pas dans sources.yml",
                    remede="Ajoutez-la, avec son éditeur, son titre, sa date",
                )
