"""pa11y, with the rules of axe and of HTML CodeSniffer, on every type of page, on a phone."""

import json
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audit import choix
from audit.constat import Constat
from audit.outils import PAQUETS, lancer
from navigateur.conftest import OPTIONS, TELEPHONE
from navigateur_trouve import chemin_du_navigateur

BIN = PAQUETS / "pa11y" / "bin" / "pa11y.js"
A_LA_FOIS = 2
SUR_UN_DESSIN = re.compile(r'^<text |class="(leaflet|carte)[-_]')
"""The start of an element that a map draws its text with."""
HORS_DE_L_ECRAN = re.compile(r"> div[^>]*> table > t(head|body) > tr[^>]*> t[hd]")
"""A cell of a table that scrolls sideways in a region of its own: axe cannot see it there."""


def reglages() -> dict:
    """Return the configuration of pa11y."""
    return {
        "chromeLaunchConfig": {"executablePath": chemin_du_navigateur(), "args": OPTIONS},
        "runners": ["axe", "htmlcs"],
        "standard": "WCAG2AA",
        "viewport": {**TELEPHONE, "isMobile": True},
        "timeout": 120_000,
    }


def a_l_oeil(issue: dict) -> bool:
    """Tell whether axe leaves to a person the contrast of a text whose ground it cannot see.

    Those on a map: test_the_numbers_of_the_home_map_are_read_on_each_tint measures those of the home
    page. Those of a wide table, beyond the screen, which have the colours of its other cells.
    """
    return (
        issue["code"] == "color-contrast"
        and issue["runnerExtras"].get("needsFurtherReview", False)
        and bool(
            SUR_UN_DESSIN.search(issue["context"]) or HORS_DE_L_ECRAN.search(issue["selector"])
        )
    )


def fautes(chemin: str, issues: list[dict]) -> list[str]:
    """Return each issue as where, what, on which element."""
    return [
        f"{chemin or 'accueil'} : {issue['message']} ({issue['runner']}, {issue['code']}) "
        f"sur {issue['selector']}"
        for issue in issues
        if not a_l_oeil(issue)
    ]


def auditer(site: Path, url: str) -> Constat:
    """Look at a page of each type of a served site."""
    chemins = choix.de_chaque_type(site)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(A_LA_FOIS) as pool:
        config = Path(folder, "pa11y.json")
        config.write_text(json.dumps(reglages()), encoding="utf-8")
        trouvees = list(pool.map(lambda chemin: _une(config, url + chemin), chemins))
    vu = f"{len(chemins)} pages vues"
    if dessines := sum(a_l_oeil(issue) for issues in trouvees for issue in issues):
        vu += f" ; {dessines} textes, sur une carte ou au bout d’un tableau, dont axe ne voit pas le fond"
    if absentes := choix.absentes(site):
        vu += f" ; ce site n’a pas de page pour : {', '.join(absentes)}"
    toutes = [
        f for chemin, issues in zip(chemins, trouvees, strict=True) for f in fautes(chemin, issues)
    ]
    return Constat("pa11y", vu, toutes)


def _une(config: Path, url: str) -> list[dict]:
    command = ["node", str(BIN), "--config", str(config), "--reporter", "json", url]
    return json.loads(lancer(command, attendus=(0, 2), secondes=180).stdout)
