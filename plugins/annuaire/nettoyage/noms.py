"""The name of a lieu: what is no place is refused, what a spreadsheet added is removed."""

import re

from annuaire.ligne import Ligne, LigneRefuseeError
from annuaire.noms import normaliser
from annuaire.regles_textes import PAS_DES_LIEUX


def nettoyer(ligne: Ligne) -> None:
    """Put the name in order; raise LigneRefuseeError where it is not that of a place."""
    nom = ligne.valeurs.get("nom", "")
    if normaliser(nom) in PAS_DES_LIEUX:
        raise LigneRefuseeError(f"nom : « {nom} » n’est pas le nom d’un lieu")
    if _apostrophe_de_tableur(nom):
        ligne.note("nom", nom[1:].strip() or None, "apostrophe de tableur retirée au début")
    elif nom.count('"') == 1:
        ligne.note("nom", nom.replace('"', "").strip() or None, "guillemet seul retiré")


def _apostrophe_de_tableur(nom: str) -> bool:
    # A spreadsheet writes one before what it would compute; « 'Ti Lab » is a Breton name.
    return bool(re.match(r"'[\d=+@-]", nom)) and not re.match(r"'[^']+'(\W|$)", nom)
