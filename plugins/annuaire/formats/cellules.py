"""One cell as a file holds it → the text that it stands for, with what was mended."""

import html
import re
import unicodedata

ILLISIBLE = "\ufffd"
_ENTITE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ECHAPPEMENT = re.compile(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}")
_C1 = re.compile(r"[\x80-\x9f]")
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
    if _ENTITE.search(texte):
        # Only what ends with « ; »: html.unescape would read « ?a=1&copy=2 » as « © ».
        texte = _ENTITE.sub(lambda entity: html.unescape(entity[0]), texte)
        faits.append("codes HTML remplacés par leurs caractères")
    if _SEULS.search(texte):
        # Half a character, from an escape cut in two, could not be written out again.
        texte = texte.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _C1.search(texte):
        texte = _C1.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252", "replace"), texte)
        faits.append("caractères de Windows remplacés par les bons")
    if "\x00" in texte:
        texte = texte.replace("\x00", "")
        faits.append("caractères nuls retirés")
    texte = unicodedata.normalize("NFC", texte).replace("\r\n", "\n").replace("\r", "\n")
    if not presentation:
        texte = _ESPACES.sub(" ", texte)
    return texte.strip(), faits
