"""The committed tables are those SOURCES.md tells of, whole, and within their weight."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import annuaire.territoires

DATA = Path(annuaire.territoires.__file__).parent / "data"
TABLES = sorted(p.name for p in DATA.iterdir() if p.suffix in (".tsv", ".json"))


def weight(path):
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def test_every_table_has_its_sha256_in_sources():
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    tables = text.split("## Les tables")[1]
    written = dict(
        re.findall(r"### (\S+)\n.*?SHA-256 de la table : `([0-9a-f]{64})`", tables, re.DOTALL)
    )

    assert written == {
        name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in TABLES
    }


@pytest.mark.parametrize("name", [n for n in TABLES if n.endswith(".tsv")])
def test_tables_are_sorted_lines_of_as_many_fields_as_the_header(name):
    raw = (DATA / name).read_bytes()
    header, *rows = raw.decode("utf-8").removesuffix("\n").split("\n")

    assert b"\r" not in raw
    assert {row.count("\t") for row in rows} == {header.count("\t")}
    keys = [row.split("\t")[0] for row in rows]
    assert keys == sorted(set(keys))


def test_commune_contours_weigh_at_most_1_mb():
    assert weight(DATA / "contours-communes.tsv") <= 1_000_000


def test_base_map_outlines_weigh_at_most_11_kb():
    assert weight(DATA / "contours.json") <= 11_000


def test_all_tables_together_stay_under_8_mb():
    assert sum((DATA / name).stat().st_size for name in TABLES) < 8_000_000
