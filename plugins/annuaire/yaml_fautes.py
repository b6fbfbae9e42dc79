"""What the YAML parser says in English → the fault that a person made, at the place she made it.

The parser reports where it stopped understanding, often a line too late. Here its report and
the lines of the text give the likely cause, its line, and how to mend it.
"""

import re
import sys
from typing import NamedTuple

Place = tuple[int, int]
"""Line and column in the text, both from 0."""


class Cause(NamedTuple):
    """What is wrong in French, how to mend it, an example."""

    message: str
    remede: str
    exemple: str = ""


DEUX_POINTS = Cause(
    "il y a deux fois « : » sur cette ligne",
    "Mettez la valeur entre guillemets",
    'nom: "Le lieu : ici"',
)
SANS_DEUX_POINTS = Cause(
    "il manque « : » suivi d’une espace après le nom du champ",
    "Écrivez le nom du champ, deux-points, une espace, la valeur",
    "nom: Konk Ar Lab",
)
RETRAIT = Cause(
    "cette ligne n’est pas alignée avec celles du dessus",
    "Alignez-la avec les autres champs",
)
GUILLEMET_OUVERT = Cause(
    "un guillemet n’est pas refermé", "Fermez-le à la fin de la valeur", 'nom: "Le lieu"'
)
GUILLEMET_DE_TROP = Cause(
    "il y a un guillemet, une apostrophe ou un texte de trop sur cette ligne",
    "Mettez toute la valeur entre guillemets doubles",
    'nom: "L’Atelier"',
)
CROCHET = Cause(
    "une liste ouverte par [ n’est pas refermée, ou une virgule manque",
    "Séparez les valeurs par des virgules et fermez par ]",
    "typologie: [TIERS_LIEUX, FABLAB]",
)
ACCOLADE = Cause(
    "un bloc ouvert par { n’est pas refermé, ou une virgule manque",
    "Séparez les champs par des virgules et fermez par }",
    "{titre: Ouest-France, date: 2020-02}",
)
TIRET = Cause(
    "une ligne de la liste ne commence pas par un tiret",
    "Commencez chaque valeur par un tiret, au même retrait",
    "- contact@monlieu.fr",
)
SIGNE = Cause(
    "cette valeur commence par un signe réservé",
    "Mettez-la entre guillemets",
    'nom: "@telier"',
)
BARRE = Cause("une barre oblique inverse est mal placée", "Écrivez-en deux, ou retirez-la")
TROIS_POINTS = Cause("il y a une ligne de trop dans les champs", "Retirez-la")
ILLISIBLE = Cause(
    "cette ligne n’est pas lisible",
    "Mettez la valeur entre guillemets, ou comparez avec une autre fiche",
    'nom: "Konk Ar Lab"',
)

_REPORTS = (
    ("unexpected end of stream", GUILLEMET_OUVERT),
    ("expected ',' or ']'", CROCHET),
    ("expected ',' or '}'", ACCOLADE),
    ("expected '-'", TIRET),
    ("expected <document start>", RETRAIT),
    ("cannot start any token", SIGNE),
    ("expected comment or line break", SIGNE),
    ("expected node content", SIGNE),
    ("expected alphabetic", SIGNE),
    ("escape", BARRE),
)
_AT_THE_OPENING = (GUILLEMET_OUVERT, CROCHET, ACCOLADE)


def expliquer(
    rapport: str, lignes: list[str], arret: Place, ouverture: Place | None
) -> tuple[Cause, Place]:
    """Return the cause of a syntax error and where it was typed.

    `rapport` is the parser's sentence, `arret` where it stopped, `ouverture` where began what
    it was reading (a quote, a list), if it says so.
    """
    if "mapping values are not allowed" in rapport:
        return _two_colons_or_shifted(lignes, arret)
    if "did not find expected key" in rapport:
        return _open_quote_or_shifted(lignes, arret)
    if "could not find expected ':'" in rapport:
        place = ouverture or arret
        in_list = _line(lignes, place[0] - 1).lstrip().startswith("- ")
        return (TIRET if in_list else SANS_DEUX_POINTS), place
    above = _line(lignes, arret[0] - 1)
    if above.strip() == "...":
        return TROIS_POINTS, (arret[0] - 1, 0)
    cause = next((cause for sign, cause in _REPORTS if sign in rapport), ILLISIBLE)
    return cause, (ouverture if cause in _AT_THE_OPENING and ouverture else arret)


def _two_colons_or_shifted(lignes: list[str], arret: Place) -> tuple[Cause, Place]:
    line, column = arret
    if re.search(r":\s", _line(lignes, line)[:column]):
        return DEUX_POINTS, arret
    above = _line(lignes, line - 1)
    if above.strip() and not re.search(r":(\s|$)", above):
        return SANS_DEUX_POINTS, (line - 1, 0)
    return RETRAIT, (line, _indent(lignes, line))


def _open_quote_or_shifted(lignes: list[str], arret: Place) -> tuple[Cause, Place]:
    for number in range(arret[0]):
        opened = re.search(r"""(?::|-) (["'])(?:(?!\1).)*$""", lignes[number])
        if opened:
            return GUILLEMET_OUVERT, (number, opened.start(1))
    line, column = arret
    if column > _indent(lignes, line):
        return GUILLEMET_DE_TROP, arret
    return RETRAIT, arret


def champ_de(lignes: list[str], number: int) -> tuple[str, ...]:
    """Return the names that stand at a line and above it, from the outermost: ("fabrique", "label").

    Read by eye, for a text that YAML refuses: the last name may be the first word of a value.
    """
    names: list[str] = []
    inside = sys.maxsize
    for above, line in enumerate(reversed(lignes[: number + 1])):
        margin, name, colon = _NOM.match(line).groups()  # type: ignore[union-attr] # it always does
        if len(margin) < inside and (colon or not above):
            names = [name, *names] if name else names
            inside = len(margin)
        if inside == 0:
            break
    return tuple(names)


_NOM = re.compile(r"""([\s-]*)["']?(\w*)["']?\s*(:?)""")


def _line(lignes: list[str], number: int) -> str:
    return lignes[number] if 0 <= number < len(lignes) else ""


def _indent(lignes: list[str], number: int) -> int:
    text = _line(lignes, number)
    return len(text) - len(text.lstrip())
