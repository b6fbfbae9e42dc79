"""The address of a record: what a machine put before the street, and the commune after it."""

import re

from annuaire import territoires
from annuaire.ligne import Ligne
from annuaire.nettoyage.communes import nommees
from annuaire.noms import normaliser
from annuaire.regles_textes import Fin, fin_de
from annuaire.territoires import Commune

_ZERO = (re.compile(r"^0+[\s,]+(?=[^\W\d])|^0+$"), "numéro 0 retiré au début")
"""Of the street only: « 0 Café » may be the name of what stands beside it."""
_DEBUTS = (
    (
        re.compile(r"^(?:null|undefined|none|nan)\b[\s,]*", re.IGNORECASE),
        "« null » retiré au début",
    ),
    # "52 Route des Duc²s d'Anjou"; a room of 30 m² keeps its sign.
    (re.compile(r"(?<!m)²"), "« ² » retiré"),
    (re.compile(r'^([^"]*)"([^"]*)$'), "guillemet seul retiré"),
)


def nettoyer(ligne: Ligne) -> None:
    """Put the street in order, and read in it the commune or the postcode that are empty."""
    for champ in ("adresse", "complement_adresse"):
        typed = ligne.valeurs.get(champ)
        if not typed:
            continue
        texte, raisons = " ".join(typed.split()), []
        for pattern, raison in (*_DEBUTS, *([_ZERO] if champ == "adresse" else [])):
            done = pattern.sub(r"\1\2" if pattern.groups else "", texte).strip()
            if done != texte:
                raisons.append(raison)
            texte = done
        if raisons:
            ligne.note(champ, texte or None, " ; ".join(raisons))
    _lire_commune(ligne)


def sans_commune(ligne: Ligne, commune: Commune) -> None:
    """Remove from the street the postcode and the commune that the record says elsewhere."""
    fin = _fin(ligne)
    if fin is None:
        return
    city = territoires.commune(commune.parent) if commune.parent else None
    ours = {normaliser(c.nom) for c in (commune, city) if c}
    # The name of a former commune says more than that of the new one: it stays.
    if normaliser(fin.commune) not in ours:
        return
    typed = ligne.valeurs.get("code_postal")
    if fin.code_postal in (typed, *commune.codes_postaux) or _cedex(fin, commune):
        ligne.note("adresse", fin.voie or None, "code postal et commune retirés de l’adresse")


def _lire_commune(ligne: Ligne) -> None:
    """Fill the commune or the postcode that are empty, where the street names a real pair."""
    values = ligne.valeurs
    if values.get("commune") and values.get("code_postal"):
        return
    fin = _fin(ligne)
    if fin is None:
        return
    pairs = [
        c for c in nommees(fin.commune) if fin.code_postal in c.codes_postaux or _cedex(fin, c)
    ]
    typed = values.get("commune")
    if len(pairs) != 1 or values.get("code_postal", fin.code_postal) != fin.code_postal:
        return
    if typed and pairs[0] not in nommees(typed):
        return
    for champ, valeur in (("commune", pairs[0].nom), ("code_postal", fin.code_postal)):
        if not values.get(champ):
            ligne.note(champ, valeur, "lu dans l’adresse")


def _fin(ligne: Ligne) -> Fin | None:
    return fin_de(ligne.valeurs.get("adresse", ""))


def _cedex(fin: Fin, commune: Commune) -> bool:
    """True if no commune has the postcode, and it is of the département: a CEDEX."""
    known = territoires.communes_par_code_postal(fin.code_postal)
    departement = territoires.departement_du_code_postal(fin.code_postal)
    return not known and departement == commune.departement
