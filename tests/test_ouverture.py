"""What is said of the opening of a lieu, against a table written by hand: a reason per row."""

import csv
import gzip
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from annuaire import ouverture, statut, territoires, theme
from annuaire.model import Lieu
from annuaire_de_test import annuaire_de
from construction import PROJET
from ouverture_lots import navigateur

LE = date(2026, 11, 23)
VERITE = PROJET / "tests" / "fixtures" / "ouverture" / "verite.tsv"
CONSEIL = "appelez avant de venir"


def verites() -> list[dict[str, str]]:
    with VERITE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def question(row: dict[str, str]) -> tuple[str, str, datetime, str]:
    commune = territoires.communes()[row["commune"]]
    zone = ouverture.fuseau(commune)
    calendrier = ouverture.calendrier(commune.departement, zone, LE)
    table = ouverture.table(row["horaires"], commune.departement, LE)
    avis = [[calendrier.rang(date.fromisoformat(day)) for day in row["avis"].split()]]
    at = datetime.fromisoformat(row["heure"]).replace(tzinfo=ZoneInfo(zone))
    known = date.fromisoformat(row["faits"])
    text = table.texte(known, [(one[0], one[1]) for one in avis if one]) if table else ""
    return text, calendrier.texte, at, CONSEIL


def test_every_row_of_the_table_written_by_hand_is_said_as_it_says(tmp_path: Path):
    rows = verites()
    asked = [question(row) for row in rows]
    known = [number for number, one in enumerate(asked) if one[0]]
    said = dict(zip(known, navigateur([asked[n] for n in known], tmp_path), strict=True))

    found = {
        row["raison"]: (said[n]["mots"].replace("\xa0", " ") if said.get(n) else "")
        for n, row in enumerate(rows)
    }

    assert len(rows) > 60
    assert len(found) == len(rows), "chaque raison est unique"
    assert found == {row["raison"]: row["mots"] for row in rows}


def test_no_table_is_written_of_what_nobody_can_say():
    for texte in ("Mo-Fr 09:00-12:00; SH off", "Mo 00:00-00:00", "Mo-Fr", "lundi", "Mo unknown"):
        assert ouverture.table(texte, "23", LE) is None, texte


def test_the_text_of_a_table_is_as_documented():
    table = ouverture.table("Mo-Fr 09:00-12:30,14:00-17:00; Aug off; PH off", "23", LE)

    assert table is not None
    assert table.texte(date(2026, 10, 1)) == "JM30OR,=,=,=,=;!fzr;:71-u"
    assert ouverture.calendrier("971", "America/Guadeloupe", LE).texte == (
        "America/Guadeloupe;g17;F:x,14,3j,4g,4l,4n,4w,56,6i,7e,9k,9u;C:27-2,2u,3g,6p,9l"
    )


def test_a_list_tells_no_hour_of_a_lieu_with_another_clock_or_other_holidays(
    lieu: Callable[..., Lieu],
):
    annuaire = annuaire_de(
        lieu(id="ici", horaires="Mo 09:00-12:00"),
        lieu(id="la-bas", horaires="Mo 09:00-12:00", commune="Strasbourg", code_insee="67482"),
        lieu(id="vague", horaires="Mo 09:00-12:00; SH off"),
        lieu(id="ferme", horaires="Mo 09:00-12:00", ferme_le="2026-01-01"),
    )
    creuse = territoires.departements()["23"]

    found = statut.de_la_liste(annuaire.fiches, annuaire, creuse)

    assert {slug.split("-")[0] for slug in found.tables} == {"ici"}


def test_the_function_weighs_at_most_1_kb_and_all_of_it_2_1_kb():
    served = dict(theme.theme(PROJET / "theme" / "static"))
    state = theme._js((PROJET / "theme/static/js/lib/ouvert.js").read_text(encoding="utf-8"))

    assert len(gzip.compress(state, 6, mtime=0)) <= 1_000
    assert len(gzip.compress(served["theme/js/ouvert.js"], 6, mtime=0)) <= 2_100
