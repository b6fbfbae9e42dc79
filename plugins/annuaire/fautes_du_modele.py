"""What pydantic says of a value → what is wrong and how to mend it, in French."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from annuaire.refus import dire
from annuaire.valeurs import proche


class Faute(NamedTuple):
    """One fault: where (`au_nom`: the name of the field, not its value), what, how, an example."""

    loc: tuple[int | str, ...]
    message: str
    remede: str = ""
    exemple: str = ""
    au_nom: bool = False

    @property
    def champ(self) -> str:
        """The field as its author counts: "courriels.2" for the second."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.loc)


def sans_suites(details: list[ErrorDetails], model: type[BaseModel]) -> list[ErrorDetails]:
    """Leave out the errors that only follow from another: one fault, one message.

    A field whose name is misspelt is not missing; a list whose items are refused is not empty.
    """
    written = {
        (*detail["loc"][:-1], _voisin(detail["loc"], model))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    inside = {detail["loc"][:n] for detail in details for n in range(1, len(detail["loc"]))}
    return [
        detail
        for detail in details
        if not (detail["type"] == "missing" and detail["loc"] in written)
        and not (detail["type"] == "too_short" and detail["loc"] in inside)
    ]


def en_francais(detail: ErrorDetails, model: type[BaseModel], liste: str = "") -> Faute:
    """Translate one error of a model. `liste` says where its fields are listed for people."""
    loc = tuple(part for part in detail["loc"] if part != "function-plain")
    kind, context = detail["type"], detail.get("ctx", {})
    info = info_du_champ(model, loc)
    example = str(info.examples[0]) if info and info.examples else ""
    if kind == "valeur_refusee":
        return Faute(loc, context["message"], context["remede"], context["exemple"])
    if kind == "extra_forbidden":
        return Faute(loc, "ce champ n’existe pas", _voulu(loc, model, liste), au_nom=True)
    if kind == "missing":
        typed = f"{loc[-1]}: {example}" if example else ""
        aide = _help(info)
        said = dire("obligatoire/aide" if aide else "obligatoire", aide=aide, exemple=typed)
        return Faute(loc, *said, au_nom=True)
    message, remede = _simple(kind, context, detail["input"])
    return Faute(loc, message, remede, example)


def _fields_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> dict[str, FieldInfo]:
    inner = _model_at(model, loc)
    return inner.model_fields if inner else {}


def _voisin(loc: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """Return the field that a misspelt name most likely means, "" if none is near."""
    return proche(str(loc[-1]), _fields_at(loc[:-1], model))


def _voulu(loc: tuple[int | str, ...], model: type[BaseModel], liste: str) -> str:
    fields, near = _fields_at(loc[:-1], model), _voisin(loc, model)
    return (
        f"Vouliez-vous « {near} » ?" if near else liste or f"Choisissez parmi : {', '.join(fields)}"
    )


def _help(info: FieldInfo | None) -> str:
    # `champ` gives the label where there is no help: it would say nothing more here.
    if info is None or not info.description or info.description == info.title:
        return ""
    return info.description


def _simple(kind: str, context: dict[str, Any], value: Any) -> tuple[str, str]:
    """Return message and remedy of the errors that pydantic raises by itself."""
    if kind in {"string_too_long", "too_long"}:
        # Of a field that may be absent, pydantic gives the text before it was put in form.
        count, most = context.get("actual_length", len(str(value))), context["max_length"]
        said = dire("trop_long", n=count, trop=count - most, max=most)
    elif kind in BORNES:
        limit = f"{context.get('ge', context.get('le')):g}"
        said = dire("hors_limites", texte=value, borne=BORNES[kind], limite=limit)
    elif kind == "literal_error":
        said = dire("litteral", texte=value, exemple="")
    else:
        said = dire(_PLAIN.get(kind, "forme"), texte=value, exemple="")
    return said[:2]


BORNES = {"greater_than_equal": "au moins", "less_than_equal": "au plus"}
_PLAIN = {
    "too_short": "liste_vide",
    "string_too_short": "trop_court",
    "tuple_type": "pas_une_liste",
}


def _model_at(model: type[BaseModel] | None, loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the model that holds the fields at `loc`: () → Lieu, ("fabrique",) → Fabrique."""
    for part in loc:
        if isinstance(part, int) or model is None:
            continue
        info = model.model_fields.get(part)
        model = next(_models_in(info.annotation), None) if info else None
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def info_du_champ(model: type[BaseModel], loc: tuple[int | str, ...]) -> FieldInfo | None:
    """Return the declaration of a field at a place of a model, None if there is no such field."""
    names = tuple(part for part in loc if isinstance(part, str))
    holder = _model_at(model, names[:-1]) if names else None
    return holder.model_fields.get(names[-1]) if holder else None
