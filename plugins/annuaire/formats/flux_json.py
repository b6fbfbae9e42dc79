"""JSON text → the objects of its list, one at a time: the file is never whole in memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

SIGNES_MAX = 1_000_000
"""The longest object, in characters."""
PROFONDEUR_MAX = 20
_MORCEAU = 65_536
_BLANC = re.compile(r"[ \t\r\n]*+")


@dataclass(frozen=True, slots=True)
class Objet:
    """One object of the list, with its rank from 1 and its fault in French ("" if none)."""

    rang: int
    valeur: dict[str, Any]
    faute: str = ""


class ListeIntrouvableError(Exception):
    """A JSON text that holds no list of objects, said in French."""


class _FauteError(Exception):
    """Where and why the text can no longer be read."""


class _Doublons(dict[str, Any]):
    """An object of which a key was written twice with two values."""

    cle: str = ""


def _objet(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    double = _Doublons(values)
    double.cle = next((key for key, value in pairs if values[key] != value), "")
    return double


# Numbers stay as they were typed: 01200 would be no number, 48.10 not 48.1.
_DECODEUR = json.JSONDecoder(
    object_pairs_hook=_objet, parse_float=str, parse_int=str, parse_constant=str, strict=False
)


class _Tampon:
    """A window on the text, moved forward as values are read."""

    def __init__(self, flux: TextIO) -> None:
        self._flux = flux
        self._texte = ""
        self._place = 0
        self._ligne = 1

    def _encore(self, combien: int = _MORCEAU) -> bool:
        """Read further; False at the end of the text."""
        self._ligne += self._texte.count("\n", 0, self._place)
        self._texte, self._place = self._texte[self._place :], 0
        more = self._flux.read(combien)
        self._texte += more
        return bool(more)

    def signe(self) -> str:
        """Return the next sign that is not a space, without taking it; "" at the end."""
        while True:
            spaces = _BLANC.match(self._texte, self._place)
            self._place = spaces.end() if spaces else self._place
            if self._place < len(self._texte):
                return self._texte[self._place]
            if not self._encore():
                return ""

    def prendre(self, attendu: str) -> bool:
        """Take the next sign if it is the one expected."""
        found = self.signe() == attendu
        self._place += found
        return found

    def valeur(self) -> Any:
        """Take the next value; raise _FauteError."""
        self.signe()
        while True:
            try:
                value, end = _DECODEUR.raw_decode(self._texte, self._place)
            except json.JSONDecodeError as error:
                read = len(self._texte) - self._place
                if read > SIGNES_MAX:
                    raise self.faute(f"un élément dépasse {SIGNES_MAX} caractères") from None
                if self._encore(max(read, _MORCEAU)):
                    continue
                line = self._ligne + self._texte.count("\n", 0, error.pos)
                raise _FauteError(f"le JSON est mal formé à la ligne {line}") from None
            except RecursionError:
                raise self.faute("des crochets sont imbriqués sans fin") from None
            if end == len(self._texte) and self._encore(_MORCEAU):
                continue  # a number may go on
            self._place = end
            return value

    def faute(self, message: str) -> _FauteError:
        """Build a fault that says the line."""
        line = self._ligne + self._texte.count("\n", 0, self._place)
        return _FauteError(f"{message} (ligne {line})")


def objets(flux: TextIO) -> tuple[str, Iterator[Objet]]:
    """Return the key that holds the list ("" if the list is the whole text) and its objects.

    Raises ListeIntrouvableError where there is none. After a fault of the text, which is told as
    one last object, nothing more can be read.
    """
    tampon = _Tampon(flux)
    try:
        if tampon.prendre("["):
            return "", _elements(tampon)
        if tampon.prendre("{"):
            key = _jusqu_a_la_liste(tampon)
            if key:
                return key, _elements(tampon)
    except _FauteError as error:
        raise ListeIntrouvableError(f"{error}.") from None
    raise ListeIntrouvableError("ce JSON ne contient pas de liste de lieux.")


def _jusqu_a_la_liste(tampon: _Tampon) -> str:
    """Pass the members of an object up to its first list of objects; return its key."""
    while tampon.signe() == '"':
        key = str(tampon.valeur())
        if not tampon.prendre(":"):
            break
        if tampon.signe() != "[" or key in {"bbox", "coordinates"}:
            tampon.valeur()
        else:
            tampon.prendre("[")
            return key
        if not tampon.prendre(","):
            break
    return ""


def _elements(tampon: _Tampon) -> Iterator[Objet]:
    rank = 0
    try:
        if tampon.prendre("]"):
            return
        while True:
            rank += 1
            yield _element(rank, tampon.valeur())
            if tampon.prendre("]"):
                return
            if not tampon.prendre(","):
                rank += 1
                end = not tampon.signe()
                message = "le fichier s’arrête au milieu" if end else "il manque une virgule"
                raise tampon.faute(message)
    except _FauteError as error:
        yield Objet(rank, {}, f"{error} : la suite du fichier ne peut pas être lue")


def _element(rank: int, value: Any) -> Objet:
    if not isinstance(value, dict):
        return Objet(rank, {}, "ce n’est pas un lieu : il faut un objet entre accolades")
    double = next((key for key in _cles_doubles(value)), "")
    if double:
        return Objet(rank, {**value}, f"« {double} » est écrit deux fois, avec deux valeurs")
    if _profondeur(value) > PROFONDEUR_MAX:
        return Objet(rank, {}, "des crochets sont imbriqués trop profondément")
    return Objet(rank, value)


def _cles_doubles(value: dict[str, Any]) -> Iterator[str]:
    for one in (value, *(item for item in value.values() if isinstance(item, dict))):
        if isinstance(one, _Doublons) and one.cle:
            yield one.cle


def _profondeur(value: Any) -> int:
    """Depth of lists and objects, counted without calling itself; stops past the maximum."""
    level, depth = [value], 0
    while level and depth <= PROFONDEUR_MAX:
        depth += 1
        level = [
            child
            for one in level
            for child in (one.values() if isinstance(one, dict) else one)
            if isinstance(child, (dict, list))
        ]
    return depth
