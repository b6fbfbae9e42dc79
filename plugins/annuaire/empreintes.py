"""What a page comes from → a short text that changes when it does."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.manifeste import empreinte
from annuaire.pages import Page
from annuaire.territoires import Commune, Departement, Region


class Empreintes:
    """The hashes of the pages of an annuaire; each fiche is read once.

    What every page comes from (the code, the theme, the settings, the day, the reference tables,
    the texts of content/) is not in them: `entrees.fond` is.
    """

    def __init__(self, annuaire: Annuaire) -> None:
        """Read nothing yet."""
        self._annuaire = annuaire
        self._fiches: dict[str, str] = {}

    def page(self, page: Page) -> str:
        """Return the hash of all that a page comes from, "" where that is the whole site."""
        if page.selon is None:
            return ""
        feed = (page.flux.dossier, page.flux.titre) if page.flux else None
        selon = page.selon() if callable(page.selon) else page.selon
        own = (page.template, page.titre, page.description, page.fil, page.indexe, feed, selon)
        return empreinte(self.texte(own).encode())

    def texte(self, value: Any) -> str:
        """Write a value so that two that differ are written differently.

        Raises TypeError for what it does not know: what is not read could change unseen.
        """
        if value is None or isinstance(value, str | int | float | date | Enum):
            return repr(value)
        if isinstance(value, Fiche):
            return self._fiche(value)
        if isinstance(value, Commune):  # whether it has a page makes it a link, or not
            return f"<{value.code}{'+' if value.code in self._annuaire.communes else ''}>"
        if isinstance(value, BaseModel):
            return value.model_dump_json()
        return f"({','.join(map(self.texte, _parties(value)))})"

    def _fiche(self, fiche: Fiche) -> str:
        known = self._fiches.get(fiche.slug)
        if known is None:
            own = [getattr(fiche, one.name) for one in fields(fiche)]
            known = self._fiches[fiche.slug] = empreinte(self.texte(own).encode())
        return known


def _parties(value: Any) -> Iterable[Any]:
    if isinstance(value, Departement | Region):
        return (value.code,)
    if isinstance(value, tuple | list):
        return value
    if isinstance(value, Mapping):
        return value.items()
    if is_dataclass(value):
        return [getattr(value, one.name) for one in fields(value)]
    raise TypeError(f"{type(value).__name__} : une page ne peut pas en dépendre")
