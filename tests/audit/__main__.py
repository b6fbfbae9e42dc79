"""`make audit`: packages, workflows, spoilt entries, then the pages of a built site as served.

python -m audit DOSSIER. Exit 0 when all passes, 1 for a fault, 2 for bad usage.
"""

import sys
from functools import partial
from pathlib import Path

from audit import depot, entrees, lighthouse, pa11y, vnu
from audit.constat import Constat, EmpechementError, tenter, verdict
from audit.outils import poser
from navigateur_trouve import AucunNavigateurError, chemin_du_navigateur
from site_servi import prefixe, servi


def pages(site: Path) -> list[Constat]:
    """Audit the pages of a built site, with each of the three tools."""
    pose = tenter("outils", _outils)
    if pose.fautes:
        return [pose]
    with servi(site, prefixe(site)) as url:
        return [
            tenter(nom, partial(module.auditer, site, url))
            for nom, module in (("vnu", vnu), ("pa11y", pa11y), ("Lighthouse", lighthouse))
        ]


def _outils() -> Constat:
    poser()
    try:
        vu = f"navigateur : {chemin_du_navigateur()}"
    except AucunNavigateurError as error:
        raise EmpechementError(str(error)) from None
    return Constat("outils", vu)


def main(arguments: list[str]) -> int:
    """Run all the audits, whatever each of them finds."""
    if len(arguments) != 1 or not Path(arguments[0], "404.html").is_file():
        print("Donnez le dossier d’un site construit : make audit OUTPUT=output", file=sys.stderr)
        return 2
    constats = [tenter("pip-audit", depot.dependances), tenter("zizmor", depot.workflows)]
    constats += [tenter("mutants", entrees.mutants), tenter("hypothesis", entrees.hasard)]
    constats += pages(Path(arguments[0]).resolve())
    print(verdict(constats))
    return int(any(constat.fautes for constat in constats))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
