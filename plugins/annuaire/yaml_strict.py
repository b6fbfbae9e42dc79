"""YAML as text: every scalar stays the text that was typed, types come from the model.

PyYAML's default reads postcode 03200 as 1664 and NO as false; it takes the last of two equal
keys, unfolds aliases and accepts tags. Here each of those is refused, with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from annuaire.valeurs import INVISIBLES
from annuaire.yaml_fautes import expliquer

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import BaseLoader  # type: ignore[assignment]

DEPTH = 6
_TOO_DEEP = ("les champs sont trop imbriqués", "Retirez les crochets ou les tirets en trop")
_NOT_A_NAME = (
    "le nom d’un champ est un simple mot",
    "Retirez le « ? », le tiret ou les crochets de ce nom",
    "nom: Konk Ar Lab",
)
_ESCAPED = (
    "un caractère invisible est écrit ici avec une barre oblique inverse",
    "Retirez la barre oblique inverse et le code qui la suit",
)

Path = tuple[str | int, ...]
"""Where a value stands: ("fabrique", "label"), ("courriels", 0)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the text: line and column from 1, what is wrong, how to mend it."""

    line: int
    column: int
    champ: str
    message: str
    remede: str = ""
    exemple: str = ""


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each key and each value was typed; lines count from the first line of the file."""

    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]

    def of(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return (line, column) of a value, else of its key, else of what holds it."""
        while path:
            for found in (self.keys, self.values) if key else (self.values, self.keys):
                if path in found:
                    return found[path]
            path = path[:-1]
        return self.values.get((), (1, 1))


def lire(texte: str, first_line: int = 1) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of a YAML mapping as dicts, lists and texts, with all its faults.

    `first_line` is the line of the file at which `texte` starts.
    """
    fault = _refused_construct(texte, first_line)
    if fault:
        return {}, [fault]
    try:
        root = yaml.compose(texte, Loader=BaseLoader)
    except yaml.YAMLError as error:
        return {}, [_syntax_fault(error, texte, first_line)]
    except RecursionError:
        return {}, [Fault(first_line, 1, "", *_TOO_DEEP)]
    if not isinstance(root, MappingNode):
        return {}, [
            Fault(
                first_line,
                1,
                "",
                "entre les deux lignes « --- », il faut des champs « nom: valeur »",
                exemple="nom: Konk Ar Lab",
            )
        ]
    faults: list[Fault] = []
    values = _value(root, (), faults, first_line)
    return values, faults


def positions(texte: str, first_line: int = 1) -> Positions:
    """Return where everything was typed, for a text that `lire` accepts."""
    found = Positions({}, {})
    root = yaml.compose(texte, Loader=BaseLoader)
    for path, node, key in _walk(root, ()) if root else ():
        found.values[path] = _place(node, first_line)
        if key is not None:
            found.keys[path] = _place(key, first_line)
            if isinstance(node, ScalarNode) and not node.value:
                found.values[path] = found.keys[path]
    return found


def commentaires(texte: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line, column, comment), from 0, for each comment of a text that `lire` accepts."""
    end = 0
    for token in yaml.scan(texte, Loader=yaml.BaseLoader):
        gaps = [(end, token.start_mark.index)]
        if getattr(token, "style", None) in {"|", ">"}:  # its first line may bear one
            start = token.start_mark.index
            gaps.append((start, max(texte.find("\n", start), start)))
        for start, stop in gaps:
            for found in re.finditer(r"(?:^|(?<=\s))#[^\n]*", texte[start:stop]):
                at = start + found.start()
                line, column = _line_column(texte, at, 0)
                yield line, column - 1, found[0].rstrip()
        end = max(end, token.end_mark.index)


def _value(node: Node, path: Path, faults: list[Fault], first_line: int) -> Any:
    if isinstance(node, ScalarNode):
        if not _hides(node):
            return node.value
        faults.append(Fault(*_place(node, first_line), _dotted(path), *_ESCAPED))
        return " ".join(INVISIBLES.sub(" ", node.value).split())
    if len(path) >= DEPTH:
        faults.append(Fault(*_place(node, first_line), _dotted(path), *_TOO_DEEP))
        return None
    if isinstance(node, SequenceNode):
        return [_value(n, (*path, i), faults, first_line) for i, n in enumerate(node.value)]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line, column = _place(key, first_line)
        if not isinstance(key, ScalarNode) or _hides(key):
            cause = _ESCAPED if isinstance(key, ScalarNode) else _NOT_A_NAME
            faults.append(Fault(line, column, _dotted(path), *cause))
            continue
        name = key.value
        if name in values:
            faults.append(
                Fault(
                    line,
                    column,
                    _dotted((*path, name)),
                    f"ce champ est écrit deux fois (déjà ligne {lines[name]})",
                    "Gardez une seule des deux lignes",
                )
            )
            continue
        lines[name] = line
        values[name] = _value(value, (*path, name), faults, first_line)
    return values


def _hides(node: ScalarNode) -> bool:
    """True if an escape of a double-quoted text gives what nobody could have typed."""
    escaped = node.style == '"' and re.search(r"[\t\n]", node.value)
    return bool(escaped or INVISIBLES.search(node.value))


def _walk(node: Node, path: Path, key: Node | None = None) -> Iterator[tuple[Path, Node, Any]]:
    yield path, node, key
    if len(path) > DEPTH:
        return
    if isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*path, index))
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            if isinstance(name, ScalarNode):
                yield from _walk(value, (*path, name.value), name)


def _place(node: Node | yaml.Event, first_line: int) -> tuple[int, int]:
    mark = node.start_mark
    return (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _refused_construct(texte: str, first_line: int) -> Fault | None:
    tab = re.search(r"^[ \t]*\t", texte, re.MULTILINE)
    if tab:
        line, column = _line_column(texte, tab.end() - 1, first_line)
        return Fault(
            line,
            column,
            "",
            "cette ligne commence par une tabulation",
            "Remplacez-la par deux espaces",
        )
    hidden = INVISIBLES.search(texte)
    if hidden:
        line, column = _line_column(texte, hidden.start(), first_line)
        return Fault(
            line,
            column,
            "",
            "un caractère invisible est caché ici",
            "Effacez la ligne et tapez-la de nouveau",
        )
    deep = re.search(rf"(?:[\[{{]\s*|[-?][ \t]+){{{DEPTH + 1}}}", texte)
    if deep:
        line, column = _line_column(texte, deep.start(), first_line)
        return Fault(line, column, "", *_TOO_DEEP)
    # Events are slow to list: only where a sign makes an alias or a tag possible.
    return _alias_or_tag(texte, first_line) if re.search(r"[&*!]\S", texte) else None


def _alias_or_tag(texte: str, first_line: int) -> Fault | None:
    try:
        for event in yaml.parse(texte, Loader=BaseLoader):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                return Fault(
                    *_place(event, first_line),
                    "",
                    "une valeur ne peut pas commencer par &, * ou !",
                    "Mettez-la entre guillemets, ou recopiez la valeur visée en entier",
                    'nom: "& Co"',
                )
    except yaml.YAMLError:
        return None  # composing will say the syntax error
    return None


def _line_column(texte: str, index: int, first_line: int) -> tuple[int, int]:
    before = texte[:index]
    return first_line + before.count("\n"), index - (before.rfind("\n") + 1) + 1


def _syntax_fault(error: yaml.YAMLError, texte: str, first_line: int) -> Fault:
    """Say a syntax error of the parser in French, at the line where the author must look."""
    lines = texte.split("\n")
    stopped = _mark(getattr(error, "problem_mark", None)) or (0, 0)
    opened = _mark(getattr(error, "context_mark", None))
    cause, (line, column) = expliquer(str(error), lines, stopped, opened)
    last = max(len(lines) - 2, 0)  # the text ends with a line feed
    return Fault(first_line + min(line, last), column + 1, "", *cause)


def _mark(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None
