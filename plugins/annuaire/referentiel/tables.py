"""How every table is written: UTF-8, LF, tab-separated, a header line, rows sorted by code."""

from collections.abc import Iterable, Sequence
from pathlib import Path


def write_tsv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table. None and "" are both written as an empty field.

    Raises ValueError when a value holds a tab or a line break: the format has no escape.
    """
    lines = ["\t".join(header)]
    for row in sorted([["" if v is None else str(v) for v in row] for row in rows]):
        if any("\t" in value or "\n" in value for value in row):
            raise ValueError(f"tabulation ou saut de ligne dans {row}")
        lines.append("\t".join(row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
