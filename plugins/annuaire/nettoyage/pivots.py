"""The SIRET, RNA or RIDET of a lieu."""

from annuaire.ligne import Ligne


def nettoyer(ligne: Ligne) -> None:
    """Leave out the zeros by which the national files say that it is unknown."""
    if set(ligne.valeurs.get("pivot", "")) == {"0"}:
        ligne.note("pivot", None, "pivot inconnu (que des zéros)")
