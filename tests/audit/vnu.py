"""The Nu Html Checker over every page and every stylesheet of ours, warnings included."""

import json
from pathlib import Path

from audit.choix import adresse
from audit.constat import Constat, EmpechementError
from audit.outils import PAQUETS, lancer
from lecture_html import echantillon

JAR = PAQUETS / "vnu-jar" / "build" / "dist" / "vnu.jar"
PAR_LANCEMENT = 5000
"""Addresses given to one Java: a command line has its limits."""
FAUTES_DITES = 40
BLOC_DE_DONNEES = '<script type="application/ld+json">'
"""HTML, “prepare the script element”: a data block is never run, so no policy ever blocks it. vnu
26.9.27 does not look at the type, and says of each that it is blocked."""


def a_tort(message: dict) -> bool:
    """Tell whether vnu takes a block of JSON-LD for a script."""
    return (
        message["message"].startswith("Inline script violates Content Security Policy")
        and BLOC_DE_DONNEES in message.get("extract", "")
        and message.get("subType") == "warning"
    )


def phrase(message: dict, url: str) -> str:
    """Return a message as where, then what."""
    where = message.get("url", "").removeprefix(url) or "accueil"
    return f"{where}:{message.get('lastLine', 1)} : {message['message']}"


def fautes(messages: list[dict], url: str) -> list[str]:
    """Return what is to be mended: each different message once, with how many pages have it."""
    par_texte: dict[str, list[dict]] = {}
    for message in messages:
        if not a_tort(message):
            par_texte.setdefault(message["message"], []).append(message)
    dites = [
        phrase(ensemble[0], url) + (f" ({len(ensemble)} fois)" if len(ensemble) > 1 else "")
        for ensemble in par_texte.values()
    ]
    reste = len(dites) - FAUTES_DITES
    return dites[:FAUTES_DITES] + ([f"et {reste} autres messages"] if reste > 0 else [])


def auditer(site: Path, url: str) -> Constat:
    """Check all of a served site; raise EmpechementError when vnu left a file aside."""
    feuilles = sorted(p for p in (site / "theme").rglob("*.css") if "vendor" not in p.parts)
    demandes = [
        url + adresse(path.relative_to(site).as_posix()) for path in [*echantillon(site), *feuilles]
    ]
    messages: list[dict] = []
    for debut in range(0, len(demandes), PAR_LANCEMENT):
        messages += _lire(demandes[debut : debut + PAR_LANCEMENT])
    tort = sum(map(a_tort, messages))
    vu = f"{len(demandes) - len(feuilles)} pages et {len(feuilles)} feuilles de style relues"
    if tort:
        vu += f" ; {tort} avertissements écartés, où vnu prend un bloc JSON-LD pour un script"
    return Constat("vnu", vu, fautes(messages, url))


def _lire(demandes: list[str]) -> list[dict]:
    # vnu refuses local addresses, and from files 'self' would stand for nobody.
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    options = ["--format", "json", "--also-check-css", "--verbose", "--no-langdetect"]
    done = lancer(["java", local, "-jar", str(JAR), *options, *demandes], attendus=(0, 1))
    lues = set(done.stdout.split())
    if oubliees := [demande for demande in demandes if demande not in lues]:
        raise EmpechementError(f"vnu n’a pas lu {len(oubliees)} adresses, dont {oubliees[0]}")
    return json.loads(done.stderr)["messages"]
