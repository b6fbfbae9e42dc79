"""France and its régions as maps made of links."""

from annuaire import carte_france
from annuaire_de_test import annuaire_de, petit


def tints(annuaire):
    return {t.departement.code: t.teinte for t in carte_france.nationale(annuaire).traces}


def test_every_departement_of_the_101_has_an_outline():
    found = carte_france.nationale(petit()).traces

    assert len({t.departement.code for t in found if not t.departement.outre_mer_com}) == 101
    assert all(t.d[0] in "mM" for t in found)


def test_counts_are_those_of_the_lists():
    counts = {
        t.departement.code: t.nombre for t in carte_france.nationale(petit()).traces if t.nombre
    }

    assert counts["23"] == 2
    assert counts["2A"] == 1


def test_no_lieu_has_no_tint_and_more_lieux_are_darker(lieu):
    some = {"23079": 1, "2A004": 3, "29039": 5, "38185": 9}
    found = annuaire_de(
        *(
            lieu(id=f"{code.lower()}-{i}", code_insee=code)
            for code, count in some.items()
            for i in range(count)
        )
    )

    assert [tints(found)[code] for code in ("75", "23", "2A", "29", "38")] == [0, 1, 1, 2, 3]


def test_one_lieu_alone_has_the_lightest_tint(lieu):
    assert set(tints(annuaire_de(lieu())).values()) == {0, 1}


def test_an_empty_annuaire_is_drawn_without_tint():
    assert set(tints(annuaire_de()).values()) == {0}


def test_a_territoire_draws_only_its_departements(lieu):
    assert list(tints(annuaire_de(lieu(), territoire=("23", "87")))) == ["23", "87"]


def test_a_region_is_drawn_with_the_counts_and_tints_of_france():
    found = petit()
    own = [d for d in found.departements if d.region == "75"]
    france = {t.departement: (t.nombre, t.teinte) for t in carte_france.nationale(found).traces}

    region = carte_france.regionale(found, own)

    assert {t.departement: (t.nombre, t.teinte) for t in region.traces} == {
        d: france[d] for d in own
    }


def test_a_collectivity_without_outline_has_no_map():
    assert carte_france.regionale(petit(), []) is None
