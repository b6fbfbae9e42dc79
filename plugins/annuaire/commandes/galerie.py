"""`galerie`: every component of the theme, with its examples, on one page to look at and to test."""

import argparse
import re
import runpy
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader

from annuaire import (
    annuaire,
    carte_donnees,
    carte_france,
    contextes,
    formulaire,
    graphiques,
    horaires,
    photos,
    problems,
    reader,
    redaction,
)
from annuaire import site as reglages
from annuaire.annuaire import Annuaire
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK, compte
from annuaire.croquis import croquis
from annuaire.filtres import FILTRES
from annuaire.pages import Contenu, Page
from annuaire.problems import sur_une_ligne
from annuaire.reader import Lecture
from annuaire.redaction import Redaction
from annuaire.rendu import Rendu
from annuaire.theme import SEULES, theme

PROJET = Path(__file__).parents[3]
THEME = PROJET / "theme"
GALERIE = "galerie/"
SOMBRE = f"{GALERIE}sombre.css"

Fichiers = Iterator[tuple[str, str | bytes]]


class Composant(NamedTuple):
    """One file of theme/templates/components/: its name, its macros as they are called."""

    nom: str
    signatures: tuple[str, ...]


class ExempleFautifError(Exception):
    """An example that cannot be shown: where, and what Jinja says of it."""


def galerie(args: argparse.Namespace) -> int:
    """Write the gallery and what it needs under a folder."""
    if args.vers.exists() and not args.vers.is_dir():
        print(f"Ce n’est pas un dossier : {args.vers}", file=sys.stderr)
        return MAUVAIS_USAGE
    try:
        for path, data in fichiers():
            target = args.vers / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.encode() if isinstance(data, str) else data)
    except ExempleFautifError as error:
        print(sur_une_ligne(str(error)), file=sys.stderr)
        return ERREURS
    except OSError as error:
        print(f"Impossible d’écrire {error.filename} : vérifiez vos droits.", file=sys.stderr)
        return MAUVAIS_USAGE
    shown = compte(len(composants()), "composant")
    print(f"{shown} dans {args.vers / GALERIE / 'index.html'}")
    print(f"Pour les voir : python3 -m http.server --directory {args.vers}")
    print(f"puis http://localhost:8000/{GALERIE}")
    return OK


def composants(folder: Path = THEME / "templates" / "components") -> list[Composant]:
    """Return the components, by name; a file without a macro (`menu`) is none."""
    found = []
    for path in sorted(folder.glob("*.html")):
        macros = re.findall(r"{%-? macro (.+?) -?%}", path.read_text(encoding="utf-8"))
        if macros:
            found.append(Composant(path.stem, tuple(macros)))
    return found


def fichiers() -> Fichiers:
    """Yield (path, content) of the gallery: in the colours of the reader, in dark ones, its theme.

    Raises ExempleFautifError for an example that Jinja refuses.
    """
    read = lectures()
    lieux = exemples(read)
    shown, refused = photos.preparer(read)
    if refused:
        raise ExempleFautifError(problems.terminal(refused[0]))
    served = dict(theme(THEME / "static"))
    facts = _redaction().programme
    own = [f"theme/css/{name}.css" for name in SEULES] + [f"{GALERIE}galerie.css"]
    context = {
        "composants": composants(),
        "croquis": lambda codes: croquis(codes, lieux.fiches),
        "la_france": carte_france.nationale(lieux),
        "filtres_declares": FILTRES,
        "les_graphiques": [graphiques.vagues(facts), *graphiques.jauges(facts, lieux)],
        "programme": facts,
        "questions_du_formulaire": formulaire.questions(),
        "les_photos": shown,
        "par_departement": contextes.nationale(lieux.fiches)["par_departement"],
        "semaine": lambda texte: horaires.semaine(texte, lieux.le),
        "regionale": lambda codes: carte_france.regionale(
            lieux, [d for d in lieux.departements if d.code in codes]
        ),
    }
    light = {**context, "sombre": False, "feuilles": own}
    forced = {**context, "sombre": True, "feuilles": [*own, SOMBRE]}
    pages = (
        Page(GALERIE, "galerie", "Les composants", donnees=light, indexe=False),
        Page(
            f"{GALERIE}sombre/",
            "galerie",
            "Les composants, en sombre",
            donnees=forced,
            indexe=False,
        ),
    )
    rendu = _rendu(lieux)
    for page in pages:
        yield f"{page.path}index.html", _html(rendu, page)
    yield f"{GALERIE}galerie.css", (THEME / "galerie" / "galerie.css").read_bytes()
    yield SOMBRE, _sombre(served)
    yield from ((f"{GALERIE}{path}", text) for path, text in carte_donnees.fichiers(lieux))
    yield from photos.fichiers(shown.values())
    yield from served.items()


def lectures() -> list[Lecture]:
    """The entries of theme/exemples/lieux/."""
    read = list(reader.read_tree(THEME / "exemples"))
    faulty = [str(lecture.path) for lecture in read if lecture.lieu is None]
    if faulty:
        raise ExempleFautifError(
            f"{faulty[0]} : à corriger d’abord (python -m annuaire check {THEME / 'exemples'})"
        )
    return read


def exemples(read: Sequence[Lecture]) -> Annuaire:
    """The index of entries, on the day of the newest."""
    return annuaire.build(read, max(r.lieu.date_maj for r in read if r.lieu))


def _rendu(lieux: Annuaire) -> Rendu:
    """The templates as the site has them, with the examples and the gallery's own beside them."""
    settings: dict[str, Any] = runpy.run_path(str(PROJET / "pelicanconf.py"))
    folders = (THEME / "templates", THEME / "galerie", THEME / "exemples")
    env = Environment(loader=FileSystemLoader(folders), **settings["JINJA_ENVIRONMENT"])  # noqa: S701 - it escapes: JINJA_ENVIRONMENT says so
    instant = datetime.combine(lieux.le, time(), UTC)
    return Rendu(env, Contenu(lieux, _redaction(), reglages.from_settings(settings, instant)))


def _redaction() -> Redaction:
    return redaction.read(PROJET / "content", PROJET / "content")[0]


def _html(rendu: Rendu, page: Page) -> str:
    try:
        return rendu.html(page)
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        named = [line for line in lines if line.filename.endswith(".html")]
        if not named:
            raise
        where = f"{named[-1].filename}, ligne {named[-1].lineno}"
        raise ExempleFautifError(f"{where} : {error}") from None


def _sombre(served: Mapping[str, bytes]) -> bytes:
    """Return our stylesheets, dark whatever the device asks for."""
    ours = [data for path, data in served.items() if re.fullmatch(r"theme/(css/)?[^/]+\.css", path)]
    forced = b"".join(ours).replace(b"(prefers-color-scheme:dark)", b"all")
    return forced + b":root{color-scheme:dark}"
