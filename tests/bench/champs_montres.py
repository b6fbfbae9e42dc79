"""The fields that the plain sites of the benchmark show on the page of a lieu, from the model."""

from typing import Any

from pydantic import BaseModel

from annuaire.model import Lieu

SANS = {"id", "nom", "presentation_detail", "anciens_slugs", "anciens_ids", "distinct_de"}
CHAMPS = {nom: str(info.title) for nom, info in Lieu.model_fields.items() if nom not in SANS}
"""The label of each field that has one, in the order of the model."""


def _holds_a_part(annotation: Any) -> bool:
    inner = getattr(annotation, "__args__", ())
    is_part = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return is_part or any(map(_holds_a_part, inner))


BLOCS = frozenset(nom for nom in CHAMPS if _holds_a_part(Lieu.model_fields[nom].annotation))
"""Those whose value has fields of its own, or is a list of such values."""
