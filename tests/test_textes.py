"""French as the visitor reads it. In the expected texts, « ~ » is a space that does not break."""

import json
from datetime import date

import pytest

from annuaire import horaires, textes
from annuaire.textes import FILTRES, FINE, NBSP


def visible(text):
    return str(text).replace(NBSP, "~").replace(FINE, "~")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l'atelier d'Anne", "l’atelier d’Anne"),
        ("Vous savez ?", "Vous savez~?"),
        ("Fermé : lundi ; mardi !", "Fermé~: lundi~; mardi~!"),
        ("« Le Lieu »", "«~Le Lieu~»"),
        ("20 % de 30 €", "20~% de 30~€"),
        ("1 234 567 lieux à 12 km", "1~234~567 lieux à 12~km"),
        ("de 9 h à 17 h 30, 60 m², 5 ans", "de 9~h à 17~h 30, 60~m², 5~ans"),
        ("en 2024 25 lieux, 03 81 56 20 65", "en 2024 25 lieux, 03~81~56~20~65"),
        ("10:30 et https://monlieu.fr/?a=1", "10:30 et https://monlieu.fr/?a=1"),
        ("", ""),
    ],
)
def test_sets_a_french_text(typed, shown):
    assert visible(textes.typo(typed)) == shown


def test_setting_twice_changes_nothing_more():
    once = textes.typo("« L'été » : 20 % !")

    assert textes.typo(once) == once


def test_the_space_before_a_question_mark_is_narrow_and_before_a_colon_is_not():
    assert textes.typo("a ? b : c") == f"a{FINE}? b{NBSP}: c"


def test_the_filter_typo_escapes_html():
    assert str(FILTRES["typo"]("<b> & l'été")) == "&lt;b&gt; &amp; l’été"


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0~lieu"), (1, "1~lieu"), (2, "2~lieux"), (2845, "2~845~lieux")],
)
def test_counts_with_a_noun(count, shown):
    assert visible(textes.pluriel(count, "lieu", "lieux")) == shown


def test_the_usual_plural_is_an_s():
    assert visible(textes.pluriel(3, "fiche")) == "3~fiches"


def test_thousands_have_a_narrow_space():
    assert textes.nombre(1_234_567) == f"1{FINE}234{FINE}567"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2024, 8, 1), "1er~août 2024"),
        (date(2024, 2, 29), "29~février 2024"),
        (date(2026, 12, 11), "11~décembre 2026"),
    ],
)
def test_writes_a_day_in_full(day, shown):
    assert visible(textes.date_fr(day)) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2020", "2020"),
        ("2020-02", "février 2020"),
        ("2020-12", "décembre 2020"),
        ("2020-02-03", "3~février 2020"),
        ("non publié", "non publié"),
        ("2020-13", "2020-13"),
        ("2020-00", "2020-00"),
        ("2020-02-31", "2020-02-31"),
    ],
)
def test_writes_a_partial_date_and_leaves_what_is_none(typed, shown):
    assert visible(textes.date_partielle(typed)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+33381562065", "03~81~56~20~65"),
        ("+33800123456", "0~800~12~34~56"),
        ("+590590123456", "0590~12~34~56"),
        ("+594594123456", "0594~12~34~56"),
        ("+596596712508", "0596~71~25~08"),
        ("+262262202122", "0262~20~21~22"),
        ("+262269612345", "0269~61~23~45"),
        ("+508412345", "+508~41~23~45"),
        ("+681721234", "+681~72~12~34"),
        ("+687271234", "+687~27~12~34"),
        ("+68940501234", "+689~40~50~12~34"),
        ("3960", "3960"),
    ],
)
def test_groups_the_digits_of_a_telephone_as_its_territory_does(number, shown):
    assert visible(textes.telephone(number)) == shown


@pytest.mark.parametrize(
    ("km", "shown"),
    [
        (0.0, "100~m"),
        (0.349, "300~m"),
        (0.94, "900~m"),
        (0.96, "1~km"),
        (1.5, "1,5~km"),
        (9.94, "9,9~km"),
        (9.96, "10~km"),
        (1234.4, "1~234~km"),
    ],
)
def test_says_a_distance(km, shown):
    assert visible(textes.distance(km)) == shown


@pytest.mark.parametrize(
    ("km", "sur", "shown"),
    [
        (0.4, True, "à~400~m"),
        (0.4, False, "tout près"),
        (2.99, False, "tout près"),
        (3.2, False, "à~environ~3~km"),
        (12.2, True, "à~12~km"),
    ],
)
def test_says_how_far_and_no_closer_than_known(km, sur, shown):
    assert visible(textes.ecart(km, sur)) == shown


@pytest.mark.parametrize(
    ("items", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (iter("abc"), "a, b et c")],
)
def test_joins_a_list(items, shown):
    assert textes.liste_fr(items) == shown


def test_joins_a_list_with_another_word():
    assert textes.liste_fr(["a", "b"], "ou") == "a ou b"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.konkarlab.bzh/a?b", "konkarlab.bzh"),
        ("http://lieu.fr:80/", "lieu.fr"),
        ("lieu", "lieu"),
    ],
)
def test_shows_an_address_by_its_site(url, shown):
    assert textes.domaine(url) == shown


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ((), "Fermé"),
        (((0, 1440),), "24~h sur 24"),
        (((540, 720), (840, 1050)), "9~h~–~12~h, 14~h~–~17~h~30"),
        (((1080, 1440),), "18~h~–~24~h"),
    ],
)
def test_writes_the_hours_of_a_day(spans, shown):
    assert visible(textes.plages(spans)) == shown


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        ("Mo-Su 09:00-12:00", "tous les jours"),
        ("Mo-Fr 09:00-12:00", "du lundi au vendredi"),
        ("Mo,Tu 09:00-12:00", "lundi et mardi"),
        ("Tu,Th,Sa 09:00-12:00", "mardi, jeudi et samedi"),
        ("We 09:00-12:00", "mercredi"),
        ("Mo-Fr 09:00-12:00; We off", "lundi, mardi, jeudi et vendredi"),
        ("off", ""),
    ],
)
def test_says_the_open_days(hours, shown):
    assert textes.jours_ouverts(horaires.semaine(hours, date(2026, 11, 23))) == shown


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        ("We 09:00-12:00; Sa 14:00-17:00", "mercredi 9~h~–~12~h~; samedi 14~h~–~17~h"),
        ("We[1] 09:00-12:00", "mercredi 9~h~–~12~h~; certaines semaines seulement"),
        ('We 09:00-12:00 "sur rendez-vous"', "mercredi 9~h~–~12~h~; sur rendez-vous"),
        ("off", ""),
    ],
)
def test_says_a_week_in_one_line(hours, shown):
    week = horaires.semaine(hours, date(2026, 11, 23))

    assert visible(textes.semaine_fr(week)) == shown


def test_no_text_of_an_entry_ends_the_script_that_holds_it():
    value = {"name": "</script><script>alert(1)</script> & <!-- l'été -->"}

    found = textes.json_ld(value, json.dumps)

    assert not set("<>&") & set(found)
    assert json.loads(found) == value


def test_sets_the_french_of_clean_html_but_not_its_code():
    html = "<p>L'été : <code>a : b</code></p><pre>c ?</pre>"

    assert visible(textes.sur(html)) == "<p>L’été~: <code>a : b</code></p><pre>c ?</pre>"
