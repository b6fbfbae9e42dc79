"""What people write beside the entries: the pages of content/pages/, the facts of the programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annuaire import corps, demarches, feuillets, programme, yaml_strict
from annuaire.demarches import Demarche
from annuaire.problems import Problem
from annuaire.programme import Programme

PAGES_LIEES = ("a-propos", "accessibilite", "contribuer", "mentions-legales", "programme")
"""The pages that every page of the site links to."""
TAILLE_MAX_PAGE = 15_000  # bytes; Markdown takes a second for the worst text of this length


@dataclass(frozen=True)
class PageRedigee:
    """One of our own pages: its title, a sentence on it, safe HTML."""

    titre: str
    description: str
    html: str


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
    facts, faults = programme.lire(programme_dir / "programme")
    problems.extend(faults)
    return Redaction(pages, facts, todo), problems


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
