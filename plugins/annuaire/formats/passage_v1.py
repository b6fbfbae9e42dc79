"""A record in the words of the standard v0, or of both → the same in those of v1."""

from collections.abc import Mapping
from typing import Any

from annuaire.formats.cellules import propre
from annuaire.formats.champs import decouper, ligne, nationaux, texte
from annuaire.formats.vocabulaire_v0 import (
    ANCIENS_CHAMPS,
    CHAMPS,
    PERDUS,
    VALEURS,
    Cible,
    cle,
)
from annuaire.ligne import Ligne

SEPARATEURS = r"[|;]"
"""v0 parts its lists with « ; », v1 with « | »; files of 2023 mix them, field by field."""
_MIS_EN_V1 = "valeur du standard v0 mise en v1"
# A web address may hold a « ; »: only one before another address parts them.
_ENTRE_ADRESSES = r"\||[;,]\s*(?=https?://|www\.)"


def en_v1(numero: int, brut: Mapping[str, Any], faute: str = "") -> Ligne:
    """Build the Ligne of a record of v0, v1, or both mixed; every loss is in the account."""
    cells = _renommes(brut)
    plain = {champ: value for champ, value in nationaux(cells).items() if champ not in VALEURS}
    sites = plain.pop("site_web", None)
    one = ligne(numero, plain, SEPARATEURS, faute)
    if sites:
        found = ligne(numero, {"site_web": sites}, _ENTRE_ADRESSES)
        one.valeurs |= found.valeurs
        one.nettoyages += found.nettoyages
    for champ in VALEURS:
        if champ in cells:
            _valeurs(one, champ, cells[champ])
    for champ, raison in PERDUS.items():
        text = propre(texte(cells.get(champ)))[0]
        if text:
            one.valeurs[champ] = text
            one.note(champ, None, raison)
    return one


def _renommes(brut: Mapping[str, Any]) -> dict[str, Any]:
    """Give their new name to the fields of v0; where both names are filled, join the values."""
    cells = dict(brut)
    for old, new in CHAMPS.items():
        typed = texte(cells.pop(old, None))
        if typed.strip():
            both = texte(cells.get(new))
            lists = new != "fiche_acces_libre"
            cells[new] = f"{both}|{typed}" if both and lists else both or typed
    return cells


def _valeurs(one: Ligne, champ: str, cell: Any) -> None:
    """Put the closed values of one field in the words of v1."""
    typed = decouper(propre(texte(cell))[0], SEPARATEURS)
    main = ANCIENS_CHAMPS.get(champ, champ)
    unknown = {value: Cible(((main, value),)) for value in typed}
    targets = {value: VALEURS[champ].get(cle(value), unknown[value]) for value in typed}
    given: dict[str, list[str]] = {}
    for target in targets.values():
        for where, new in target.valeurs:
            given.setdefault(where, []).append(new)
    for where, news in given.items():
        one.valeurs[where] = list(dict.fromkeys([*one.valeurs.get(where, []), *news]))
    if all(_meme(value, target) for value, target in targets.items()):
        return
    fields = list(given) or [main]
    for where in fields:
        told = dict.fromkeys(
            target.reserve
            for target in targets.values()
            if target.reserve and where in (dict(target.valeurs) or fields[:1])
        )
        kept = one.valeurs.get(where)
        one.valeurs[where] = typed
        one.note(where, kept, " ; ".join([_MIS_EN_V1, *told]))


def _meme(value: str, target: Cible) -> bool:
    """True if v1 says a value in the same words."""
    return len(target.valeurs) == 1 and _plie(target.valeurs[0][1]) == _plie(value)


def _plie(text: str) -> str:
    return text.replace("’", "'").casefold()
