"""The theme's files as they are served: stylesheets and scripts minified, vendored files as is."""

import re
from collections.abc import Iterator
from os.path import relpath
from pathlib import Path

import rcssmin
import rjsmin

FEUILLES = ("base", "mise-en-page", "composants", "pages", "carte-france", "impression")
"""The stylesheets served as one, in this order: later ones win."""

SEULES = (
    "affiche",
    "autour",
    "carte",
    "contribuer",
    "court",
    "demarche",
    "fiche",
    "filtres",
    "mairie",
    "panier",
    "recherche",
    "tableaux",
    "programme",
)
"""The stylesheets served alone, to the pages that ask for them."""

CARTE = "carte-vue"
_HEURES = ("lib/ouvert", "lib/dire", "ouvert")
ENSEMBLES: dict[str, tuple[str, ...]] = {
    CARTE: (
        "lib/geometrie",
        "lib/page",
        "lib/partage",
        "lib/donnees",
        "lib/etat",
        "carte-fiche",
        "carte-liste",
        "carte-marqueurs",
        "carte-plan",
        "carte-territoire",
        "carte-vue",
    ),
    "ouvert": _HEURES,
    "lieu": (
        "lib/page",
        "lib/copie",
        *_HEURES,
        "lib/contact",
        "fiche",
        "panier/liste",
        "panier/ajouter",
    ),
    "recherche/champ": (
        "recherche/mots",
        "recherche/index",
        "recherche/noter",
        "recherche/chercher",
        "recherche/champ",
    ),
    "autour/autour": (
        "lib/partage",
        "lib/page",
        "lib/donnees",
        "autour/mots",
        "autour/proches",
        "autour/autour",
    ),
    "panier/panier": (
        "lib/page",
        "lib/copie",
        "panier/liste",
        "panier/fiche",
        "panier/bloc",
        "panier/panier",
    ),
}
"""Scripts served as one, under the name of the key, in the order of their imports.

One request instead of nine is a round trip less for each that imports another, and 3 KB for the
map: docs/decisions/0014.
"""
PARTAGES = ("lib/page", "lib/partage", "lib/donnees")
"""The scripts of the map that the form imports too: served alone as well."""
DU_FORMULAIRE = ("contribuer", "saisie")
"""The folders of its scripts."""

_IMPORT = re.compile(r"^(import \{[^}]*\} from )'([^']+)'\n", re.MULTILINE)


def theme(static: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of each file, the one stylesheet of every page first."""
    yield "theme/site.css", _css(static, FEUILLES)
    yield "theme/toit.svg", (static / "toit.svg").read_bytes()
    for name in SEULES:
        yield f"theme/css/{name}.css", _css(static, (name,))
    joined = {name for names in ENSEMBLES.values() for name in names} - set(PARTAGES)
    for path in sorted((static / "js").rglob("*.js")):
        name = path.relative_to(static / "js").with_suffix("").as_posix()
        if name not in joined:
            yield f"theme/js/{name}.js", _js(_renvoye(path, static / "js"))
    for name, names in ENSEMBLES.items():
        yield f"theme/js/{name}.js", _js(_ensemble(static / "js", names))
    for path in sorted((static / "vendor").rglob("*")):
        if path.is_file() and path.suffix != ".toml":
            yield f"theme/{path.relative_to(static).as_posix()}", path.read_bytes()


def _ensemble(js: Path, names: tuple[str, ...]) -> str:
    """Scripts joined in one, without what they import of one another."""
    return "".join(
        _IMPORT.sub("", (js / f"{name}.js").read_text(encoding="utf-8")) for name in names
    )


def _renvoye(path: Path, js: Path) -> str:
    """A script served alone, which finds in the joined one what it imports of its parts."""

    def point(found: re.Match[str]) -> str:
        target = (path.parent / found[2]).resolve().relative_to(js.resolve())
        name = target.with_suffix("").as_posix()
        shared = name in PARTAGES and path.parent.name in DU_FORMULAIRE
        if name not in ENSEMBLES[CARTE] or shared:
            return found[0]
        joined = relpath(js / f"{CARTE}.js", path.parent)
        return f"{found[1]}'{joined if joined.startswith('.') else f'./{joined}'}'\n"

    return _IMPORT.sub(point, path.read_text(encoding="utf-8"))


def _js(text: str) -> bytes:
    minified: str = rjsmin.jsmin(text)
    return minified.encode()


def _css(static: Path, names: tuple[str, ...]) -> bytes:
    joined = "\n".join((static / f"css/{name}.css").read_text(encoding="utf-8") for name in names)
    minified: str = rcssmin.cssmin(joined)
    return minified.encode()
