"""E-mail addresses: every address of a cell; `contacts.courriel` is the judge, nothing is guessed."""

import re

from annuaire import contacts
from annuaire.ligne import Ligne
from annuaire.nettoyage.cellules import Lu, relire

PLUSIEURS = "plusieurs adresses séparées"

_REPARATIONS = (
    (
        re.compile(
            r"^\W*(?:adresse\s+)?(?:courriel|e-?mail|m[ée]l|mail|contact|adresse)\s*:\s*",
            re.IGNORECASE,
        ),
        "",
        "étiquette retirée",
    ),
    (re.compile(r"\s*[\[(]\s*(?:a|at|à|arobase)\s*[\])]\s*", re.IGNORECASE), "@", "« @ » rétabli"),
    (re.compile(r"@@"), "@", "« @ » en double retiré"),
    (re.compile(r"^[\s:,;.<(«'\"-]+"), "", "signes retirés au début"),
    (re.compile(r"[\s:,;.>)»'\"]+$"), "", "signes retirés à la fin"),
)
_ORDINAIRE = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9-]+\.)+[a-z]{2,}")
_SEPARATEURS = re.compile(r"\s*(?:[;,/|\n]|\bou\b|\bet\b)\s*|\s+")


def nettoyer(ligne: Ligne) -> None:
    """Read the addresses of a record."""
    relire(ligne, "courriels", lire)


def lire(texte: str) -> Lu:
    """Return every address of a text, repaired where only one reading is possible.

    >>> lire("a@x.fr et b@y.fr")
    Lu(valeurs=('a@x.fr', 'b@y.fr'), raisons=('plusieurs adresses séparées',))
    """
    if _ORDINAIRE.fullmatch(texte) or _juge(texte) is None:
        return Lu((texte,))  # the model judges it
    repaired, raisons = _repare(texte)
    parts = [part for part in _SEPARATEURS.split(repaired) if part]
    if len(parts) < 2 or any(part.count("@") != 1 for part in parts):
        # A space or a « ; » inside one address: which side is the address, nobody knows.
        refus = _juge(repaired)
        return Lu((repaired,), tuple(raisons)) if refus is None else Lu((), (_refus(texte),))
    lus = [_repare(part)[0] for part in parts]
    refus_by = {part: refus for part in lus if (refus := _juge(part)) is not None}
    return Lu(
        tuple(part for part in lus if part not in refus_by),
        (*raisons, PLUSIEURS, *refus_by.values()),
    )


def _repare(texte: str) -> tuple[str, list[str]]:
    raisons = []
    for pattern, replacement, raison in _REPARATIONS:
        if replacement == "@" and raison == "« @ » rétabli" and "@" in texte:
            continue
        done = pattern.sub(replacement, texte)
        if done.strip() != texte.strip():
            raisons.append(raison)
        texte = done.strip()
    return texte, raisons


def _refus(texte: str) -> str:
    """Say why a text is no address, with both readings where a space or a sign cuts one in two."""
    joined, cut = re.sub(r"[\s;,]+", "", texte), re.split(r"[\s;,]+", texte.strip())[-1]
    readings = [one for one in dict.fromkeys((joined, cut)) if one != texte and _juge(one) is None]
    refus = _juge(texte) or ""
    return f"{refus} : {' ou '.join(readings)} ?" if readings else refus


def _juge(texte: str) -> str | None:
    """Return why a text is no address, None if it is one."""
    try:
        contacts.courriel(texte)
    except ValueError as error:
        return str(error)
    return None
