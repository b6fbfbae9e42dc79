"""Any file, read with a mapping that a person wrote; what is wrong with the mapping, all at once."""

import pytest

from annuaire import formats
from annuaire.formats.correspondance import Correspondance, depuis_texte
from conftest import FIXTURES as TOUTES

FIXTURES = TOUTES / "formats"


@pytest.fixture
def correspondance():
    return formats.lire_correspondance(FIXTURES / "creuse.yml")


def refus(texte):
    with pytest.raises(formats.CorrespondanceInvalideError) as error:
        depuis_texte(texte, "creuse.yml")
    return str(error.value)


def test_reads_a_mapping(correspondance):
    assert correspondance == Correspondance(
        champs={
            "id": "Identifiant", "nom": "Nom du lieu", "commune": "Ville",
            "code_insee": "Code INSEE", "latitude": "lat", "longitude": "lon",
            "telephone": "Tél", "services": "Aide proposée",
        },
        constantes={
            "typologie": ["EPN"], "source": "Département de la Creuse", "date_maj": "2026-11-01",
        },
        valeurs={
            "services": {
                "Aide administrative": ["Aide aux démarches administratives"],
                "Ordinateurs": ["Accès internet et matériel informatique"],
                "Couture": [],
            }
        },
        separateur=",",
        prefixe_id="creuse-",
    )  # fmt: skip


def test_reads_any_csv_with_its_mapping(correspondance):
    document = formats.ouvrir(FIXTURES / "creuse.csv", correspondance)
    first, second = document.lignes

    assert (document.format, document.titre) == ("csv-generique", "CSV lu avec une correspondance")
    assert document.avis == ("Colonnes non reprises : Observations.",)
    assert first.valeurs == {
        "id": "creuse-007",
        "nom": "Médiathèque de Felletin",
        "commune": "Felletin",
        "code_insee": "23079",
        "latitude": "45,8835",
        "longitude": "2,1741",
        "telephone": ["05 55 66 12 34"],
        "services": [
            "Aide aux démarches administratives",
            "Accès internet et matériel informatique",
        ],
        "typologie": ["EPN"],
        "source": "Département de la Creuse",
        "date_maj": "2026-11-01",
    }
    assert [(n.champ, n.avant, n.apres, n.raison) for n in second.nettoyages] == [
        ("services", "Couture", "", "valeur traduite selon la correspondance")
    ]


@pytest.mark.parametrize(
    ("geometrie", "point"),
    [
        ("lieu", {"latitude": "45.8835", "longitude": "2.1740"}),
        ("rue", {"latitude": "45.8835", "longitude": "2.1740", "precision": "rue"}),
        ("commune", {"precision": "commune"}),
    ],
)
def test_reads_any_geojson_with_its_mapping(geometrie, point):
    mapping = depuis_texte(f"champs: {{id: id, nom: nom, commune: ville}}\ngeometrie: {geometrie}")

    document = formats.ouvrir(FIXTURES / "creuse.geojson", mapping)
    first, second = document.lignes

    assert document.format == "geojson-generique"
    assert first.valeurs == {"id": "7", "nom": "Médiathèque", "commune": "Felletin", **point}
    assert "latitude" not in second.valeurs  # a line is no point


def test_a_constant_fills_only_what_the_file_leaves_empty(tmp_path):
    path = tmp_path / "lieux"
    path.write_text("id,nom,ville,sorte\n1,A,Guéret,BIB\n2,B,Guéret,\n", encoding="utf-8")
    mapping = depuis_texte(
        "champs: {id: id, nom: nom, commune: ville, typologie: sorte}\n"
        "constantes: {typologie: [EPN]}"
    )

    found = [one.valeurs["typologie"] for one in formats.ouvrir(path, mapping).lignes]

    assert found == [["BIB"], ["EPN"]]


def test_says_all_that_is_wrong_with_a_mapping_each_with_its_line():
    assert refus(
        "champs:\n"
        "  nom: Nom\n"
        "  telefone: Tél\n"
        "  adresse: [Rue, Ville]\n"
        "constantes:\n"
        "  typologie: [EPNN]\n"
        "  nom: Le même\n"
        "valeurs:\n"
        "  services: {Aide: Aide aux demarche administrative}\n"
        "  frais_a_charge: Gratuit\n"
        "separateurs: ';'\n"
        "geometrie: région\n"
    ) == (
        "creuse.yml ne peut pas servir de correspondance :\n"
        "  ligne 11, separateurs : « separateurs » n’est pas une partie d’une correspondance. "
        "Vouliez-vous « separateur » ?\n"
        "  ligne 3, champs.telefone : « telefone » n’est pas un champ. Vouliez-vous "
        "« telephone » ?\n"
        "  ligne 4, champs.adresse : il faut le nom d’une seule colonne. adresse: Nom de la "
        "colonne\n"
        "  ligne 6, constantes.typologie : « EPNN » n’est pas une valeur de typologie. "
        "Vouliez-vous « EPN » ?\n"
        "  ligne 7, constantes.nom : ce champ ne peut pas être le même pour tous les lieux. "
        "Donnez sa colonne\n"
        "  ligne 9, valeurs.services : « Aide aux demarche administrative » n’est pas une valeur "
        "de services. Vouliez-vous « Aide aux démarches administratives » ?\n"
        "  ligne 10, valeurs.frais_a_charge : il faut des lignes « texte du fichier: valeur du "
        "standard »\n"
        "  ligne 12, geometrie : « région » ne dit pas ce que vaut le point. Écrivez lieu, rue ou "
        "commune\n"
        "  ligne 1, champs : il manque « commune » ou « code_insee ». Ajoutez l’un des deux"
    )


@pytest.mark.parametrize(
    ("texte", "said"),
    [
        ("", "il manque « champs: », qui dit quelle colonne donne quel champ."),
        ("- a\n- b\n", "il manque « champs: », qui dit quelle colonne donne quel champ."),
        ("champs: {id: a, id: b}\n", "ligne 1, champs.id : ce champ est écrit deux fois"),
        ("champs: &a {id: x}\n", "ligne 1 : une valeur ne peut pas commencer par &, * ou !"),
        ("champs: [a, b]\n", "ligne 1, champs : il faut des lignes « champ: valeur », en retrait"),
        ("champs: {id: a\n", "creuse.yml ne peut pas servir de correspondance :\n  ligne "),
    ],
)
def test_says_in_french_what_a_mapping_is_not(texte, said):
    assert said in refus(texte)


def test_a_mapping_that_cannot_be_read_says_so(tmp_path):
    (tmp_path / "latin.yml").write_bytes("champs: {id: Numéro}".encode("latin-1"))
    (tmp_path / "long.yml").write_text("# " + "x" * 200_000)

    for name, said in (
        ("absent.yml", "ce fichier ne peut pas être lu."),
        ("latin.yml", "enregistrez-le en UTF-8."),
        ("long.yml", "une correspondance tient en quelques lignes."),
    ):
        with pytest.raises(formats.CorrespondanceInvalideError) as error:
            formats.lire_correspondance(tmp_path / name)
        assert str(error.value) == f"{tmp_path / name} : {said}"


def test_says_which_columns_the_file_has_not(correspondance, tmp_path):
    path = tmp_path / "lieux"
    path.write_text("Identifiants,Nom du lieu,Ville,lat,lon\n1,A,Guéret,46,1\n", encoding="utf-8")

    with pytest.raises(formats.CorrespondanceInvalideError) as error:
        formats.ouvrir(path, correspondance)

    assert str(error.value) == (
        f"{path} n’a pas toutes les colonnes de la correspondance :\n"
        "  id : pas de colonne « Identifiant ». Vouliez-vous « Identifiants » ?\n"
        "  code_insee : pas de colonne « Code INSEE ».\n"
        "  telephone : pas de colonne « Tél ».\n"
        "  services : pas de colonne « Aide proposée ».\n"
        "  Ses colonnes sont : Identifiants, Nom du lieu, Ville, lat, lon"
    )


def test_a_key_that_the_first_objects_have_not_is_only_told(tmp_path):
    path = tmp_path / "lieux"
    path.write_text('[{"id": "1", "nom": "A", "ville": "Guéret"}]', encoding="utf-8")
    mapping = depuis_texte("champs: {id: id, nom: nom, commune: ville, telephone: tel}")

    document = formats.ouvrir(path, mapping)

    assert document.format == "json-generique"
    assert document.avis == ("telephone : pas de colonne « tel ».",)
    assert next(document.lignes).valeurs == {"id": "1", "nom": "A", "commune": "Guéret"}
