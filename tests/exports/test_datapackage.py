"""The package that describes every file: what it says, and what a program makes of it."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import frictionless
import pytest

from annuaire import annuaire, exports, reader
from annuaire.exports import datapackage
from annuaire_de_test import GOLDEN, LE, PETIT, annuaire_de, petit, site
from exports.conftest import Reel

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@pytest.fixture(scope="module")
def offerts():
    """The bytes of every file of the small tree, by path."""
    return dict(exports.fichiers(petit(), site()))


@pytest.fixture(scope="module")
def paquet(offerts):
    return json.loads(offerts[datapackage.PATH])


@pytest.fixture(scope="module")
def quelques():
    """Those of a site of two départements: fewer files to check."""
    found = annuaire.build(reader.read_tree(PETIT), LE, ("23", "29"))
    return dict(exports.fichiers(found, site(depot="https://github.com/fabriques/fabriques")))


def depose(offerts, dossier: Path) -> Path:
    """Write the files as the site does; return the package's."""
    for path, data in offerts.items():
        (dossier / path).parent.mkdir(parents=True, exist_ok=True)
        (dossier / path).write_bytes(data)
    return dossier / datapackage.PATH


def fautes(paquet: Path) -> list[str]:
    """What frictionless has against a package, each of its files checked."""
    report = frictionless.validate(str(paquet))
    assert len(report.tasks) == len(json.loads(paquet.read_text(encoding="utf-8"))["resources"])
    return [f"{row[0]} : {row[1]}" for row in report.flatten(["name", "message"])]


def test_the_package_of_two_departements_is_the_expected_one(quelques, attendu):
    attendu(GOLDEN / datapackage.PATH, quelques[datapackage.PATH].decode())


def test_every_other_file_is_described_by_its_size_and_its_hash(offerts, paquet):
    described = {f"donnees/{r['path']}": (r["bytes"], r["hash"]) for r in paquet["resources"]}

    assert described == {
        path: (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        for path, data in offerts.items()
        if path != datapackage.PATH
    }


def test_a_resource_has_a_name_of_its_own_a_title_and_a_type(paquet):
    names = [r["name"] for r in paquet["resources"]]

    assert len(set(names)) == len(names)
    for resource in paquet["resources"]:
        assert resource["title"]
        assert resource["encoding"] == "utf-8"
        assert resource["path"].endswith(f".{resource['format']}")
    assert {(r["format"], r["mediatype"]) for r in paquet["resources"]} == {
        ("csv", "text/csv"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
    }


def test_every_csv_and_it_alone_has_a_schema_and_a_dialect(paquet):
    for resource in paquet["resources"]:
        table = resource["format"] == "csv"
        assert table == ("schema" in resource) == ("dialect" in resource)
        assert table == (resource["profile"] == "tabular-data-resource")


def test_the_national_files_share_the_schema_of_the_standard(paquet):
    schemas = {r["path"]: r["schema"] for r in paquet["resources"] if r["format"] == "csv"}

    own = {path for path, schema in schemas.items() if schema == "lieux.tableschema.json"}
    assert own == set(schemas) - {"lieux-complet.csv", "ce-qui-manque.csv", "atlas.csv"}
    assert "departements/23-creuse.csv" in own


def test_no_quote_is_doubled_in_the_national_dialect(paquet):
    dialects = {r["path"]: r["dialect"] for r in paquet["resources"] if r["format"] == "csv"}

    assert dialects["lieux.csv"]["doubleQuote"] is False
    assert dialects["lieux-complet.csv"]["doubleQuote"] is True
    assert {d["lineTerminator"] for d in dialects.values()} == {"\n"}


def test_the_licence_and_the_instant_of_the_build_are_said():
    instant = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)

    text = datapackage.paquet(annuaire_de(), site(instant=instant), [])

    found = json.loads(text)
    assert [(one["name"], one["path"]) for one in found["licenses"]] == [("etalab-2.0", LICENCE)]
    assert found["created"] == "2026-11-23T06:30:00Z"
    assert found["version"] == "2026-11-23"


def test_the_sources_are_those_of_several_lieux_the_widest_first(lieu):
    def cites(id_, *sources):
        return lieu(id=id_, meta={"sources": list(sources)})

    found = annuaire_de(
        cites("a", "ANCT", "https://a.fr/"),
        cites("b", "ANCT", "https://a.fr/", "ANCT"),
        cites("c", "ANCT", {"url": "https://c.fr/", "titre": "Le Journal"}),
        cites("d", "https://d.fr/"),
    )

    assert datapackage.sources(found, site()) == [
        {"title": "ANCT"},
        {"title": "a.fr", "path": "https://a.fr/"},
    ]
    assert datapackage.sources(found, site(depot="https://github.com/a/b"))[0] == {
        "title": "Les fiches de « Fabriques »",
        "path": "https://github.com/a/b",
    }


def test_frictionless_finds_nothing_to_say(offerts, tmp_path):
    assert fautes(depose(offerts, tmp_path)) == []


def test_frictionless_finds_nothing_to_say_of_an_empty_annuaire(tmp_path):
    assert fautes(depose(dict(exports.fichiers(annuaire_de(), site())), tmp_path)) == []


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("donnees/lieux.csv", b'"+33298971234"', b'"02 98 97 12 34"'),
        ("donnees/departements/29-finistere.csv", b'"29900"', b'"2990"'),
        ("donnees/lieux-complet.csv", b"fabrique-numerique", b"fabrique-nume"),
        ("donnees/lieux.json", b"Felletin", b"Felletim"),
    ],
)
def test_frictionless_sees_a_file_that_was_changed(quelques, tmp_path, path, before, after):
    assert before in quelques[path]
    changed = {**quelques, path: quelques[path].replace(before, after)}

    assert fautes(depose(changed, tmp_path))


@pytest.mark.xdist_group("donnees-reelles")
def test_frictionless_finds_nothing_to_say_of_all_the_real_data(reels: dict[str, Reel], tmp_path):
    fiches = sorted(
        (f for one in reels.values() for f in one.annuaire.fiches), key=lambda f: f.ordre
    )
    slugs = {fiche.slug: fiche for fiche in fiches}
    found = annuaire.Annuaire(tuple(slugs.values()), LE)

    assert len(found.conformes) > 3600
    assert fautes(depose(dict(exports.fichiers(found, site())), tmp_path)) == []
