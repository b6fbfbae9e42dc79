"""Telephones of real files: every shape seen, read as a number or refused."""

import pytest

from annuaire import contacts
from annuaire.nettoyage import telephones

T = telephones
LUS = [
    ("475582913", ["+33475582913"], T.ZERO),
    ("'+33476498847", ["+33476498847"], T.SIGNES),
    ("04.79.28.79.28.", ["+33479287928"], ""),
    ("04.50.22.09.07", ["+33450220907"], ""),
    ("04-50-72-70-47", ["+33450727047"], ""),
    ("04 43 762 762", ["+33443762762"], ""),
    ("04 73 94 20 49 Mairie", ["+33473942049"], T.MOTS),
    ("(+33)474327740", ["+33474327740"], ""),
    ("'-à’éé0476714473", ["+33476714473"], T.MOTS),
    ("0473658950/0761294745", ["+33473658950", "+33761294745"], T.PLUSIEURS),
    ("0476070902//0685053452", ["+33476070902", "+33685053452"], T.PLUSIEURS),
    ("04 95 22 35 34\n06 47 54 66 86", ["+33495223534", "+33647546686"], T.PLUSIEURS),
    ("+33(0)450336550", ["+33450336550"], ""),
    ("0450950700 Poste 152", ["+33450950700"], T.POSTE),
    (
        "sur rendez-vous à l’accueil de la mairie ou par téléphone au 0476714473",
        ["+33476714473"],
        T.MOTS,
    ),
    ("3230", ["3230"], ""),
    ("39 60", ["3960"], ""),
    ("3960 (Service 0,06 € / mn + prix appel)", ["3960"], T.MOTS),
    ("33782358117", ["+33782358117"], ""),
    ("262693484434", ["+262693484434"], T.PLUS),
    ("+0618202236", ["+33618202236"], T.PLUS),
    # Not of the list, but near: each shows what a rule above must not do.
    ("04/76/71/44/73", ["+33476714473"], T.SIGNES),
    ("04 76 71 44 73 / +33 6 47 54 66 86", ["+33476714473", "+33647546686"], T.PLUSIEURS),
    ("33 7 82 35 81 17", ["+33782358117"], ""),
    ("04 50 95 07 00 / 02", ["+33450950700"], T.SUITE),
    ("Tél : 04 76 71 44 73 / Fax : 04 76 71 44 74", ["+33476714473"], f"{T.FAX} ; {T.MOTS}"),
]
REFUSES = [
    "+331495778500607457816",
    "5858777054",
    "0081188806",
    "024178384",
    "0450950700152",
    "0000000000",
    "04 50 95 07 00 152",
    "mairie 15",
    "de 9h à 12h",
    "ne plus appeler le 04 76 71 44 73",
    "à définir",
]


@pytest.mark.parametrize(("texte", "attendu", "raison"), LUS)
def test_reads_every_number_of_a_cell(texte, attendu, raison):
    lu = telephones.lire(texte, "38000")

    assert [contacts.telephone(valeur, "38000") for valeur in lu.valeurs] == attendu
    assert " ; ".join(lu.raisons) == raison


@pytest.mark.parametrize("texte", REFUSES)
def test_refuses_what_is_no_number_and_shows_it(texte):
    lu = telephones.lire(texte, "38000")

    assert lu.valeurs == ()
    assert texte in lu.raisons[0]


@pytest.mark.parametrize(
    ("texte", "code", "attendu"),
    [
        ("0262 20 21 22", "97400", "+262262202122"),
        ("262202122", "97400", "+262262202122"),
        ("0475582913 (siège)", "97156", "+33475582913"),
        ("27 12 34 accueil", "98800", "+687271234"),
    ],
)
def test_reads_a_number_with_the_prefix_of_its_commune(texte, code, attendu):
    (valeur,) = telephones.lire(texte, code).valeurs

    assert contacts.telephone(valeur, code) == attendu


def test_tells_the_account_and_keeps_all_numbers(lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(telephone="04 73 94 20 49 Mairie|0555661234|0450950700152")

    assert lieu.telephone == ("+33473942049", "+33555661234")
    assert [(n.champ, n.raison) for n in ligne.nettoyages if n.champ == "telephone"] == [
        ("telephone", f"{T.MOTS} ; « 0450950700152 » n’est pas un numéro de téléphone")
    ]
