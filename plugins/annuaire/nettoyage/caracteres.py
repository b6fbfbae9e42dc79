"""The characters of a text: accents broken by a bad encoding, invisible signs, spreadsheet signs."""

import html
import re

from annuaire.ligne import Ligne, LigneRefuseeError
from annuaire.valeurs import INVISIBLES

_COURTS = (
    "nom",
    "commune",
    "adresse",
    "complement_adresse",
    "presentation_resume",
    "source",
    "structure_parente",
)
_SIGNES = dict.fromkeys(
    ("nom", "adresse", "complement_adresse", "structure_parente", "source"), "=@+-"
)
# The longer text may well begin with a list.
_SIGNES["presentation_detail"] = "=@"

# UTF-8 read as Windows-1252: « Ã© » for « é », « â€™ » for « ’ ».
_ABIMES = re.compile(
    r"Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|â€|Â[\u00a0-\u00bf]|Å[\u0093\u201c]"
)
# São is spelt so in capitals only: SÃO.
_ILLISIBLE = re.compile(rf"{_ABIMES.pattern}|Ã(?![A-ZÀ-Ý])|[╢\ufffd]")
_ENTITES = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_C1 = re.compile(r"[\x80-\x9f]")
HTML = "code HTML remplacé par son caractère"
WINDOWS = "caractère mal codé rétabli"


def nettoyer(ligne: Ligne) -> None:
    """Put the characters of every text of a record in order."""
    for champ in (*_COURTS, "presentation_detail"):
        texte = ligne.valeurs.get(champ)
        if not isinstance(texte, str) or (texte.isascii() and texte.isalnum()):
            continue
        lu, raisons = en_ordre(texte, entites=champ in _COURTS)
        signes = _SIGNES.get(champ, "")
        if signes and lu.startswith(tuple(signes)):
            lu = lu.lstrip(f"{signes} ")
            raisons.append("signe de tableur retiré au début")
        if champ != "commune" and _ILLISIBLE.search(lu):  # the code INSEE gives its name
            if champ == "nom":
                raise LigneRefuseeError(f"nom : les accents de « {texte} » sont abîmés")
            lu, raisons = "", ["accents abîmés"]
        if raisons:
            ligne.note(champ, lu or None, " ; ".join(raisons))


def en_ordre(texte: str, *, entites: bool = True) -> tuple[str, list[str]]:
    """Return a text with its characters in order, and what was done in French.

    >>> en_ordre("1 rue de lâ€™Ã‰glise")
    ('1 rue de l’Église', ['accents rétablis'])
    """
    raisons = []
    if entites and (read := sans_entites(texte)) != texte:
        texte = read
        raisons.append(HTML)
    if _ABIMES.search(texte):
        redone = re.sub(r"[^\x00-\x7f]+", lambda run: _redecode(run[0]), texte)
        if redone != texte:
            texte = redone
            raisons.append("accents rétablis")
    seen = de_windows(texte)
    if seen != texte:
        texte = seen
        raisons.append(WINDOWS)
    shown = INVISIBLES.sub("", texte.replace("\r\n", "\n").replace("\r", "\n"))
    if shown != texte.replace("\r\n", "\n").replace("\r", "\n"):
        raisons.append("caractère invisible retiré")
    return shown, raisons


def _redecode(run: str) -> str:
    """Undo the double encoding of some signs, twice at most; as they are where a byte does not fit."""
    for _ in range(2):
        if not _ABIMES.search(run):
            break
        try:
            run = b"".join(map(_octet, run)).decode("utf-8")
        except UnicodeError:
            break
    return run


def _octet(character: str) -> bytes:
    # Five bytes of Windows-1252 have no character: those who decode it keep them as they are.
    return character.encode("latin-1" if character <= "\xff" else "cp1252")


def sans_entites(texte: str) -> str:
    """Read the codes of HTML as their characters: « &amp; » as « & ».

    One by one: html.unescape would read « ?a=1&copy=2 » as « © ».
    """
    return _ENTITES.sub(lambda entity: html.unescape(entity[0]), texte)


def de_windows(texte: str) -> str:
    """Read U+0092 as what Windows-1252 has there: ’. Where it has nothing, U+FFFD."""
    return _C1.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252", "replace"), texte)
