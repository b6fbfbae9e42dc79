"""Which characters the bytes of a file stand for: UTF-8, UTF-16 or Windows-1252.

The whole file is read once, a piece at a time, so that a doubt is said before any record is used.
"""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from annuaire.formats.octets import Octets
from annuaire.ligne import FormatInconnuError

_MORCEAU = 1 << 18
_SUITE_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_FRANCAIS = frozenset("éèêëàâäáîïíôöóùûüúçñœæÿÉÈÊËÀÂÄÁÎÏÔÖÙÛÜÇŒÆ«»’‘“”–—…•·°€²³½ªº®©\xa0")
_PART_FRANCAISE = 0.6


@dataclass(frozen=True)
class Encodage:
    """How to read a file as text, and what to tell of it ("" where it is plain UTF-8)."""

    nom: str
    erreurs: str = "strict"
    avis: str = ""

    @contextmanager
    def texte(self, octets: Octets) -> Iterator[io.TextIOWrapper]:
        """Open the text from its start, line ends as they are."""
        with (
            octets.ouvrir() as stream,
            io.TextIOWrapper(cast("Any", stream), self.nom, self.erreurs, newline="") as text,
        ):
            yield text


def detecter(octets: Octets) -> Encodage:
    """Read all the bytes to say their encoding; raise FormatInconnuError where none is likely."""
    with octets.ouvrir() as stream:
        start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        avis = "Le fichier est en UTF-16. Il a été lu ainsi ; l’UTF-8 est préférable."
        return Encodage("utf-16", "replace", avis)
    line = _ligne_fautive(octets)
    if line is None:
        return Encodage("utf-8-sig")
    sequences, isolated, french, high = _comptes(octets)
    if sequences > isolated:
        return Encodage(
            "utf-8-sig",
            _REPLI,
            f"Le fichier mêle deux encodages : il est en UTF-8, mais pas partout (ligne {line}). "
            "Ces caractères ont été lus en Windows-1252.",
        )
    if french < _PART_FRANCAISE * high:
        raise FormatInconnuError(
            f"{octets.path} : ses accents sont dans un encodage que nous ne reconnaissons pas "
            f"(ligne {line}). Enregistrez-le de nouveau en UTF-8."
        )
    return Encodage(
        "cp1252",
        "replace",
        f"Le fichier n’est pas en UTF-8 (ligne {line}). Il a été lu en Windows-1252 : "
        "vérifiez quelques accents.",
    )


def _ligne_fautive(octets: Octets) -> int | None:
    """Return the line of the first byte that is not UTF-8, None where all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with octets.ouvrir() as stream:
        while True:
            piece = stream.read(_MORCEAU)
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                return line + piece[: error.start].count(b"\n")
            if not piece:
                return None
            line += piece.count(b"\n")


def _comptes(octets: Octets) -> tuple[int, int, int, int]:
    """Count the UTF-8 sequences, the lone high bytes, and how many of all read as French."""
    sequences = isolated = french = high = 0
    with octets.ouvrir() as stream:
        while piece := stream.read(_MORCEAU):
            found = _SUITE_UTF8.findall(piece)
            upper = re.sub(rb"[\x00-\x7f]+", b"", piece)
            sequences += len(found)
            isolated += len(upper) - sum(map(len, found))
            high += len(upper)
            french += sum(sign in _FRANCAIS for sign in upper.decode("cp1252", "replace"))
    return sequences, isolated, french, high


def _en_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_REPLI = "annuaire.cp1252"
codecs.register_error(_REPLI, _en_cp1252)
