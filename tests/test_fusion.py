"""Records of one place merged: who wins each field, what moves together, what stays out."""

from datetime import date

import pytest

from annuaire import checks, ecriture, fusion, problems, rapprochement, reader
from annuaire.model import Lieu
from annuaire.rapprochement import Groupe, Notice, rapprocher
from lieux_reels import CONTENT, notices

LE = date(2026, 11, 23)
POINT = {"latitude": "45.8835", "longitude": "2.1741", "precision": "lieu"}
RUE = {"latitude": "45.8830", "longitude": "2.1750", "precision": "rue"}
ADRESSE = {"adresse": "12 rue de la Gare", "code_postal": "23500"}
PREUVE = {"sources": ["https://www.exemple.fr/label"]}


@pytest.fixture
def fusionner(lieu):
    """Merge the records made from (origine, fields) pairs, fields that a decision leaves out last."""

    def merge(*said, sauf=()) -> fusion.Fusion:
        found = tuple(
            Notice(origine, lieu(**{"id": f"{origine or 'nous'}-{rank}", **fields}))
            for rank, (origine, fields) in enumerate(said)
        )
        left_out = (*(frozenset() for _ in found[1:]), frozenset(sauf))
        return fusion.fusionner(Groupe(found, (), left_out))

    return merge


def garde(found: fusion.Fusion, *champs: str) -> tuple[object, ...]:
    return tuple(getattr(found.lieu, champ) for champ in champs)


# --- The real files ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def reels(donnees_reelles, tmp_path_factory) -> list[Groupe]:
    """The groups of two real records or more, decisions obeyed."""
    decisions, _ = rapprochement.lire(CONTENT)
    real = notices(donnees_reelles)
    return [g for g in rapprocher(real, decisions).groupes if len(g.notices) > 1]


def test_every_real_merge_is_an_entry_without_a_fault(reels):
    """What is merged can be typed, read again, and passes the rules that join several fields."""
    merged = [fusion.fusionner(groupe) for groupe in reels]

    assert len(merged) > 150
    for one in merged:
        lecture = reader.parse(ecriture.place(one.lieu), ecriture.entree(one.lieu))
        assert lecture.lieu == one.lieu
        assert problems.erreurs(checks.check_one(lecture, LE)) == []
        assert Lieu.model_validate(one.lieu.model_dump(mode="json")) == one.lieu
        assert set(one.origines["id"]) == {one.notices[0].origine}


def test_no_field_of_a_real_record_is_lost(reels):
    """What some record says of a field, the merged place says too, in one way or another."""
    for groupe in reels:
        merged = fusion.fusionner(groupe).lieu
        for notice in groupe.notices:
            for champ in Lieu.model_fields:
                if champ not in fusion.IDENTITE and getattr(notice.lieu, champ) not in (None, ()):
                    assert getattr(merged, champ) not in (None, ()), (notice.lieu.id, champ)


# --- Field by field ---------------------------------------------------------------------


def test_a_record_alone_is_left_as_it_is(fusionner):
    found = fusionner(("fs", {"telephone": ["0555665432"]}))

    assert found.lieu is found.notices[0].lieu
    assert found.ids == ("fs-0",)
    assert found.origines["telephone"] == ("fs",)
    assert "courriels" not in found.origines


def test_our_entry_wins_then_the_sources_in_their_order(fusionner):
    found = fusionner(
        ("", {"telephone": ["0555665432"]}),
        ("fs", {"telephone": ["0144672700"], "courriels": ["a@exemple.fr"]}),
        ("carto", {"courriels": ["b@exemple.fr"], "horaires": "Mo 09:00-12:00", "date_maj": LE}),
    )

    assert garde(found, "telephone", "courriels", "horaires") == (
        ("+33555665432",),
        ("a@exemple.fr",),
        "Mo 09:00-12:00",
    )
    assert found.origines["telephone"] == ("",)
    assert found.origines["courriels"] == ("fs",)
    assert found.origines["horaires"] == ("carto",)
    assert found.lieu.date_maj == date(2026, 11, 20)
    assert [notice.lieu.date_maj for notice in found.notices][2] == LE


def test_origins_that_agree_are_both_named(fusionner):
    found = fusionner(
        ("", {"telephone": ["0555665432"]}), ("fs", {"telephone": ["05 55 66 54 32"]})
    )

    assert found.origines["telephone"] == ("", "fs")


def test_the_first_record_alone_says_who_the_place_is(fusionner):
    found = fusionner(
        ("fs", {"nom": "France services de Felletin"}),
        ("carto", {"nom": "MSAP", "anciens_ids": ["c-1", "FS-0"], "distinct_de": ["x"]}),
    )

    assert garde(found, "id", "nom", "anciens_ids", "distinct_de") == (
        "fs-0",
        "France services de Felletin",
        (),
        (),
    )
    assert found.ids == ("fs-0", "carto-1", "c-1")


def test_lists_that_class_a_place_add_up(fusionner):
    found = fusionner(
        ("", {"typologie": ["TIERS_LIEUX"], "services": ["Loisirs et créations numériques"]}),
        ("fs", {"typologie": ["RFS", "TIERS_LIEUX"], "itinerance": ["Fixe"]}),
        ("carto", {"services": ["Compréhension du monde numérique"], "itinerance": ["Itinérant"]}),
    )

    assert garde(found, "typologie", "services", "itinerance") == (
        ("TIERS_LIEUX", "RFS"),
        ("Loisirs et créations numériques",),
        ("Fixe",),
    )
    assert found.origines["typologie"] == ("", "fs")


# --- What moves together ----------------------------------------------------------------


def test_an_address_moves_in_one_piece(fusionner):
    found = fusionner(
        ("", {"complement_adresse": "Au fond de la cour"}),
        ("fs", {**ADRESSE, "complement_adresse": "Mairie"}),
        ("carto", {"adresse": "1 place de la Mairie"}),
    )

    assert garde(found, "adresse", "complement_adresse", "code_postal") == (
        "12 rue de la Gare",
        "Mairie",
        "23500",
    )


def test_nothing_of_another_commune_places_ours(fusionner):
    elsewhere = {"commune": "Aubusson", "code_insee": "23008", "telephone": ["0555665432"]}
    found = fusionner(("", {}), ("fs", {**elsewhere, **ADRESSE, **POINT, "code_postal": "23200"}))

    assert garde(found, "adresse", "code_postal", "latitude", "commune") == (
        None,
        None,
        None,
        "Felletin",
    )
    assert found.lieu.telephone == ("+33555665432",)


def test_an_arrondissement_places_its_city(fusionner):
    paris = {"commune": "Paris", "code_insee": "75056", "precision": "commune"}
    point = {"latitude": "48.84049", "longitude": "2.392507", "precision": "lieu"}
    found = fusionner(("anct", paris), ("fs", {**paris, "code_insee": "75112", **point}))

    assert garde(found, "code_insee", "latitude", "precision") == ("75056", 48.84049, "lieu")


@pytest.mark.parametrize(
    ("own", "first", "second", "kept"),
    [
        ({"precision": "commune"}, RUE, POINT, ("carto", "lieu")),
        ({"precision": "commune"}, POINT, RUE, ("fs", "lieu")),
        ({}, {"precision": "commune"}, RUE, ("carto", "rue")),
        (RUE, POINT, POINT, ("", "rue")),
        ({}, {}, {"precision": "commune"}, ("carto", "commune")),
    ],
)
def test_the_most_exact_point_is_kept_unless_we_typed_ours(fusionner, own, first, second, kept):
    found = fusionner(("", own), ("fs", first), ("carto", second))

    origin, precision = kept
    source = next(n.lieu for n in found.notices if n.origine == origin)
    assert garde(found, *fusion.POINT) == (source.latitude, source.longitude, precision)


def test_a_photo_keeps_its_author(fusionner):
    own = {"image_credit": "Mairie"}
    photo = {"image": "a.jpg", "image_alt": "L’entrée", "image_credit": "Ville de Sète"}

    assert garde(fusionner(("", own), ("fs", photo)), *fusion.IMAGE) == tuple(photo.values())


def test_a_closing_is_taken_with_what_replaces_the_place(fusionner):
    closed = {"ferme_le": "2025-06-30", "remplace_par": "fs-9"}

    assert garde(fusionner(("", {}), ("fs", closed)), *fusion.FERMETURE) == (
        date(2025, 6, 30),
        "fs-9",
    )


def test_a_closing_does_not_outlive_our_visit(fusionner):
    visited = {"meta": {"sources": ["https://a.fr/"], "verifie_le": "2026-01-15"}}

    assert fusionner(("", visited), ("fs", {"ferme_le": "2025-06-30"})).lieu.ferme_le is None


def test_our_closed_entry_stays_closed(fusionner):
    found = fusionner(("", {"ferme_le": "2025-06-30"}), ("fs", {"telephone": ["0555665432"]}))

    assert found.lieu.ferme_le == date(2025, 6, 30)
    assert found.origines["ferme_le"] == ("",)


@pytest.mark.parametrize("left_out", ["adresse", "code_postal"])
def test_a_decision_leaves_out_a_field_and_what_goes_with_it(fusionner, left_out):
    found = fusionner(("", {}), ("fs", {**ADRESSE, **POINT}), sauf=[left_out])

    assert garde(found, "adresse", "precision") == (None, "lieu")


# --- The label, the sources -------------------------------------------------------------


def test_what_is_known_of_a_label_adds_up(fusionner):
    own = {"label": "fabrique", "hybridation": ["cafe"], "sources": ["https://a.fr/"]}
    theirs = {
        "label": "fabrique",
        "id_anct": "fabt-90",
        "hybridation": ["fablab"],
        "sources": ["https://a.fr", "https://b.fr/"],
    }
    found = fusionner(("", {"fabrique": own}), ("anct", {"fabrique": theirs}))

    assert found.lieu.fabrique
    assert found.lieu.fabrique.id_anct == "fabt-90"
    assert found.lieu.fabrique.hybridation == ("cafe",)
    assert [source.url for source in found.lieu.fabrique.sources] == [
        "https://a.fr/",
        "https://b.fr/",
    ]
    assert found.origines["fabrique.label"] == ("", "anct")
    assert found.origines["fabrique.id_anct"] == ("anct",)


@pytest.mark.parametrize(
    ("own", "theirs", "champ", "kept"),
    [
        ({"territoire": "rural"}, {"qpv_code": "QN02901M"}, "qpv_code", None),
        ({"territoire": "qpv"}, {"qpv_code": "QN02901M"}, "qpv_code", "QN02901M"),
        ({"qpv_code": "QN02901M"}, {"territoire": "rural"}, "territoire", None),
        (
            {"label": "fabrique", **PREUVE},
            {"soutien": {"montant": "150000", "bonus_numerique": "100000"}},
            "soutien",
            None,
        ),
        ({"label": "aucune", **PREUVE}, {"label": "fabrique", "sources": ["b"]}, "label", "aucune"),
        ({"vague": "1"}, {"label": "fabrique"}, "label", None),
        ({"vague": "1"}, {"label": "fabrique", **PREUVE}, "label", "fabrique"),
        ({"vague": "1"}, {"consortium": "NOUS-0"}, "consortium", None),
    ],
)
def test_what_would_contradict_the_label_stays_out(fusionner, own, theirs, champ, kept):
    found = fusionner(("", {"fabrique": own}), ("anct", {"fabrique": theirs}))

    assert getattr(found.lieu.fabrique, champ) == kept


def test_the_source_of_another_label_proves_nothing_of_ours(fusionner):
    found = fusionner(
        ("", {"fabrique": {"label": "aucune", "sources": ["https://a.fr/"]}}),
        ("anct", {"fabrique": {"label": "fabrique", "sources": ["https://b.fr/"]}}),
    )

    assert found.lieu.fabrique
    assert [source.url for source in found.lieu.fabrique.sources] == ["https://a.fr/"]


def test_every_source_is_named_once_and_a_check_stays_whose_it_is(fusionner):
    found = fusionner(
        ("", {"meta": {"sources": ["https://a.fr/", "Le Monde"]}}),
        ("fs", {"meta": {"sources": ["https://A.fr", "ANCT"], "verifie_le": "2026-01-15"}}),
    )

    said = [source.url or source.titre for source in found.lieu.meta.sources]
    assert said == ["https://a.fr/", "Le Monde", "ANCT"]
    assert found.lieu.meta.verifie_le is None
    assert found.origines["meta.sources"] == ("", "fs")
