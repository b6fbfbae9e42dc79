"""One cell as a file holds it → the text that it stands for, with what was mended."""

import re
import unicodedata

from annuaire.nettoyage import caracteres

ILLISIBLE = "\ufffd"
_ECHAPPEMENT = re.compile(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}")
_SEULS = re.compile(r"[\ud800-\udfff]")
_ESPACES = re.compile(r"[\xa0\u2007\u202f]")
_A_VOIR = re.compile(r"[^\x01-\x7e]|[&\\\r]")


def propre(texte: str, *, presentation: bool = False) -> tuple[str, list[str]]:
    r"""Return a cell tidied, and in French what was mended in it beyond spaces and NFC.

    A `presentation` keeps its no-break spaces. The national file of France services holds whole
    comments written as `Tous\x20les\x20mardis`: they are read as meant.
    """
    if not _A_VOIR.search(texte):
        return texte.strip(), []
    faits: list[str] = []
    if len(_ECHAPPEMENT.findall(texte)) > 1:
        texte = _ECHAPPEMENT.sub(lambda code: chr(int(f"0x{code[0][2:]}", 0)), texte)
        faits.append("codes de caractères remplacés par leurs caractères")
    if (read := caracteres.sans_entites(texte)) != texte:
        texte = read
        faits.append(caracteres.HTML)
    if _SEULS.search(texte):
        # Half a character, from an escape cut in two, could not be written out again.
        texte = texte.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if (read := caracteres.de_windows(texte)) != texte:
        texte = read
        faits.append(caracteres.WINDOWS)
    if "\x00" in texte:
        texte = texte.replace("\x00", "")
        faits.append("caractères nuls retirés")
    texte = unicodedata.normalize("NFC", texte).replace("\r\n", "\n").replace("\r", "\n")
    if not presentation:
        texte = _ESPACES.sub(" ", texte)
    return texte.strip(), faits
