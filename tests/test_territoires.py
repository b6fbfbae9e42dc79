"""The tables of annuaire/data/ as the rest of the code sees them: real data, hard cases."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from annuaire import territoires

PHRASES = Path(__file__).parent / "referentiel" / "phrases.golden.tsv"


def codes(communes):
    return [commune.code for commune in communes]


def test_counts_101_departements_18_regions_and_34969_communes():
    departements = [d for d in territoires.departements().values() if not d.outre_mer_com]
    regions = [r for r in territoires.regions().values() if not r.outre_mer_com]
    current = [c for c in territoires.communes().values() if c.parent is None]

    assert (len(departements), len(regions), len(current)) == (101, 18, 34_969)


def test_every_commune_is_in_a_known_departement_of_its_region():
    departements, regions = territoires.departements(), territoires.regions()

    for commune in territoires.communes().values():
        assert departements[commune.departement].region == commune.region
        assert commune.region in regions


def test_slugs_are_those_of_the_urls():
    assert territoires.commune("23079").slug == "23079-felletin"
    assert territoires.commune("2A004").slug == "2a004-ajaccio"
    assert territoires.departements()["23"].slug == "23-creuse"
    assert territoires.departements()["2A"].slug == "2a-corse-du-sud"
    assert territoires.departements()["978"].slug == "978-saint-martin"
    assert territoires.regions()["75"].slug == "nouvelle-aquitaine"


def test_no_two_territories_share_a_slug():
    for kind in (territoires.regions(), territoires.departements(), territoires.communes()):
        assert len({t.slug for t in kind.values()}) == len(kind)


def test_tables_cannot_be_changed_by_a_caller():
    with pytest.raises(TypeError):
        territoires.communes()["99999"] = None


def test_an_old_code_gives_the_commune_of_today():
    assert territoires.commune("49069") is None
    assert territoires.commune_actuelle("49069").code == "49126"
    assert territoires.commune_actuelle("93059").code == "93066"
    assert territoires.commune_actuelle("23079").code == "23079"
    assert territoires.commune_actuelle("00000") is None


def test_arrondissements_belong_to_their_city():
    arrondissement = territoires.commune("13201")

    assert arrondissement.parent == "13055"
    assert sum(c.parent is not None for c in territoires.communes().values()) == 45
    assert "13201" not in codes(territoires.communes_du_departement("13"))
    assert codes(territoires.communes_par_code_postal("13001")) == ["13055", "13201"]


def test_postcode_51300_covers_46_communes():
    assert len(territoires.communes_par_code_postal("51300")) == 46


def test_an_unknown_postcode_covers_none():
    assert territoires.communes_par_code_postal("99999") == ()


@pytest.mark.parametrize(
    ("cp", "departement"),
    [
        ("23500", "23"),
        ("03200", "03"),
        ("20000", "2A"),
        ("20200", "2B"),
        ("20179", "2A"),  # CEDEX of Ajaccio: no commune has it
        ("20407", "2B"),  # CEDEX of Bastia
        ("75800", "75"),  # CEDEX
        ("13232", "13"),
        ("97150", "978"),
        ("97133", "977"),
        ("97110", "971"),
        ("97490", "974"),
        ("98800", "988"),
        ("94390", "91"),  # Paray-Vieille-Poste
        ("99999", None),
        ("00100", None),
        ("98000", None),  # Monaco
        ("2350", None),
        ("2A000", None),
        ("²3500", None),
    ],
)
def test_the_departement_of_a_postcode(cp, departement):
    assert territoires.departement_du_code_postal(cp) == departement


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("FELLETIN", "23079"),
        ("Pont-de-Claix", "38317"),
        ("le pont de claix", "38317"),
        ("St-Étienne CEDEX 2", "42218"),
        ("Nœux les Mines", "62617"),
        ("L’Haÿ-les-Roses", "94038"),
        ("Hay les Roses", "94038"),
        ("Ste-Foy-l'Argentière", "69201"),
        ("PARIS 3EME ARRONDISSEMENT", "75056"),
        ("Marseille 1er", "13055"),
        ("Plouër sur Rance", "22213"),
    ],
)
def test_a_commune_is_found_however_its_name_is_spelt(written, code):
    assert codes(territoires.communes_par_nom(written)) == [code]


def test_a_name_borne_by_twelve_communes_gives_the_twelve():
    found = territoires.communes_par_nom("Ste Colombe")

    assert len(found) == 12
    assert codes(territoires.communes_par_nom("Ste Colombe", "33")) == ["33390"]


def test_a_former_name_counts_only_where_no_commune_bears_it_today():
    assert codes(territoires.communes_par_nom("Saint-Martin-du-Bois")) == ["33445"]
    assert codes(territoires.communes_par_nom("Saint-Martin-du-Bois", "49")) == ["49331"]
    assert codes(territoires.communes_par_ancien_nom("St Martin du Bois")) == ["49331"]


def test_an_unknown_or_empty_name_finds_nothing():
    assert territoires.communes_par_nom("Trifouillis-les-Oies") == ()
    assert territoires.communes_par_nom("") == ()
    assert territoires.communes_par_nom("CEDEX 9") == ()


def test_a_point_inside_its_commune_is_at_no_distance():
    felletin = territoires.commune("23079")

    assert (
        territoires.distance_hors_commune_km("23079", felletin.latitude, felletin.longitude) == 0.0
    )


def test_a_point_173_km_away_is_said_to_be_so():
    # Lyon for Clermont-Ferrand, measured from the edge of the commune.
    km = territoires.distance_hors_commune_km("63113", 45.6, 5.4)

    assert km == pytest.approx(173, abs=2)


def test_a_point_at_the_other_end_of_the_world_is_said_to_be_so():
    assert territoires.distance_hors_commune_km("97411", 48.39, -4.49) == pytest.approx(
        9_600, rel=0.05
    )


def test_an_arrondissement_stands_for_its_city_and_an_old_code_for_todays():
    assert territoires.distance_hors_commune_km("13201", 43.2976, 5.3694) == 0.0
    assert territoires.distance_hors_commune_km("49069", 47.3345, -1.2069) == 0.0


def test_a_commune_without_contour_gives_no_distance():
    assert territoires.distance_hors_commune_km("97801", 18.07, -63.08) is None
    assert territoires.distance_hors_commune_km("00000", 48.0, 2.0) is None


def test_a_commune_merged_lately_holds_the_ground_of_both():
    # Pierrefitte-sur-Seine, in Saint-Denis since 2025.
    assert territoires.distance_hors_commune_km("93066", 48.9636, 2.3612) == 0.0


def test_a_point_is_given_to_the_one_commune_that_holds_it():
    marne = codes(territoires.communes_par_code_postal("51300"))
    vitry = territoires.commune("51649")

    assert territoires.commune_du_point(vitry.latitude, vitry.longitude, marne) == "51649"
    assert territoires.commune_du_point(0.0, 0.0, marne) is None
    assert territoires.commune_du_point(vitry.latitude, vitry.longitude, []) is None


def test_the_point_of_every_mairie_is_at_most_two_and_a_half_km_off():
    for code in ("01004", "29232", "2A004", "97411", "97302", "69123"):
        commune = territoires.commune(code)
        away = territoires.distance_hors_commune_km(code, commune.latitude, commune.longitude)
        assert away <= 2.5


def test_saint_martin_has_a_point_named_as_geonames():
    saint_martin = territoires.commune("97801")

    assert saint_martin.nom == "Saint-Martin"
    assert saint_martin.point == "geonames"
    assert saint_martin.latitude == pytest.approx(18.07, abs=0.02)


def test_a_point_that_nobody_gives_stays_empty():
    unknown = [c for c in territoires.communes().values() if not c.point]

    assert all(c.latitude is None and c.longitude is None for c in unknown)
    assert len(unknown) == 43


def test_time_zones_and_telephone_prefixes():
    departements = territoires.departements()

    assert (departements["23"].fuseau, departements["23"].indicatif) == ("Europe/Paris", "+33")
    assert (departements["974"].fuseau, departements["974"].indicatif) == ("Indian/Reunion", "+262")
    assert departements["978"].indicatif == "+590"
    for departement in departements.values():
        assert ZoneInfo(departement.fuseau)


def test_every_territory_is_said_in_good_french():
    lines = ["code\tdans_le\tdu"]
    for kind, found in (
        ("departement", territoires.departements()),
        ("region", territoires.regions()),
    ):
        lines += [
            f"{kind} {t.code}\t{territoires.dans_le(t)}\t{territoires.du(t)}"
            for t in found.values()
        ]

    assert "\n".join(lines) + "\n" == PHRASES.read_text(encoding="utf-8")
