"""The record of the addresses that were published: the file, its growth, what entries may not take."""

import pytest

from annuaire import __main__ as cli
from annuaire import adresses, problems, registre
from annuaire.registre import Adresse
from annuaire_de_test import annuaire_de, lecture, petit
from lieux_reels import annuaire_reel

EN_TETE = "adresse,ids,nom,communes,origine,remplace_par\n"
QUARTIER_ROUGE = Adresse(
    "lieux/quartier-rouge-felletin/", ("quartier-rouge-felletin",), "Quartier Rouge", ("23079",)
)


def un(*found):
    return {one.adresse: one for one in found}


# --- The file -------------------------------------------------------------------------------


def test_a_record_is_one_line_an_address_in_order():
    found = un(
        Adresse("lieux/b/", ("fs 1", "é"), "L’Étape, & Co", ("23079", "2A004"), "fs", "c"),
        Adresse("communes/23079-felletin/"),
    )

    assert registre.texte(found) == (
        "adresse,ids,nom,communes,origine,remplace_par\n"
        "communes/23079-felletin/,,,,,\n"
        'lieux/b/,fs%201 %C3%A9,"L’Étape, & Co",23079 2A004,fs,c\n'
    )


def test_what_is_written_is_read_again(tmp_path, donnees_reelles):
    index = annuaire_reel(donnees_reelles)
    found = adresses.publiees([fiche.url for fiche in index.fiches], index)
    (tmp_path / "adresses.csv").write_text(registre.texte(found), encoding="utf-8")

    assert len(found) > 3000
    assert registre.lire(tmp_path / "adresses.csv") == (found, [])


def test_a_site_never_published_has_no_record(tmp_path):
    assert registre.lire(tmp_path / "adresses.csv") == ({}, [])


@pytest.mark.parametrize(
    ("ligne", "dit"),
    [
        (
            "../../etc/,,,,,",
            "« ../../etc/ » n’est pas l’adresse d’une page de ce site. Retirez cette ligne",
        ),
        (
            "/lieux/x/,,,,,",
            "« /lieux/x/ » n’est pas l’adresse d’une page de ce site. Retirez cette ligne",
        ),
        (
            "lieux/x,,,,,",
            "« lieux/x » n’est pas l’adresse d’une page de ce site. Retirez cette ligne",
        ),
        (
            "lieux/X/,,,,,",
            "« lieux/X/ » n’est pas l’adresse d’une page de ce site. Retirez cette ligne",
        ),
        (",,,,,", "« » n’est pas l’adresse d’une page de ce site. Retirez cette ligne"),
        (
            "theme/site.css/,,,,,",
            "« theme/site.css/ » n’est pas l’adresse d’une page de ce site. Retirez cette ligne",
        ),
        ("lieux/x/,a", "il faut 6 colonnes, cette ligne en a 2. Retirez cette ligne"),
        ("<<<<<<< HEAD", "il faut 6 colonnes, cette ligne en a 1. Retirez cette ligne"),
        ("lieux/x/,a,X,Felletin,,", "« Felletin » n’est pas un code INSEE. Retirez cette ligne"),
        (
            "lieux/x/,a,X,23079,../fs,",
            "« ../fs » n’est pas le nom d’une source. Retirez cette ligne",
        ),
        (
            "lieux/x/,a,X\u202e,23079,,",
            "cette ligne contient un caractère invisible. Retirez cette ligne",
        ),
        (
            "lieux/x/,a%00,X,23079,,",
            "cette ligne contient un caractère invisible. Retirez cette ligne",
        ),
        ("cp/23500/,,,,,", "« cp/23500/ » est déjà dans ce registre. Retirez cette ligne"),
        (
            'lieux/x/,a,"X,23079,,',
            (
                "cette ligne est abîmée. Reprenez ce fichier dans Git, ou refaites-le"
                " (exemple : make adresses)"
            ),
        ),
    ],
)
def test_refuses_a_line_that_is_no_address_and_makes_no_page_of_the_rest(tmp_path, ligne, dit):
    path = tmp_path / "adresses.csv"
    path.write_text(f"{EN_TETE}cp/23500/,,,,,\n{ligne}\n", encoding="utf-8")

    found, faults = registre.lire(path)

    assert found == {}
    assert [problems.terminal(one) for one in faults] == [f"{path}:3:1: {dit}"]


def test_says_all_that_is_wrong_at_once(tmp_path):
    path = tmp_path / "adresses.csv"
    path.write_text(f"{EN_TETE}a,,,,,\ncp/23500/,,,,,\nb,,,,,\n", encoding="utf-8")

    assert [one.line for one in registre.lire(path)[1]] == [2, 4]


@pytest.mark.parametrize("texte", ["", "adresse\nlieux/x/\n", "\0"])
def test_refuses_a_file_that_is_no_record(tmp_path, texte):
    path = tmp_path / "adresses.csv"
    path.write_text(texte, encoding="utf-8")

    found, (fault,) = registre.lire(path)

    assert found == {}
    assert problems.terminal(fault) in {
        (
            f"{path}:1:1: ce n’est pas le registre des adresses. Reprenez ce fichier dans Git, ou"
            " refaites-le (exemple : make adresses)"
        ),
        (
            f"{path}:1:1: cette ligne est abîmée. Reprenez ce fichier dans Git, ou refaites-le"
            " (exemple : make adresses)"
        ),
    }


# --- Its growth -----------------------------------------------------------------------------


def test_the_newest_is_believed_and_nothing_is_forgotten():
    old = un(Adresse("lieux/x/", ("a",), "Avant", ("23079",), "fs"), Adresse("cp/23500/"))
    new = un(Adresse("lieux/x/", ("b",), "Après", ("87085",), "", "c"), Adresse("agenda/"))

    assert registre.reunir(old, new) == un(
        Adresse("lieux/x/", ("b", "a"), "Après", ("87085", "23079"), "", "c"),
        Adresse("cp/23500/"),
        Adresse("agenda/"),
    )


def test_a_page_that_says_that_a_lieu_is_gone_takes_nothing_from_what_is_known_of_it():
    old = un(QUARTIER_ROUGE)

    assert registre.reunir(old, un(Adresse(QUARTIER_ROUGE.adresse))) == old


def test_every_page_but_home_and_404_is_recorded_with_the_lieu_it_leads_to(lieu):
    index = annuaire_de(lieu(anciens_slugs=["biblio"], anciens_ids=["b"], remplace_par="z"))
    paths = ["", "404.html", "carte/", "lieux/quartier-rouge-felletin/", "lieux/biblio/"]

    ((name, text),) = adresses.fichiers(paths, index)

    assert name == "adresses.csv"
    assert text == (
        f"{EN_TETE}carte/,,,,,\n"
        "lieux/biblio/,quartier-rouge-felletin b,Quartier Rouge,23079,,z\n"
        "lieux/quartier-rouge-felletin/,quartier-rouge-felletin b,Quartier Rouge,23079,,z\n"
    )


def test_a_lieu_that_only_a_dataset_knows_is_recorded_as_such(donnees_reelles):
    index = annuaire_reel(donnees_reelles)
    found = adresses.publiees([fiche.url for fiche in index.fiches], index)

    assert {found[f.url].origine == "" for f in index.fiches if not f.est_reprise} == {True}
    assert {bool(found[f.url].origine) for f in index.fiches if f.est_reprise} == {True}


# --- What an entry may not take ---------------------------------------------------------------


def dits(known, *lectures):
    return [(one.niveau, problems.terminal(one)) for one in registre.verifier(known, lectures)]


AUTRE = Adresse("lieux/mairie/", ("la-mairie",), "La mairie", ("23079",))


def test_an_entry_does_not_take_the_address_of_another_lieu(lieu):
    assert dits(un(AUTRE), lecture(lieu(), "mairie")) == [
        (
            "erreur",
            (
                "lieux/23-creuse/mairie.md:1:1: l’adresse lieux/mairie/ a été publiée pour un autre"
                " lieu, « La mairie » (la-mairie). Si c’est le même lieu, ajoutez cet identifiant à"
                " anciens_ids ; sinon, renommez ce fichier, par exemple en ajoutant « -2 » (exemple :"
                " anciens_ids: [la-mairie])"
            ),
        )
    ]


def test_of_a_lieu_that_only_a_dataset_knew_it_is_a_notice(lieu):
    known = un(Adresse("lieux/mairie/", ("fs-1",), "La mairie", ("23079",), "france-services"))

    ((niveau, _),) = dits(known, lecture(lieu(), "mairie"))

    assert niveau == "avis"


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"id": "la-mairie"}, AUTRE),
        ({"anciens_ids": ["la-mairie"]}, AUTRE),
        ({"id": "neuf"}, Adresse("lieux/mairie/", ("a",), "A", ("23079",), "", "neuf")),
        ({}, Adresse("lieux/mairie/")),
    ],
)
def test_an_entry_takes_its_own_address_that_of_what_it_replaces_or_one_of_nobody(
    lieu, changes, known
):
    assert dits(un(known), lecture(lieu(**changes), "mairie")) == []


def test_an_entry_does_not_take_the_former_address_of_a_lieu_that_has_another(lieu):
    moved = lecture(lieu(id="la-mairie", nom="La mairie"), "mairie-neuve")
    taker = lecture(lieu(anciens_slugs=["mairie"]), "quartier-rouge")

    found = [
        text.partition("md:")[2].partition(": ")[2] for _, text in dits(un(AUTRE), moved, taker)
    ]

    assert found == [
        (
            "anciens_slugs : « mairie » a été l’adresse d’un autre lieu, dont la fiche est"
            " mairie-neuve.md. Retirez-le de la liste"
        )
    ]
    assert dits(un(AUTRE), taker) == []  # the lieu is gone: its address may lead to who took over


def test_check_compares_an_entry_with_the_record_of_its_tree(tmp_path, minimale, capsys):
    path = tmp_path / "lieux" / "23-creuse" / "mairie.md"
    path.parent.mkdir(parents=True)
    path.write_text(minimale, encoding="utf-8")
    (tmp_path / "adresses.csv").write_text(registre.texte(un(AUTRE)), encoding="utf-8")

    assert cli.main(["check", str(path)]) == cli.ERREURS
    assert "l’adresse lieux/mairie/ a été publiée pour un autre lieu" in capsys.readouterr().out
    assert cli.main(["check", str(tmp_path)]) == cli.ERREURS
    assert "l’adresse lieux/mairie/ a été publiée pour un autre lieu" in capsys.readouterr().out


def test_check_of_a_content_says_what_is_wrong_with_its_record(tmp_path, minimale, capsys):
    path = tmp_path / "lieux" / "23-creuse" / "minimale-felletin.md"
    path.parent.mkdir(parents=True)
    path.write_text(minimale, encoding="utf-8")
    (tmp_path / "adresses.csv").write_text(f"{EN_TETE}../x/,,,,,\n", encoding="utf-8")

    assert cli.main(["check", str(tmp_path)]) == cli.ERREURS
    assert "« ../x/ » n’est pas l’adresse d’une page" in capsys.readouterr().out
    assert cli.main(["check", str(path)]) == cli.OK


def test_the_small_tree_takes_nobodys_address():
    index = petit()
    known = adresses.publiees([fiche.url for fiche in index.fiches], index)

    assert dits(known, *(lecture(fiche.lieu, fiche.slug) for fiche in index.fiches)) == []
