"""The rules of each field of an entry, for the form that checks them as one types.

All comes from the model and from the tables that its checks read: `motifs`, `refus`,
`vocabulaires`, phonenumbers. theme/static/js/saisie/ reads the file; tests/fixtures/saisie/ holds
what both sides must answer.
"""

import json
from collections.abc import Iterator
from typing import Any

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from annuaire import corps, motifs, parties, refus, regles, regles_textes, valeurs
from annuaire.contribution import telephones
from annuaire.fautes_du_modele import BORNES
from annuaire.model import Lieu

PATH = "contribuer/regles.json"


def regles_saisie() -> dict[str, Any]:
    """Return the rules: patterns and sentences once, then what each field asks of them.

    A field is named as in a Problem, without number: "nom", "fabrique.label", "avis.texte". Its
    `genre` is the name of the function of `valeurs` or `contacts` that reads it, else "choix",
    "motif", "litteral" or "detail"; `min` and `max` count characters, or bound a number.
    """
    return {
        "champs": dict(_champs(Lieu, "")),
        "motifs": motifs.MOTIFS,
        "espaces": motifs.ESPACES,
        "refus": refus.REFUS,
        "fautes_url": refus.FAUTES_URL,
        "fautes_courriel": refus.FAUTES_COURRIEL,
        "jours": motifs.JOURS,
        "mois": motifs.MOIS,
        "absents": valeurs.ABSENTS,
        "bornes": list(BORNES.values()),
        "proche": valeurs.PROCHE,
        "choix_dits": valeurs.CHOIX_DITS,
        "guillemets": valeurs.GUILLEMETS,
        "crochets_max": corps.CROCHETS_MAX,
        "mots": {"slug": [valeurs.SLUG_MAX, *valeurs.ROLE_SLUG]},
        "telephone": telephones.plan(),
        "fiche": {
            "distance_max_km": regles.DISTANCE_MAX_KM,
            "nom_proche": regles.NOM_PROCHE,
            "annee_min": regles.ANNEE_MIN,
            "pas_des_lieux": sorted(regles_textes.PAS_DES_LIEUX),
            "textes": regles_textes.TEXTES,
            "abimables": regles_textes.ABIMABLES,
            "codes_html": regles_textes.CODES_HTML,
        },
    }


def fichiers() -> Iterator[tuple[str, str]]:
    """Yield path and text of the file that the form reads: the same for every site, two builds give one text."""
    text = json.dumps(regles_saisie(), ensure_ascii=False, separators=(",", ":"))
    yield PATH, text + "\n"


def _champs(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, info in model.model_fields.items():
        marks = [*info.metadata, *_marks(info.annotation)]
        inner = next(_models(info.annotation), None)
        said = {
            "label": info.title,
            "aide": info.description if info.description != info.title else None,
            "exemple": str(info.examples[0]) if info.examples else None,
            "obligatoire": info.is_required() or None,
            "liste": parties.VERS_LISTE in marks or None,
            **({"genre": "bloc"} if inner else _rule(info, marks)),
        }
        yield prefix + name, {key: value for key, value in said.items() if value is not None}
        if inner:
            yield from _champs(inner, f"{prefix}{name}.")


def _rule(info: FieldInfo, marks: list[Any]) -> dict[str, Any]:
    """Return the genre of a field, its closed list and its bounds."""
    found: dict[str, Any] = {"genre": "detail"}
    for mark in marks:
        if isinstance(mark, valeurs.Choix):
            found |= {"genre": "choix", "choix": mark.permises}
        elif isinstance(mark, BeforeValidator) and mark is not parties.VERS_LISTE:
            found["genre"] = getattr(mark.func, "__name__", "").lstrip("_")
        elif isinstance(mark, (Ge, MinLen)):
            found["min"] = getattr(mark, "ge", None) if isinstance(mark, Ge) else mark.min_length
        elif isinstance(mark, (Le, MaxLen)):
            found["max"] = getattr(mark, "le", None) if isinstance(mark, Le) else mark.max_length
        elif getattr(mark, "pattern", None):
            found |= {"genre": "motif", "motif": mark.pattern}
    literal = _literal(info.annotation)
    return {"genre": "litteral", "choix": literal} if literal else found


def _marks(annotation: Any) -> Iterator[Any]:
    """Yield what `Annotated` says anywhere in an annotation."""
    for mark in getattr(annotation, "__metadata__", ()):
        yield from mark.metadata if isinstance(mark, FieldInfo) else [mark]
    for argument in _arguments(annotation):
        yield from _marks(argument)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in _arguments(annotation):
        yield from _models(argument)


def _literal(annotation: Any) -> tuple[str, ...]:
    arguments = _arguments(annotation)
    return arguments if arguments and all(isinstance(a, str) for a in arguments) else ()


def _arguments(annotation: Any) -> tuple[Any, ...]:
    origin = getattr(annotation, "__origin__", None)
    inner = (origin,) if hasattr(annotation, "__metadata__") else ()
    return (*inner, *getattr(annotation, "__args__", ()))
