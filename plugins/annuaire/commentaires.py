"""The comments of an entry, carried from the text that someone typed to its canonical form.

A comment alone on its line goes with the field below it or, set in farther than that field, with
the block above; one at the end of a line goes with what the line says. An empty field, which the
canonical form leaves out, becomes a comment where someone had written one beside it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from annuaire import yaml_strict
from annuaire.yaml_strict import Path


def avec_commentaires(canonique: str, tape: str) -> str | None:
    """Return a canonical front matter with the comments of the one that was typed.

    None if a comment would be lost or would change what the entry says: no known text does that.
    """
    typed = list(yaml_strict.commentaires(tape))
    if not typed:
        return canonique
    carried = _Report(_Texte(tape), _Texte(canonique))
    for line, column, text in typed:
        carried.porter(line, column, text)
    written = carried.ecrit()
    kept = [text for *_, text in yaml_strict.commentaires(written)]
    lost = any(not any(one.endswith(text) for one in kept) for *_, text in typed)
    same = yaml_strict.lire(written) == yaml_strict.lire(canonique)
    return written if same and not lost and len(kept) == len(typed) else None


class _Texte:
    """A front matter: its lines, and where each field and each value stands, lines from 0."""

    def __init__(self, texte: str) -> None:
        self.lignes = texte.split("\n")[:-1]
        found = yaml_strict.positions(texte, first_line=0)
        # A field is where its name is; an item of a list, where its value is.
        places = {path: found.keys.get(path, place) for path, place in found.values.items()}
        self.places = {path: (line, column - 1) for path, (line, column) in places.items() if path}
        self.longueurs: dict[Path, int] = defaultdict(int)
        for path in self.places:
            self.longueurs[path[:-1]] += 1

    def en_tete(self, path: Path) -> bool:
        """True if nothing but dashes stands before a field on its line."""
        line, column = self.places[path]
        return not self.lignes[line][:column].strip("- ")

    def retrait(self, path: Path) -> int:
        """How far a field is set in; an item of a list, its dash."""
        line, column = self.places[path]
        dash = isinstance(path[-1], int) and self.en_tete(path)
        return self._marge(line) if dash else column

    def fin(self, path: Path) -> int:
        """The last line of what stands under a path."""
        return max(place[0] for other, place in self.places.items() if other[: len(path)] == path)

    def marge(self, line: int) -> int:
        """How far a line is set in; 0 after the last."""
        return self._marge(line) if line < len(self.lignes) else 0

    def _marge(self, line: int) -> int:
        return len(self.lignes[line]) - len(self.lignes[line].lstrip(" "))


@dataclass
class _Report:
    """Where the comments of `source` go among the lines of `cible`."""

    source: _Texte
    cible: _Texte
    avant: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    au_bout: dict[int, str] = field(default_factory=dict)
    apres: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def porter(self, line: int, column: int, text: str) -> None:
        """Find the place of one comment."""
        here = (line, column)
        above = [path for path, place in self.source.places.items() if place < here]
        below = next((path for path, place in self.source.places.items() if place > here), None)
        before = self.source.lignes[line][:column].strip("- ")
        if before:
            self._au_bout(above[-1], line, text)
        elif above and column > (self.source.retrait(below) if below else 0):
            self._sous(above[-1], column, text)
        elif below:
            self._au_dessus(below, text)
        else:
            self.avant[len(self.cible.lignes)].append(text)

    def ecrit(self) -> str:
        """Return the lines of `cible`, with their comments."""
        lines = []
        for number, line in enumerate([*self.cible.lignes, ""]):
            lines += [" " * self.cible.marge(number) + text for text in self.avant[number]]
            if number < len(self.cible.lignes):
                end = self.au_bout.get(number)
                lines += [f"{line}  {end}" if end else line, *self.apres[number]]
        return "".join(f"{line}\n" for line in lines)

    def _au_bout(self, path: Path, line: int, text: str) -> None:
        path = self._connu(path)
        if path not in self.cible.places:
            self._au_dessus(path, f"# {self.source.lignes[line].strip()}")
            return
        while not self.cible.en_tete(path):
            path = path[:-1]
        there = self.cible.places[path][0]
        # Several lines typed are one line now: what was said of each goes above, in order.
        if self.source.places[path][0] == line and there not in self.au_bout:
            self.au_bout[there] = text
        else:
            self.avant[there].append(text)

    def _au_dessus(self, path: Path, text: str) -> None:
        path = self._connu(path)
        if path in self.cible.places:
            self.avant[self.cible.places[path][0]].append(text)
            return
        siblings = [one for one in self.source.places if one[:-1] == path[:-1]]
        later = siblings[siblings.index(path) + 1 :]
        kept = next((one for one in later if one in self.cible.places), None)
        if kept:
            self._au_dessus(kept, text)
        elif path[:-1]:
            self._au_dessus(path[:-1], text)
        else:
            self.avant[len(self.cible.lignes)].append(text)

    def _sous(self, path: Path, column: int, text: str) -> None:
        """Put a comment at the end of the block that it is set in as far as."""
        while path[:-1] and self.source.retrait(path) > column:
            path = path[:-1]
        inside = column > self.source.retrait(path)
        wanted, path = path, self._connu(path)
        while path and not (path in self.cible.places and self.cible.en_tete(path)):
            path = path[:-1]
        if not path:
            self._au_dessus(wanted, text)
            return
        deeper = 2 if inside or path != wanted else 0
        margin = " " * (self.cible.retrait(path) + deeper)
        self.apres[self.cible.fin(path)].append(margin + text)

    def _connu(self, path: Path) -> Path:
        """Return a path, cut at the list of which items were put together or left out."""
        for size in range(1, len(path)):
            there = path[:size]
            listed = isinstance(path[size], int)
            if listed and self.source.longueurs[there] != self.cible.longueurs[there]:
                return there
        return path
