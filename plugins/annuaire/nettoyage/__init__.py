"""The values of real files put in order, one module per kind of value. Nothing is guessed."""

from annuaire.ligne import Ligne


def nettoyer(ligne: Ligne) -> None:
    """Put every value of a record in order, or leave it out, each with its reason."""
    raise NotImplementedError
