"""The national standard: v0 put in the words of v1, the JSON of the ANCT library."""

import csv
import json

import pytest

from annuaire import formats
from annuaire.formats import vocabulaire_v0
from annuaire.formats.passage_v1 import en_v1
from annuaire.model import FERMES
from conftest import FIXTURES as TOUTES
from csv_de_test import LIGNE, ecrit

FIXTURES = TOUTES / "formats"
V1 = "valeur du standard v0 mise en v1"


def test_puts_the_complete_example_of_v0_in_the_words_of_v1():
    one, other = formats.ouvrir(FIXTURES / "national-v0.csv").lignes

    assert one.valeurs == {
        "id": "structure-1",
        "pivot": "43493312300029",
        "nom": "Anonymal",
        "commune": "Reims",
        "code_postal": "51100",
        "code_insee": "51454",
        "adresse": "12 BIS RUE DE LECLERCQ",
        "complement_adresse": "Le patio du bois de l'Aulne",
        "latitude": "43.52609",
        "longitude": "5.41423",
        "typologie": ["TIERS_LIEUX", "ASSO"],
        "telephone": ["+33180059880"],
        "courriels": ["contact@laquincaillerie.tl"],
        "site_web": [
            "https://www.laquincaillerie.tl/",
            "https://m.facebook.com/laquincaillerienumerique/",
        ],
        "horaires": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "presentation_resume": "Notre association propose des formations aux outils numériques à "
        "destination des personnes âgées.",
        "presentation_detail": "Du matériel informatique est en libre accès pour nos adhérents "
        "tous les après-midis.",
        "source": "Hubik",
        "structure_parente": "Pôle emploi",
        "date_maj": "2022-06-02",
        "services": [
            "Aide aux démarches administratives",
            "Maîtrise des outils numériques du quotidien",
            "Compréhension du monde numérique",
            "Insertion professionnelle via le numérique",
            "Accès internet et matériel informatique",
            "Acquisition de matériel informatique à prix solidaire",
            "Loisirs et créations numériques",
            "Parentalité et éducation avec le numérique",
        ],
        "publics_specifiquement_adresses": [
            "Seniors",
            "Familles et/ou enfants",
            "Jeunes",
            "Femmes",
        ],
        "prise_en_charge_specifique": [
            "Langues étrangères (anglais)",
            "Langues étrangères (autres)",
            "Déficience visuelle",
            "Surdité",
            "Handicaps mentaux",
            "Illettrisme",
        ],
        "frais_a_charge": ["Gratuit", "Gratuit sous condition", "Payant"],
        "dispositif_programmes_nationaux": [
            "France Services",
            "Aidants Connect",
            "Grande école du numérique",
            "Point d'accès numérique CAF",
            "Conseillers numériques",
        ],
        "formations_labels": ["Fabriques de Territoire"],
        "autres_formations_labels": [
            "SudLabs",
            "Nièvre médiation numérique",
            "APTIC",
            "Relais pôle emploi",
            "French Tech",
            "Campus connecté",
        ],
        "modalites_accompagnement": [
            "En autonomie",
            "Accompagnement individuel",
            "Dans un atelier collectif",
        ],
        "fiche_acces_libre": "https://acceslibre.beta.gouv.fr/app/29-lampaul-plouarzel/a/"
        "bibliotheque-mediatheque/erp/mediatheque-13/",
        "prise_rdv": "https://www.rdv-solidarites.fr/",
    }
    assert other.valeurs["services"] == ["Aide aux démarches administratives"]


@pytest.mark.parametrize(
    ("brut", "champ", "avant", "apres", "raison"),
    [
        (
            {"conditions_acces": "Accepte le Pass numérique : Il est possible d'utiliser un Pass"},
            "frais_a_charge",
            "Accepte le Pass numérique : Il est possible d'utiliser un Pass",
            "",
            f"{V1} ; le standard v1 ne dit pas si le Pass numérique est accepté",
        ),
        (
            {"publics_accueillis": "Adultes;Surdité"},
            "prise_en_charge_specifique",
            "Adultes|Surdité",
            "Surdité",
            f"{V1} ; le standard v1 n’a pas de valeur pour les adultes",
        ),
        (
            {"modalites_accompagnement": "A ma place : une personne habilitée…"},
            "modalites_accompagnement",
            "A ma place : une personne habilitée…",
            "Accompagnement individuel",
            f"{V1} ; « à ma place » n’a pas d’équivalent exact dans le standard v1",
        ),
        (
            {"publics_accueillis": "Public langues étrangères"},
            "prise_en_charge_specifique",
            "Public langues étrangères",
            "Langues étrangères (anglais)|Langues étrangères (autres)",
            f"{V1} ; « langues étrangères » est rendu par les deux valeurs du standard v1",
        ),
        (
            {"cle_ban": "13001_3079_00001"},
            "cle_ban",
            "13001_3079_00001",
            "",
            "le standard v1 n’a pas de clé BAN",
        ),
    ],
)
def test_what_v1_cannot_say_or_says_otherwise_is_in_the_account(brut, champ, avant, apres, raison):
    one = en_v1(2, {"id": "1", **brut})

    assert [(n.champ, n.avant, n.apres, n.raison) for n in one.nettoyages] == [
        (champ, avant, apres, raison)
    ]
    assert "|".join(one.valeurs.get(champ, [])) == apres


@pytest.mark.parametrize(
    ("brut", "champ", "attendu"),
    [
        ({"services": "ACCEDER A DU MATERIEL"}, "services", "Accès internet et matériel informatique"),
        ({"services": "S’équiper en matériel informatique"}, "services",
         "Acquisition de matériel informatique à prix solidaire"),
        ({"conditions_acces": "Adhésion"}, "frais_a_charge", "Payant"),
        ({"services": "Vente de pain"}, "services", "Vente de pain"),
        ({"labels_nationaux": "Label local"}, "dispositif_programmes_nationaux", "Label local"),
    ],
)  # fmt: skip
def test_forgives_the_spelling_of_a_value_and_keeps_one_it_does_not_know(brut, champ, attendu):
    assert en_v1(2, {"id": "1", **brut}).valeurs[champ] == [attendu]


def test_a_value_of_v1_stays_and_needs_no_remark():
    brut = {champ: "|".join(values) for champ, values in FERMES.items()}

    one = en_v1(2, brut)

    assert one.valeurs == {champ: list(values) for champ, values in FERMES.items()}
    assert one.nettoyages == []


def test_every_value_of_the_tables_is_one_of_v1():
    for table in vocabulaire_v0.VALEURS.values():
        for target in table.values():
            for champ, value in target.valeurs:
                assert champ == "autres_formations_labels" or value in FERMES[champ]


def test_joins_what_stands_under_the_old_and_the_new_name():
    one = en_v1(2, {
        "courriel": "a@b.fr", "courriels": "c@d.fr|a@b.fr",
        "labels_nationaux": "CNFS", "dispositif_programmes_nationaux": "Aidants Connect",
    })  # fmt: skip

    assert one.valeurs["courriels"] == ["c@d.fr", "a@b.fr"]
    assert one.valeurs["dispositif_programmes_nationaux"] == [
        "Conseillers numériques",
        "Aidants Connect",
    ]


@pytest.mark.parametrize(
    ("typed", "attendu"),
    [
        ("https://a.fr/?x=1;y=2", ["https://a.fr/?x=1;y=2"]),
        ("https://a.fr;https://b.fr", ["https://a.fr", "https://b.fr"]),
        ("https://a.fr, www.b.fr", ["https://a.fr", "www.b.fr"]),
        (["https://a.fr", "https://b.fr"], ["https://a.fr", "https://b.fr"]),
    ],
)
def test_parts_web_addresses_only_between_them(typed, attendu):
    assert en_v1(1, {"site_web": typed}).valeurs["site_web"] == attendu


def test_translates_v0_as_the_national_file_of_hinaura_does(donnees_reelles):
    with (donnees_reelles / "lieux-hinaura-corse.csv").open(encoding="utf-8") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}

    lignes = list(formats.ouvrir(FIXTURES / "mediation-numerique-v0.json").lignes)

    assert [one.id for one in lignes] == ["0", "5", "13", "17"]
    for one in lignes:
        row = rows[f"hinaura-{one.id}"]
        for champ in ("services", "publics_specifiquement_adresses", "prise_en_charge_specifique",
                      "frais_a_charge", "modalites_accompagnement"):  # fmt: skip
            assert sorted(one.valeurs.get(champ, [])) == sorted(filter(None, row[champ].split("|")))
        for champ in ("nom", "adresse", "code_postal", "latitude", "longitude", "horaires"):
            assert one.valeurs[champ] == row[champ]


def test_reads_a_json_that_mixes_v0_and_v1():
    first, second = formats.ouvrir(FIXTURES / "mediation-numerique-melee.json").lignes

    assert first.valeurs["services"] == [
        "Maîtrise des outils numériques du quotidien",
        "Compréhension du monde numérique",
    ]
    assert first.valeurs["dispositif_programmes_nationaux"] == [
        "Conseillers numériques",
        "France Services",
    ]
    assert (first.numero, second.numero) == (1, 2)
    assert second.valeurs["courriels"] == ["franceservices@chasseneuil.fr"]
    assert second.valeurs["publics_specifiquement_adresses"] == [
        "Familles et/ou enfants",
        "Jeunes",
        "Seniors",
    ]


@pytest.fixture
def json_lu(tmp_path):
    def read(*objets):
        path = tmp_path / "lieux"
        path.write_text(json.dumps(objets), encoding="utf-8")
        return list(formats.ouvrir(path).lignes)

    return read


def test_reads_the_lists_and_the_blocks_of_the_library(json_lu):
    (one,) = json_lu(
        {
            "id": "1",
            "nom": "Anonymal",
            "adresse": {"voie": "1 rue", "commune": "Reims", "code_postal": "51100"},
            "localisation": {"latitude": 49.2, "longitude": 4.0},
            "contact": {"telephone": "+33180059880", "courriels": ["a@b.fr", "c@d.fr"]},
            "presentation": {"resume": "Un lieu"},
            "services": ["Aide aux démarches administratives"],
            "date_maj": "2022-10-10T00:00:00.000Z",
        }
    )

    assert one.valeurs == {
        "id": "1",
        "nom": "Anonymal",
        "commune": "Reims",
        "code_postal": "51100",
        "adresse": "1 rue",
        "latitude": "49.2",
        "longitude": "4.0",
        "telephone": ["+33180059880"],
        "courriels": ["a@b.fr", "c@d.fr"],
        "presentation_resume": "Un lieu",
        "date_maj": "2022-10-10",
        "services": ["Aide aux démarches administratives"],
    }


def test_a_field_that_comes_late_and_is_unknown_is_in_the_account(json_lu):
    usual = {"id": "1", "nom": "A", "commune": "Guéret", "source": "S", "services": ""}
    *_, last = json_lu(
        *[usual] * 30, {**usual, "horaires_ete": "Mo 09:00-12:00", "nom": {"a": "b"}}
    )

    assert [(note.champ, note.avant, note.raison) for note in last.nettoyages] == [
        ("nom", "{'a': 'b'}", "un bloc de champs au lieu d’un texte"),
        ("horaires_ete", "Mo 09:00-12:00", "champ inconnu du standard national"),
    ]
    assert "nom" not in last.valeurs


def test_a_fault_of_the_text_is_a_line_of_its_own(tmp_path):
    path = tmp_path / "lieux"
    texte = (FIXTURES / "mediation-numerique-v0.json").read_text(encoding="utf-8")
    path.write_text(texte[:-400], encoding="utf-8")

    *good, cut = formats.ouvrir(path).lignes

    assert [one.id for one in good] == ["0", "5", "13"]
    assert cut.faute.startswith("le JSON est mal formé à la ligne ")
    assert cut.faute.endswith(" : la suite du fichier ne peut pas être lue")


def test_reads_the_names_of_the_columns_however_they_are_spelt(tmp_path):
    path = ecrit(tmp_path / "lieux.csv", {})
    head, rows = path.read_text(encoding="utf-8").split("\n", 1)
    spelt = ",".join(name.replace("_", " ").capitalize() for name in head.split(","))
    path.write_text(f"{spelt}\n{rows}", encoding="utf-8")

    document = formats.ouvrir(path)

    assert (document.format, document.avis) == ("national-v1", ())
    (one,) = document.lignes
    assert (one.id, one.valeurs["code_postal"]) == ("fs-1", "23500")
    assert one.valeurs["services"] == LIGNE["services"].split("|")
