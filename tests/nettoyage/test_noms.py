"""Names of real files: services entered as places are refused, the rest is left as people wrote it."""

import pytest

from annuaire.ligne import LigneRefuseeError
from annuaire.nettoyage import noms


@pytest.mark.parametrize(
    "nom",
    [
        "Ordinateur",
        "Wifi",
        "Réussir mes échanges avec France Travail",
        "Mobiliser mes services numériques France Travail",
        "Nom du lieu ou de la structure *",
        "NOM DU LIEU OU DE LA STRUCTURE",
    ],
)
def test_refuses_what_is_not_the_name_of_a_place(nom, ligne):
    with pytest.raises(LigneRefuseeError) as refused:
        noms.nettoyer(ligne(nom=nom))

    assert str(refused.value) == f"nom : « {nom} » n’est pas le nom d’un lieu"


@pytest.mark.parametrize(
    ("typed", "kept", "raison"),
    [
        ("'3 bis", "3 bis", "apostrophe de tableur retirée au début"),
        ('Médiathèque "La Passerelle', "Médiathèque La Passerelle", "guillemet seul retiré"),
        ("MÃ©diathÃ¨que", "Médiathèque", "accents rétablis"),
        ("MÃƒÂ©diathèque du Pont", "Médiathèque du Pont", "accents rétablis"),
        ("Å“uvre de la DrÃ´me", "œuvre de la Drôme", "accents rétablis"),
        ("Clic' &amp; Ressources", "Clic' & Ressources", "code HTML remplacé par son caractère"),
        ("Médiathèque\u200b du Pont", "Médiathèque du Pont", "caractère invisible retiré"),
        ("L\x92Atelier", "L’Atelier", "caractère mal codé rétabli"),
        ("-- La Base", "La Base", "signe de tableur retiré au début"),
        # As people wrote them.
        ("'Le Lab' de Foix", "'Le Lab' de Foix", ""),
        ("'Ti Lab", "'Ti Lab", ""),
        ("L’Atelier « Numérique", "L’Atelier « Numérique", ""),
        ('Espace "Mosaïque"', "Espace « Mosaïque »", ""),
        (
            "MAISON DE SERVICES AU PUBLIC D'ABONDANCE",
            "MAISON DE SERVICES AU PUBLIC D'ABONDANCE",
            "",
        ),
        ("Wifi et café", "Wifi et café", ""),
        ("ASSOCIATION SÃO PAULO", "ASSOCIATION SÃO PAULO", ""),
    ],
)
def test_puts_a_name_in_order_and_says_so(typed, kept, raison, lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(nom=typed)

    assert lieu.nom == kept
    assert " ; ".join(note.raison for note in ligne.nettoyages if note.champ == "nom") == raison


@pytest.mark.parametrize("nom", ["M╢diath╢que", "MÃ©diathÃque", "M\ufffddiathèque"])
def test_refuses_a_name_whose_accents_cannot_be_read(nom, lieu_d_une_ligne):
    with pytest.raises(LigneRefuseeError) as refused:
        lieu_d_une_ligne(nom=nom)

    assert str(refused.value).startswith(f"nom : les accents de « {nom} » sont abîmés")
