"""Entries of any number for the benchmark of the build: invented, realistic, always the same bytes.

The places come from `lieux_inventes`, read as an import reads them; each then gets the fields and the
paragraphs that people fill in, and one in twenty what a real directory is hard by.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from annuaire import ecriture, formats
from annuaire import vocabulaires as voc
from annuaire.mise_en_ordre import lieu_de
from annuaire.model import Lieu
from bench import fiches_difficiles, lieux_inventes
from bench.textes_inventes import RESUMES, paragraphes

LE = date(2026, 11, 23)
VERSION = 1
"""To be raised with any change here or in what is drawn from: older folders are written anew."""
DIFFICILES = 0.05
NOM_DE_SITE_MAX = 63
"""Letters between two dots of a host (RFC 1035, 2.3.4)."""
MARQUE = "fiches-inventees.json"
PARFOIS = (
    "presentation_resume",
    "site_web",
    "courriels",
    "structure_parente",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "itinerance",
    "modalites_acces",
    "modalites_accompagnement",
    "a_apporter",
)
"""What only some people give: left out, a fiche says what it lacks."""


def ecrire(vers: Path, nombre: int, graine: int = 1) -> Path:
    """Write that many entries under `vers/lieux/<département>/`, unless they are there; return `vers`.

    Some 3 ms an entry. A folder left by a run that was stopped has no mark, and is begun again.
    """
    said = json.dumps({"nombre": nombre, "graine": graine, "version": VERSION})
    mark = vers / MARQUE
    if mark.is_file() and mark.read_text(encoding="utf-8") == said:
        return vers
    shutil.rmtree(vers, ignore_errors=True)
    taken: set[str] = set()
    for lieu in lieux(nombre, graine):
        name = ecriture.slug_libre(ecriture.slug_de(lieu), taken)
        taken.add(name)
        path = vers / ecriture.place(lieu, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ecriture.entree(lieu), encoding="utf-8")
    mark.write_text(said, encoding="utf-8")
    return vers


def lieux(nombre: int, graine: int = 1) -> Iterator[Lieu]:
    """Yield that many lieux; each is drawn by its number, so that a larger site holds the smaller."""
    with tempfile.TemporaryDirectory() as folder:
        fichier = lieux_inventes.ecrire(Path(folder) / "lieux.csv", nombre, graine=graine)
        for ligne in formats.ouvrir(fichier).lignes:
            chance = Random(f"{graine}/{ligne.id}")
            values = ecriture.valeurs(lieu_de(ligne, fichier.name, LE))
            values |= _usuels(values, chance)
            if chance.random() < DIFFICILES:
                values = fiches_difficiles.durcir(values, chance)
            yield Lieu.model_validate(values)


def _usuels(lieu: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Return what most entries say beside the rows of a file."""
    host = ecriture.slug(lieu["nom"], lieu["commune"])[:NOM_DE_SITE_MAX].strip("-")
    site = f"https://{host}.example.org"
    day = LE - timedelta(days=int(chance.triangular(0, 1200, 60)))
    said: dict[str, Any] = {
        "courriels": [f"contact@{site.removeprefix('https://')}"],
        "site_web": [f"{site}/"],
        "presentation_resume": chance.choice(RESUMES).format(commune=lieu["commune"]),
        "presentation_detail": "\n\n".join(paragraphes(chance, lieu["commune"])),
        "itinerance": ["Fixe"],
        "structure_parente": f"{chance.choice(('Ville', 'Mairie', 'CCAS'))} : {lieu['commune']}",
        "date_maj": day,
        "services": _tires(chance, voc.NOMS_SERVICES, 1, 5),
        "publics_specifiquement_adresses": _tires(chance, voc.PUBLICS, 0, 2),
        "prise_en_charge_specifique": _tires(chance, voc.PRISES_EN_CHARGE, 0, 2),
        "frais_a_charge": [chance.choice(voc.FRAIS)],
        "modalites_acces": _tires(chance, voc.MODALITES_ACCES[:4], 1, 2),
        "modalites_accompagnement": _tires(chance, voc.MODALITES_ACCOMPAGNEMENT, 1, 3),
        "a_apporter": _tires(chance, ("Pièce d’identité", "Numéro fiscal", "Carte Vitale"), 0, 2),
        "meta": {
            "sources": [
                {"url": f"{site}/", "titre": "Page du lieu", "date": f"{day:%Y-%m}"},
            ],
        },
    }
    for champ in PARFOIS:
        if chance.random() < 0.4:
            del said[champ]
    if chance.random() < 0.7:  # as in the real files: the others are those of the row
        said["horaires"] = horaires(chance)
    if chance.random() < 0.4:
        said["meta"] |= {"verifie_le": day, "verifie_par": "le lieu lui-même"}
    if chance.random() < 0.25:
        said["prise_rdv"] = f"{site}/rendez-vous"
    if chance.random() < 0.3:
        said["acces"] = chance.choice(("Sonnez, 1er étage", "Rampe à gauche de l’entrée"))
    return said


def horaires(chance: Random) -> str:
    """Return the hours of one week among some hundred thousand."""
    days = chance.choice(("Mo-Fr", "Tu-Fr", "Mo,Tu,Th,Fr", "Tu-Sa", "Mo-We,Fr", "We,Th"))
    morning = f"{_heure(chance, 32, 38)}-{_heure(chance, 47, 50)}"
    afternoon = f"{_heure(chance, 53, 58)}-{_heure(chance, 66, 76)}"
    week = f"{days} {morning},{afternoon}"
    if chance.random() < 0.35 and days != "Tu-Sa":
        week += f"; Sa {_heure(chance, 34, 40)}-{_heure(chance, 47, 52)}"
    return week + ("; PH off" if chance.random() < 0.4 else "")


def _heure(chance: Random, least: int, most: int) -> str:
    """Return a time between two counts of quarters of an hour since midnight."""
    quarters = chance.randint(least, most)
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


def _tires(chance: Random, among: tuple[str, ...], least: int, most: int) -> list[str]:
    drawn = chance.sample(among, chance.randint(least, most))
    return sorted(drawn, key=among.index)
