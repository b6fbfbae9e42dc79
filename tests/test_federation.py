"""Our entries and the open datasets: one place each, each under its address, with its origins."""

from datetime import date

import pytest

from annuaire import annuaire, federation, rapprochement
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, lecture

FS = Source(cle="france-services", nom="France services")
CARTO = Source(cle="carto", nom="La carte")
ICI = {"adresse": "1 rue de l’Église", "latitude": "45.8835", "longitude": "2.1741",
       "precision": "lieu", "code_postal": "23500"}  # fmt: skip


@pytest.fixture
def federe(lieu, tmp_path):
    """Federate our entries with what datasets say; `decisions` is the text of a YAML file."""

    def run(own: list[dict], *collectes: tuple[Source, list[dict]], decisions: str = ""):
        if decisions:
            (tmp_path / "rapprochements.yml").write_text(decisions, encoding="utf-8")
        decided, problems = rapprochement.lire(tmp_path)
        assert problems == []
        return federation.federer(
            [lecture(lieu(**entry)) for entry in own],
            [Collecte(source, tuple(lieu(**row) for row in rows)) for source, rows in collectes],
            decided,
        )

    return run


def test_without_a_dataset_there_is_one_place_per_entry(federe):
    found = federe([{}, {"id": "la-grange", "nom": "La Grange"}])

    assert [(p.slug, p.ids, p.origines) for p in found.places] == [
        ("quartier-rouge-felletin", ("quartier-rouge-felletin",), ()),
        ("la-grange", ("la-grange",), ()),
    ]


def test_a_record_that_no_entry_speaks_of_has_an_address_made_from_its_name(federe):
    rows = [{"id": "fs-2", "nom": "La Grange"}, {"id": "fs-1", "nom": "La Grange !"}]

    found = federe([{}], (FS, rows))

    assert [(p.slug, p.lieu.id, p.lecture) for p in found.places if not p.lecture] == [
        ("la-grange-felletin", "fs-1", None),
        ("la-grange-felletin-2", "fs-2", None),
    ]


def test_a_record_never_takes_the_address_of_an_entry_even_a_former_or_a_faulty_one(lieu):
    own = [
        lecture(lieu(anciens_slugs=["la-grange-felletin"])),
        lecture(None, slug="la-grange-felletin-2"),
    ]
    rows = (lieu(id="fs-1", nom="La Grange"),)

    found = federation.federer(own, [Collecte(FS, rows)])

    assert [p.slug for p in found.places] == ["quartier-rouge-felletin", "la-grange-felletin-3"]


def test_an_entry_and_its_record_are_one_place_that_names_the_dataset(federe):
    own = {**ICI, "telephone": ["+33555661234"], "date_maj": "2026-11-20"}
    row = {**ICI, "id": "fs-1", "telephone": ["+33555661299"], "horaires": "Mo-Fr 09:00-12:00",
           "date_maj": "2024-08-01"}  # fmt: skip

    found = federe([own], (FS, [row]))

    (place,) = found.places
    assert place.ids == ("quartier-rouge-felletin", "fs-1")
    assert (place.lieu.telephone, place.lieu.horaires) == (("+33555661234",), "Mo-Fr 09:00-12:00")
    (origine,) = place.origines
    assert (origine.source, origine.id, origine.le) == (FS, "fs-1", date(2024, 8, 1))
    assert "horaires" in origine.champs
    assert "telephone" not in origine.champs
    assert found.reunies == {"": 1, "france-services": 1}


def test_the_address_that_a_record_would_have_had_leads_to_the_place(federe):
    decisions = "- fiches: [quartier-rouge-felletin, fs-1]\n  decision: meme\n  note: Vu.\n"

    found = federe([{}], (FS, [{"id": "fs-1", "nom": "Le QR"}]), decisions=decisions)

    (place,) = found.places
    assert (place.slug, place.alias) == ("quartier-rouge-felletin", ("le-qr-felletin",))


def test_the_first_dataset_wins_over_the_next(federe):
    first = {**ICI, "id": "fs-1", "telephone": ["+33555661234"]}
    second = {**ICI, "id": "c-1", "telephone": ["+33555661299"], "courriels": ["a@exemple.fr"]}

    found = federe([], (FS, [first]), (CARTO, [second]))

    (place,) = found.places
    assert (place.lieu.telephone, place.lieu.courriels) == (("+33555661234",), ("a@exemple.fr",))
    assert [o.source.cle for o in place.origines] == ["france-services", "carto"]


def test_an_index_answers_for_every_identifier_and_every_former_address(lieu, tmp_path):
    (tmp_path / "rapprochements.yml").write_text(
        "- fiches: [quartier-rouge-felletin, fs-1]\n  decision: meme\n  note: Vu.\n",
        encoding="utf-8",
    )
    decided, _ = rapprochement.lire(tmp_path)
    rows = (lieu(id="fs-1", nom="Le QR"), lieu(id="fs-9", nom="La Grange"))

    index = annuaire.build([lecture(lieu())], LE, (), [Collecte(FS, rows)], decided)

    assert index.par_id["fs-1"] is index.par_id["quartier-rouge-felletin"]
    assert index.redirections["le-qr-felletin"] == "lieux/quartier-rouge-felletin/"
    assert [(f.slug, f.est_reprise, f.chemin) for f in index.fiches] == [
        ("la-grange-felletin", True, "lieux/23-creuse/la-grange-felletin.md"),
        ("quartier-rouge-felletin", False, "lieux/23-creuse/quartier-rouge-felletin.md"),
    ]


def test_nothing_is_joined_that_a_decision_keeps_apart(federe):
    decisions = "- fiches: [quartier-rouge-felletin, fs-1]\n  decision: distinct\n  note: Vu.\n"

    found = federe([ICI], (FS, [{**ICI, "id": "fs-1"}]), decisions=decisions)

    assert len(found.places) == 2


def test_nothing_federated_is_nothing():
    assert federation.federer([], []) == federation.Federation()
