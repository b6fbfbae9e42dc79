"""One cell as a file holds it → the text that it stands for."""

import pytest

from annuaire.formats.cellules import propre

CODES = "codes de caractères remplacés par leurs caractères"
HTML = "code HTML remplacé par son caractère"
WINDOWS = "caractère mal codé rétabli"


@pytest.mark.parametrize(
    ("texte", "attendu", "faits"),
    [
        ("  Guéret ", "Guéret", []),
        ("e\u0301cole", "école", []),
        ("12\xa0rue\u202fHaute", "12 rue Haute", []),
        ("a\r\nb\rc", "a\nb\nc", []),
        ("Ressources &amp; Comp&eacute;tences", "Ressources & Compétences", [HTML]),
        ("&#39;a&#x27;", "'a'", [HTML]),
        ("l\x92été \x80", "l’été €", [WINDOWS]),
        ("&#146;", "’", [HTML]),
        ("\x81", "\ufffd", [WINDOWS]),
        ("https://a.fr/?b=1&copy=2&reg=3", "https://a.fr/?b=1&copy=2&reg=3", []),
        ("R & D; M&M", "R & D; M&M", []),
        ("a\x00b", "ab", ["caractères nuls retirés"]),
        (r"R\xE9version\x20L\u2019aide", "Réversion L’aide", [CODES]),
        (r"C:\xE9", r"C:\xE9", []),
        (r"\ud83d\ude00", "😀", [CODES]),
        ("\ud83d", "\ufffd", []),
        ("1,234", "1,234", []),
        ("00700", "00700", []),
    ],
)
def test_reads_a_cell_as_it_was_meant(texte, attendu, faits):
    assert propre(texte) == (attendu, faits)


def test_a_presentation_keeps_its_no_break_spaces():
    assert propre("Ouvert\xa0: lundi", presentation=True) == ("Ouvert\xa0: lundi", [])
