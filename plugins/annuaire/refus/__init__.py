"""The sentences that refuse what was typed, each once: Python's checks and the browser's read them.

REFUS maps a key to (message, remedy, example). A key « base/variante » says only what differs
from its base, None elsewhere. `{nom}` stands for a value.
"""

import re

from annuaire.refus.champs import CHAMPS, EXEMPLE_TELEPHONE, FAUTES_COURRIEL, FAUTES_URL
from annuaire.refus.fiche import FICHE

__all__ = [
    "CHAMPS",
    "EXEMPLE_TELEPHONE",
    "FAUTES_COURRIEL",
    "FAUTES_URL",
    "FICHE",
    "REFUS",
    "dire",
    "remplir",
]

REFUS = CHAMPS | FICHE


def dire(cle: str, **valeurs: object) -> tuple[str, str, str]:
    """Return message, remedy and example of a refusal.

    >>> dire("degres/proche", texte="47,8", proche="47.8")
    ('« 47,8 » n’est pas un nombre en degrés', 'Écrivez 47.8', '47.8')
    """
    base = REFUS[cle.partition("/")[0]]
    said = (own if own is not None else usual for own, usual in zip(REFUS[cle], base, strict=True))
    message, remede, exemple = (remplir(part or "", valeurs) for part in said)
    return message, remede, exemple


def remplir(phrase: str, valeurs: dict[str, object]) -> str:
    """Put values in a sentence; what they hold is not read again."""
    return re.sub(r"\{([a-z]+)\}", lambda match: str(valeurs[match[1]]), phrase)
