"""What the bytes of a file are: text, in which encoding, packed or not; or no text at all."""

import gzip
import io
import zipfile

import pytest

from annuaire import formats
from annuaire.formats import octets
from annuaire.ligne import FormatInconnuError

TABLE = "id,nom,commune\n1,Médiathèque de l’Étang,Guéret\n2,« Chez œuvre »,Saint-Léger\n"
NOMS = ["Médiathèque de l’Étang", "« Chez œuvre »"]


@pytest.fixture
def ouvre(tmp_path):
    """Write bytes in a file whose name says nothing, and open it."""

    def write_and_open(data):
        path = tmp_path / "fichier"
        path.write_bytes(data)
        return formats.ouvrir(path)

    return write_and_open


@pytest.fixture
def refuse(ouvre, tmp_path):
    """Return what is said of bytes that hold no lieux, the path left out."""

    def said(data):
        with pytest.raises(FormatInconnuError) as error:
            list(ouvre(data).lignes)
        return str(error.value).removeprefix(f"{tmp_path / 'fichier'} : ")

    return said


def noms(document):
    return [one.valeurs["nom"] for one in document.lignes]


def zippe(fichiers):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in fichiers.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_remark(encodage, ouvre):
    document = ouvre(TABLE.encode(encodage))

    assert (noms(document), document.avis) == (NOMS, ())


@pytest.mark.parametrize("marque", ["utf-16-le", "utf-16-be"])
def test_reads_utf16_by_its_mark_and_says_so(marque, ouvre):
    document = ouvre(("\ufeff" + TABLE).encode(marque))

    assert noms(document) == NOMS
    assert document.avis == (
        "Le fichier est en UTF-16. Il a été lu ainsi ; l’UTF-8 est préférable.",
    )


def test_reads_windows_1252_and_says_so(ouvre):
    document = ouvre(TABLE.encode("cp1252"))

    assert noms(document) == NOMS
    assert document.avis == (
        (
            "Le fichier n’est pas en UTF-8 (ligne 2). Il a été lu en Windows-1252 : vérifiez quelques "
            "accents."
        ),
    )


def test_reads_a_file_that_mixes_two_encodings_and_says_so(ouvre):
    mixed = TABLE.encode() + "3,École,Felletin\n".encode("cp1252")

    document = ouvre(mixed)

    assert noms(document) == [*NOMS, "École"]
    assert document.avis == (
        (
            "Le fichier mêle deux encodages : il est en UTF-8, mais pas partout (ligne 4). Ces "
            "caractères ont été lus en Windows-1252."
        ),
    )


def test_says_an_encoding_wrong_only_at_the_end_of_a_long_file(ouvre):
    long = TABLE + "".join(f"{n},Un lieu,Guéret\n" for n in range(3, 90_000))

    document = ouvre(long.encode() + "90000,École,Felletin\n".encode("cp1252"))

    assert "(ligne 90001)" in document.avis[0]


@pytest.mark.parametrize("encodage", ["cp850", "mac_roman"])
def test_refuses_accents_that_would_be_read_wrong(encodage, refuse):
    texte = "id,nom,commune\n1,Médiathèque,Guéret\n2,École privée,Créteil\n"

    assert refuse(texte.encode(encodage)) == (
        "ses accents sont dans un encodage que nous ne reconnaissons pas (ligne 2). "
        "Enregistrez-le de nouveau en UTF-8."
    )


@pytest.mark.parametrize(
    ("champ", "faute", "raisons"),
    [
        ("nom", "nom : « Caf\ufffd » contient un caractère illisible", ["caractère illisible"]),
        ("adresse", "", ["caractère illisible"]),
    ],
)
def test_an_unreadable_character_is_never_published(champ, faute, raisons, ouvre):
    texte = f"id,commune,{champ}{',nom' if champ != 'nom' else ''}\n1,Guéret,Caf\ufffd"
    (one,) = ouvre((texte + (",Le lieu" if champ != "nom" else "")).encode()).lignes

    assert champ not in one.valeurs
    assert (one.faute, [note.raison for note in one.nettoyages]) == (faute, raisons)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "il est vide."),
        (b" \n \n", "il est vide."),
        (b"\xef\xbb\xbf", "il est vide."),
        (
            b"id,nom,commune\r\n",
            "il n’a que sa première ligne, celle des titres : aucun lieu à lire.",
        ),
        (b"[]", "il ne contient aucun lieu."),
        (b'{"a": 1}', "ce JSON ne contient pas de liste de lieux."),
        (b"[1, 2", "ce n’est pas un lieu : il faut un objet entre accolades."),
        (b"[{", "le JSON est mal formé à la ligne 1 : la suite du fichier ne peut pas être lue."),
        (
            b"\n <!DOCTYPE html>\n<html><body>503</body></html>\n",
            "c’est une page web. Téléchargez le fichier lui-même.",
        ),
        (
            b'<?xml version="1.0"?><lieux/>',
            "c’est un fichier XML. Téléchargez-le en CSV ou en GeoJSON.",
        ),
        (
            b"%PDF-1.7\n...",
            "c’est un document PDF. Demandez le tableau d’où il vient, en CSV.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            (
                "c’est un classeur Excel ancien (XLS). Ouvrez-le, puis enregistrez la feuille en CSV "
                "(UTF-8)."
            ),
        ),
        (
            "id,nom".encode("utf-16-le"),
            (
                "ce n’est pas un texte (ou c’est de l’UTF-16 sans sa marque de début). Enregistrez-le "
                "en CSV (UTF-8)."
            ),
        ),
        (
            zippe({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}),
            (
                "c’est un classeur Excel (XLSX) ou un document Word. Ouvrez-le, puis enregistrez la "
                "feuille en CSV (UTF-8)."
            ),
        ),
        (
            zippe({"mimetype": "application/x", "content.xml": "<a/>"}),
            (
                "c’est un classeur LibreOffice (ODS). Ouvrez-le, puis enregistrez la feuille en CSV "
                "(UTF-8)."
            ),
        ),
        (
            zippe({"a.csv": TABLE, "b.csv": TABLE}),
            (
                "cette archive contient 2 fichiers (a.csv, b.csv…). Décompressez-la et donnez celui "
                "des lieux."
            ),
        ),
        (zippe({}), "cette archive ne contient aucun fichier."),
        (
            zippe({"a.csv": gzip.compress(b"a", mtime=0)}),
            "c’est une archive dans une archive. Décompressez-la et donnez le fichier.",
        ),
        (
            gzip.compress(TABLE.encode(), mtime=0)[:-20],
            "l’archive est abîmée. Téléchargez-la de nouveau.",
        ),
        (
            b"PK\x03\x04" + zippe({"a.csv": TABLE})[40:],
            "l’archive est abîmée. Téléchargez-la de nouveau.",
        ),
        (
            zippe({"a.csv": TABLE})[:-30],
            "l’archive est abîmée. Téléchargez-la de nouveau.",
        ),
    ],
)
def test_says_in_french_what_a_file_is_not(data, said, refuse):
    assert refuse(data) == said


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(TABLE.encode(), mtime=0),
        zippe({"data/x": TABLE}),
        zippe({"lieux.csv": TABLE, "LISEZMOI": "…", "__MACOSX/lieux.csv": "x"}),
    ],
)
def test_reads_the_one_file_of_an_archive(data, ouvre):
    assert noms(ouvre(data)) == NOMS


def test_a_column_may_be_called_as_an_archive_begins(ouvre):
    assert noms(ouvre(b"PK,id,nom,commune\n1,1,A,Felletin\n")) == ["A"]


def test_refuses_an_archive_that_grows_beyond_measure(refuse, monkeypatch):
    monkeypatch.setattr(octets, "RATIO_DES", 100_000)
    lines = b"1,a,b\n" * 1_000_000

    for packed in (gzip.compress(lines, mtime=0), zippe({"a.csv": lines})):
        assert refuse(packed).startswith("décompressé, il est plus de 100 fois plus gros")


def test_refuses_an_archive_too_big_once_unpacked(refuse, monkeypatch):
    monkeypatch.setattr(octets, "OCTETS_MAX_DECOMPRESSES", 1_000_000)

    assert (
        refuse(gzip.compress(TABLE.encode() * 20_000, mtime=0))
        == "une fois décompressé, il dépasse 1 Mo."
    )


def test_refuses_a_file_too_big(refuse, monkeypatch):
    monkeypatch.setattr(octets, "OCTETS_MAX", 2_000_000)

    assert refuse(b"x" * 3_000_000) == (
        "il pèse 3 Mo, plus que la limite de 2 Mo. Découpez-le, par exemple par région."
    )


def test_a_locked_archive_is_refused(refuse):
    data = bytearray(zippe({"a.csv": TABLE}))
    data[6] |= 1  # the flag of a locked member, in both of its headers
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refuse(bytes(data)) == (
        "l’archive est protégée par un mot de passe. Décompressez-la d’abord."
    )


def test_a_folder_is_no_file_and_nothing_is_no_file(tmp_path):
    with pytest.raises(FormatInconnuError, match="ce n’est pas un fichier"):
        formats.ouvrir(tmp_path)
    with pytest.raises(FormatInconnuError, match="ce fichier n’existe pas"):
        formats.ouvrir(tmp_path / "absent.csv")
