"""A progress bar for long work, on the error stream of a terminal; nothing elsewhere."""

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")


def suivi(titre: str, total: int | None = None) -> Callable[[Iterable[T]], Iterable[T]]:
    """Make a wrapper that shows how far the reading of an iterable has come, under a title.

    `total`: how many there will be, where the iterable does not know.
    """

    def follow(items: Iterable[T]) -> Iterable[T]:
        if not sys.stderr.isatty():
            return items
        return track(items, titre, total, console=Console(stderr=True), transient=True)

    return follow
