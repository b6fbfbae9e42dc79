"""The theme's files as they are served: stylesheets and scripts minified, vendored files as is."""

from collections.abc import Iterator
from pathlib import Path

import rcssmin
import rjsmin

FEUILLES = ("base", "mise-en-page", "composants", "pages", "carte-france", "impression")
"""The stylesheets served as one, in this order: later ones win."""

SEULES = ("carte", "filtres")
"""The stylesheets served alone, to the pages that ask for them."""


def theme(static: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of each file, the one stylesheet of every page first."""
    yield "theme/site.css", _css(static, FEUILLES)
    for name in SEULES:
        yield f"theme/css/{name}.css", _css(static, (name,))
    for path in sorted((static / "js").rglob("*.js")):
        minified = rjsmin.jsmin(path.read_text(encoding="utf-8"))
        yield f"theme/{path.relative_to(static).as_posix()}", minified.encode()
    for path in sorted((static / "vendor").rglob("*")):
        if path.is_file() and path.suffix != ".toml":
            yield f"theme/{path.relative_to(static).as_posix()}", path.read_bytes()


def _css(static: Path, names: tuple[str, ...]) -> bytes:
    joined = "\n".join((static / f"css/{name}.css").read_text(encoding="utf-8") for name in names)
    minified: str = rcssmin.cssmin(joined)
    return minified.encode()
