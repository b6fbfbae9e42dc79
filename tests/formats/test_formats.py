"""A file is recognised by what it holds, and read as it goes."""

import tracemalloc

import pytest

from annuaire import formats
from annuaire.ligne import FormatInconnuError
from annuaire.model import CHAMPS_NATIONAUX
from conftest import FIXTURES as TOUTES
from csv_de_test import LIGNE, ecrit

FIXTURES = TOUTES / "formats"


@pytest.fixture
def fichier(tmp_path):
    def write(texte):
        path = tmp_path / "lieux"
        path.write_text(texte, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("nom", "cle", "nombre"),
    [
        ("france-services-20240801.csv", "france-services", 6),
        ("fabt_geom.geojson", "fabriques-anct-geojson", 8),
        ("mediation-numerique-v0.json", "mediation-numerique-json", 4),
        ("mediation-numerique-melee.json", "mediation-numerique-json", 2),
        ("national-v0.csv", "national-v0", 2),
    ],
)
def test_recognises_a_file_whatever_its_name(nom, cle, nombre, tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes((FIXTURES / nom).read_bytes())

    document = formats.ouvrir(path)

    assert (document.format, document.titre) == (cle, formats.FORMATS[cle].titre)
    assert len([one for one in document.lignes if not one.faute]) == nombre


@pytest.mark.parametrize(
    ("nom", "cle", "nombre"),
    [
        ("france-services-2024-08-01.csv", "national-v1", 2845),
        ("lieux-hinaura-corse.csv", "national-v1", 848),
        ("fabriques-labellisees-anct.csv", "fabriques-anct-csv", 382),
    ],
)
def test_reads_every_row_of_the_real_files(nom, cle, nombre, donnees_reelles):
    document = formats.ouvrir(donnees_reelles / nom)

    lignes = list(document.lignes)

    assert (document.format, len(lignes)) == (cle, nombre)
    assert [one.faute for one in lignes if one.faute] == []
    assert [one.numero for one in lignes] == list(range(2, nombre + 2))


@pytest.mark.parametrize("separateur", [",", ";", "\t", "|"])
def test_reads_the_standard_v1_whatever_parts_its_columns(separateur, fichier):
    cells = {**LIGNE, "services": LIGNE["services"].partition("|")[0]}
    texte = separateur.join(cells) + "\n" + separateur.join(cells.values()) + "\n"

    document = formats.ouvrir(fichier(texte))
    (one,) = document.lignes

    assert document.format == "national-v1"
    assert one.valeurs == {
        **cells, "services": [cells["services"]], "telephone": ["+33555661234"],
    }  # fmt: skip


def test_says_which_columns_it_does_not_read(fichier):
    path = fichier("id,nom,commune,fabrique_label,,,secret\n1,A,Guéret,fabrique,,,x\n")

    assert formats.ouvrir(path).avis == (
        "Colonnes non reprises : fabrique_label, secret.",
        "Colonnes sans nom, non reprises : 2.",
    )


def test_two_columns_of_one_name_are_refused_where_they_are_read(fichier):
    with pytest.raises(FormatInconnuError) as error:
        formats.ouvrir(fichier("id,nom,commune,nom\n1,A,Guéret,B\n"))

    assert "deux colonnes ont le même nom (nom)." in str(error.value)
    assert formats.ouvrir(fichier("id,nom,commune,x,x\n1,A,Guéret,B,C\n")).format == "national-v1"


def test_a_number_stays_the_text_it_was(fichier):
    (one,) = formats.ouvrir(fichier('id,nom,commune,latitude\n007,12,1,"1,234"\n')).lignes

    assert (one.id, one.valeurs["nom"], one.valeurs["latitude"]) == ("007", "12", "1,234")


def test_an_empty_cell_is_no_value(fichier):
    (one,) = formats.ouvrir(fichier("id,nom,commune,courriels,services\n1,A,Guéret, ,|\n")).lignes

    assert one.valeurs == {"id": "1", "nom": "A", "commune": "Guéret"}


def test_what_is_mended_in_a_cell_is_in_the_account(fichier):
    (one,) = formats.ouvrir(fichier("id,nom,commune\n1,A &amp; B,Guéret\n")).lignes

    assert one.valeurs["nom"] == "A & B"
    assert [(note.champ, note.avant, note.apres) for note in one.nettoyages] == [
        ("nom", "A &amp; B", "A & B")
    ]


def test_a_row_at_fault_does_not_stop_the_others(fichier):
    path = fichier('id,nom,commune\n1,A,Guéret\n2,"B"x,Guéret\n3,C\n4,D,Guéret,x\n5,E,Guéret\n6,"F')

    assert [(one.numero, one.faute[:38]) for one in formats.ouvrir(path).lignes] == [
        (2, ""),
        (3, "cette ligne est mal formée : un guille"),
        (4, "cette ligne n’a que 2 colonnes au lieu"),
        (5, "cette ligne a plus de colonnes que la "),
        (6, ""),
        (7, "un guillemet ouvert à la ligne 7 n’est"),
    ]


def test_a_long_file_is_never_whole_in_memory(tmp_path):
    path = ecrit(tmp_path / "long.csv", *({"id": f"fs-{n}"} for n in range(20_000)))
    assert path.stat().st_size > 4_500_000

    tracemalloc.start()
    count = sum(1 for _ in formats.ouvrir(path).lignes)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 20_000
    assert peak < 2_000_000


def test_says_what_an_unknown_file_holds_and_shows_a_mapping_to_complete(fichier):
    path = fichier("Numéro;Nom du lieu;Ville;E-mail\n1;A;Guéret;a@b.fr\n")

    with pytest.raises(FormatInconnuError) as error:
        formats.ouvrir(path)

    assert str(error.value) == (
        f"{path} n’est dans aucun des formats connus. Ses colonnes sont : Numéro, Nom du lieu, "
        "Ville, E-mail.\n"
        "Sinon, dites quelle colonne donne quel champ dans un fichier de correspondance, par "
        "exemple :\n\n"
        "champs:\n"
        '  id: "Numéro"\n'
        '  nom: "Nom du lieu"\n'
        '  commune: "Ville"\n'
        "  code_insee:  # Code INSEE de la commune\n"
        "  code_postal:  # Code postal\n"
        "  adresse:  # Adresse\n"
        "  latitude:  # Latitude\n"
        "  longitude:  # Longitude\n"
        "  telephone:  # Téléphone\n"
        '  courriels: "E-mail"\n'
        "  site_web:  # Site web\n"
        "  horaires:  # Horaires\n"
        "  date_maj:  # Date de mise à jour\n"
        "constantes:\n"
        "  source:  # qui a recueilli ces données\n"
        'separateur: "|"  # entre les valeurs d’une même case\n'
        "prefixe_id:  # par exemple creuse-"
    )


def test_the_mapping_shown_can_be_used_at_once(fichier):
    path = fichier("Numéro;Nom du lieu;Ville;E-mail\n1;A;Guéret;a@b.fr\n")
    with pytest.raises(FormatInconnuError) as error:
        formats.ouvrir(path)

    shown = str(error.value).partition("\n\n")[2]
    document = formats.ouvrir(path, formats.correspondance.depuis_texte(shown))

    (one,) = document.lignes
    assert one.valeurs == {"id": "1", "nom": "A", "commune": "Guéret", "courriels": ["a@b.fr"]}


def test_says_what_a_file_near_the_standard_lacks(fichier):
    with pytest.raises(FormatInconnuError) as error:
        formats.ouvrir(fichier("nom,ville\nLe lieu,Felletin\n"))

    assert (
        "il manque la colonne id, commune. La première ligne attendue est : id,pivot,nom,"
        in str(error.value)
    )


def test_the_other_layers_of_the_same_publisher_are_not_fabriques(fichier):
    texte = (FIXTURES / "fabt_geom.geojson").read_text(encoding="utf-8")

    with pytest.raises(FormatInconnuError):
        formats.ouvrir(fichier(texte.replace("fabt-", "fabp-")))


def test_every_value_that_a_format_gives_is_a_field_of_the_model(donnees_reelles):
    ours = {"precision", "fabrique"}
    for path in (*FIXTURES.glob("*.json"), *FIXTURES.glob("*geom.geojson"),
                 FIXTURES / "national-v0.csv", *donnees_reelles.glob("f*-a*.csv")):  # fmt: skip
        for one in formats.ouvrir(path).lignes:
            assert one.valeurs.keys() <= {*CHAMPS_NATIONAUX, *ours}
            assert all(one.valeurs.values())
