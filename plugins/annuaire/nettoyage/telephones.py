"""Telephones: every number of a cell, its words left out; `contacts.telephone` is the judge."""

import re

from annuaire import contacts
from annuaire.ligne import Ligne
from annuaire.nettoyage.cellules import Lu, relire

ZERO = "zéro du début rétabli"
PLUS = "« + » de l’indicatif corrigé"
PLUSIEURS = "plusieurs numéros séparés"
MOTS = "mots retirés autour du numéro"
SIGNES = "signes retirés autour du numéro"
POSTE = "poste intérieur retiré"
FAX = "numéro de télécopie retiré"
SUITE = "suite illisible retirée après le numéro"

_STANDARD = re.compile(r"\+33[1-9]\d{8}")
_PRIX = re.compile(r"\d+[.,]\d+\s*(?:€|euros?\b|cts?\b)(?:\s*/\s*\w+)?|\([^()]*[^\W\d_][^()]*\)?")
_SUITE_DE_CHIFFRES = re.compile(r"[+(]*\d(?:[\d\s.()+/_–-]*\d)?\)?")
_AUTRE_CHOSE = re.compile(r"\bne\b|\bn['’]|\bpas\b|\bancien", re.IGNORECASE)
_AVANT_POSTE = re.compile(r"(?:postes?|ext(?:ension)?|touche|choix|tapez|code)\W*$", re.IGNORECASE)
_AVANT_FAX = re.compile(r"(?:fax|t[ée]l[ée]copi\w*)\W*$", re.IGNORECASE)
_COURT = re.compile(r"3\d{3}|1\d{3}|116\d{3}")
_INDICATIF = re.compile(r"(?:33|262|508|590|594|596|681|687|689)\d{6,9}")


def nettoyer(ligne: Ligne) -> None:
    """Read the numbers of a record, with the prefix of its commune."""
    code = ligne.valeurs.get("code_postal") or ligne.valeurs.get("code_insee", "")
    relire(ligne, "telephone", lambda texte: lire(texte, code))


def lire(texte: str, code: str = "") -> Lu:
    """Return every number of a text. `code` is the postcode or the code INSEE of the lieu.

    A number that is in form stays as it is typed: the model writes its standard form.

    >>> lire("0450950700 Poste 152")
    Lu(valeurs=('+33450950700',), raisons=('poste intérieur retiré',))
    """
    if _STANDARD.fullmatch(texte):
        return Lu((texte,))
    try:
        found = contacts.telephone(texte, code)
    except ValueError as error:
        lu = _dans_un_texte(texte, code)
        return lu if lu.valeurs else Lu((), lu.raisons or (str(error),))
    lost = re.fullmatch(r"[1-9]\d{8}", re.sub(r"[\s.-]", "", texte)) and found.startswith("+")
    return Lu((found,), (ZERO,)) if lost else Lu((texte,))


def _dans_un_texte(texte: str, code: str) -> Lu:
    """Return the numbers that stand in a text, unless it says something else of them."""
    if _AUTRE_CHOSE.search(texte):
        return Lu((), (f"« {' '.join(texte.split())} » dit autre chose qu’un numéro",))
    bare = _PRIX.sub(" ", texte.replace("(0)", "").replace("(+", "+"))
    runs = list(_SUITE_DE_CHIFFRES.finditer(bare))
    found: list[str] = []
    raisons: list[str] = []
    for run in runs:
        before = bare[: run.start()]
        if _AVANT_POSTE.search(before):
            raisons.append(POSTE)
        elif _AVANT_FAX.search(before):
            raisons.append(FAX)
        else:
            lu = _suite(run[0], code, seule=len(runs) == 1)
            found += lu.valeurs
            raisons += lu.raisons
    if not found:
        return Lu((), tuple(raisons))
    if len(found) > 1:
        raisons.append(PLUSIEURS)
    around = _SUITE_DE_CHIFFRES.sub("", texte)
    if re.search(r"[^\W\d_]", re.sub(r"(?i)poste|t[ée]l[ée]copie|fax", "", around)):
        raisons.append(MOTS)
    return Lu(tuple(found), tuple(raisons) or (SIGNES,))


def _suite(run: str, code: str, *, seule: bool) -> Lu:
    """Read a run of digits and separators: one number, or several that a separator cuts apart."""
    tokens = re.findall(r"\+?\d+", run)
    whole = "".join(tokens)
    if not re.match(r"[+0]", whole):
        return _sans_zero(whole, run, code, seule=seule)
    found: list[str] = []
    raisons: list[str] = []
    start = 0
    while start < len(tokens):
        end, number, raison = _plus_long(tokens, start, code)
        if not number:
            # "04 50 95 07 00 / 02" gives a second number in short: nobody dials that.
            if found and "/" in run and len("".join(tokens[start:])) <= 3:
                return Lu(tuple(found), (*raisons, SUITE))
            return Lu((), (f"« {run.strip()} » n’est pas un numéro de téléphone",))
        found.append(number)
        raisons += [raison] if raison else []
        start = end
    return Lu(tuple(found), tuple(raisons))


def _plus_long(tokens: list[str], start: int, code: str) -> tuple[int, str, str]:
    """Return the longest number that begins at a token: the token after it, the number, a reason."""
    for end in range(len(tokens), start, -1):
        joined = "".join(tokens[start:end])
        if "+" in joined[1:] or not re.match(r"[+0]", joined):
            continue
        number = _juge(joined, code)
        if number:
            return end, number, ""
        if joined.startswith("+0") and (number := _juge(joined[1:], code)):
            return end, number, PLUS
    return start, "", ""


def _sans_zero(whole: str, run: str, code: str, *, seule: bool) -> Lu:
    """Read digits that begin neither with 0 nor with +: a short number, a lost 0, a lost +."""
    if len(whole) <= 6:
        # Hours and house numbers are short too: only where nothing else is a number.
        number = _juge(whole, code) if seule else ""
        known = number and (number[0] == "+" or _COURT.fullmatch(number))
        return Lu((number,)) if known else Lu(())
    if len(whole) == 9 and (number := _juge(f"0{whole}", code)):
        return Lu((number,), (ZERO,))
    if _INDICATIF.fullmatch(whole) and (number := _juge(f"+{whole}", code)):
        return Lu((number,), (PLUS,))
    return Lu((), (f"« {run.strip()} » n’est pas un numéro de téléphone",))


def _juge(texte: str, code: str) -> str:
    try:
        return contacts.telephone(texte, code)
    except ValueError:
        return ""
