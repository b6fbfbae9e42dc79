"""The values of real files put in order, one module per kind of value. Nothing is guessed."""

from datetime import date

from annuaire.ligne import Ligne
from annuaire.nettoyage import (
    adresses,
    caracteres,
    communes,
    courriels,
    dates,
    heures,
    listes,
    noms,
    pivots,
    points,
    presentations,
    telephones,
    urls,
)


def nettoyer(ligne: Ligne, le: date, date_defaut: date | None = None) -> None:
    """Put every value of a record in order, or leave it out, each with its reason.

    `le` is the day after which no date has come; `date_defaut` serves where `date_maj` cannot be
    read. Raises LigneRefuseeError where the record cannot be an entry.
    """
    caracteres.nettoyer(ligne)
    noms.nettoyer(ligne)
    pivots.nettoyer(ligne)
    dates.nettoyer(ligne, le, date_defaut)
    adresses.nettoyer(ligne)
    commune = communes.nettoyer(ligne)
    adresses.sans_commune(ligne, commune)
    points.nettoyer(ligne, commune)
    for module in (listes, telephones, courriels, urls, heures, presentations):
        module.nettoyer(ligne)
