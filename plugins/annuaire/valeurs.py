"""One value as typed → the same value in its standard form, or a refusal in plain French.

Each type below is used by the model with `Annotated`; each raises the error of `refus`, whose
message, remedy and example become a Problem. Nothing is guessed: a value is put in form when
its meaning is sure, refused otherwise.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from rapidfuzz import fuzz

from annuaire import horaires, territoires
from annuaire.motifs import JOURS, MOIS, MOTIFS, entier, trouve
from annuaire.phrases import de_commune
from annuaire.refus import dire

ABSENTS = ("", "~", "null", "Null", "NULL")
"""What YAML authors write for "nothing", as the text loader reads it."""


def refus(message: str, remede: str = "", exemple: str = "") -> PydanticCustomError:
    """Build the error of a refused value: what is wrong, how to mend it, an example."""
    return PydanticCustomError(
        "valeur_refusee",
        "{message}",
        {"message": message, "remede": remede, "exemple": exemple},
    )


def refuser(cle: str, **valeurs: object) -> PydanticCustomError:
    """Build the error of a refused value, from the table of `refus`."""
    return refus(*dire(cle, **valeurs))


PROCHE = 65
"""Likeness from which a value is proposed, in per cent."""


def proche(valeur: str, parmi: Iterable[str]) -> str:
    """Return the likeliest of `parmi` for a misspelt value, "" if none is near."""
    typed = _fold(valeur)
    scores = {permis: ressemblance(typed, _fold(permis)) for permis in parmi}
    best = max(scores, key=lambda permis: scores[permis], default="")
    return best if scores.get(best, 0) >= PROCHE else ""


def ressemblance(a: str, b: str) -> float:
    """Return how alike two folded texts are, 0 to 100: letters shared in the same order.

    Half way nearer where one is the beginning of a word of the other. A measure so plain that the
    browser finds the very same (theme/static/js/saisie/outils.js).
    """
    likeness = fuzz.ratio(a, b)
    short, long = sorted((re.sub("[^0-9a-z]+", " ", text).strip() for text in (a, b)), key=len)
    return (100 + likeness) / 2 if len(short) > 2 and f" {short}" in f" {long}" else likeness


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return re.sub("[\u0300-\u036f]", "", decomposed).replace("’", "'")


# --- Text -------------------------------------------------------------------------------

INVISIBLES = re.compile(MOTIFS["invisible"])


def texte(value: Any) -> str:
    """One line of text: spaces tidied, NFC; no HTML, control character or spreadsheet formula."""
    if not isinstance(value, str):
        raise refuser("texte")
    line = " ".join(unicodedata.normalize("NFC", value).split())
    # Before the checks: what a quote hid at the start of the text is then in sight.
    if '"' in line:
        line = _french_quotes(line)
    if not line:
        raise refuser("texte_vide")
    if trouve("invisible", line):
        raise refuser("invisible")
    if trouve("balise", line):
        raise refuser("balise")
    if trouve("formule", line):
        raise refuser("formule", signe=line[0])
    return line


GUILLEMETS = "« {} »"


def _french_quotes(line: str) -> str:
    """Turn straight double quotes, which break the national CSV, into « … »."""
    line = re.sub(MOTIFS["guillemets"], lambda m: m[1] and GUILLEMETS.format(m[1]), line)
    return re.sub(" {2,}", " ", line.replace('"', "")).strip()


Texte = Annotated[str, BeforeValidator(texte)]


CHOIX_DITS = 12
"""Longest list that a message gives in full."""


class Choix:
    """The mark of a value taken from a closed list: `Annotated[str, Choix(LABELS)]`.

    Case, accents and the form of the apostrophe are forgiven; the nearest value is proposed.
    """

    def __init__(self, valeurs: Iterable[str]) -> None:
        """Keep the list as it is spelt."""
        self.permises = tuple(valeurs)
        self._folded = {_fold(valeur): valeur for valeur in self.permises}

    def verifier(self, value: Any) -> str:
        """Return the value as the list spells it; raise where it is not of the list."""
        if not isinstance(value, str):
            raise refus("il faut une seule valeur, en texte", exemple=self.permises[0])
        found = self._folded.get(_fold(" ".join(value.split())))
        if found:
            return found
        near = proche(value, self.permises)
        long = len(self.permises) > CHOIX_DITS
        raise refuser(
            "choix/proche" if near else "choix/longue" if long else "choix",
            texte=value,
            proche=near,
            choix=", ".join(self.permises),
            premier=self.permises[0],
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Tell pydantic how to read the value."""
        return core_schema.no_info_plain_validator_function(
            self.verifier, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """Tell the JSON Schema the closed list."""
        return {"type": "string", "enum": list(self.permises)}


# --- Numbers and dates ------------------------------------------------------------------


def seule(value: Any) -> str:
    """Return the text of one value, as typed; raise where a list or a block stands for it."""
    if isinstance(value, list | dict):
        raise refuser("une_valeur")
    return str(value).strip()


def _coordinate(value: Any) -> float:
    text = seule(value)
    if entier("lambert", text):
        raise refuser("lambert", texte=text)
    if not entier("degres", text):
        near = re.sub(MOTIFS["degres_en_trop"], "", text.replace(",", "."))
        if entier("degres_decimaux", near):
            raise refuser("degres/proche", texte=text, proche=near)
        pair = entier("deux_nombres", text)
        if pair is None:
            raise refuser("degres", texte=text)
        # POINT (x y) is what a geographic file writes: longitude first.
        lat, lon = (pair[3], pair[2]) if pair[1] else (pair[2], pair[3])
        raise refuser("degres/deux", texte=text, lat=lat, lon=lon)
    return float(text)


Latitude = Annotated[float, Field(ge=-30, le=52), BeforeValidator(_coordinate)]
Longitude = Annotated[float, Field(ge=-180, le=180), BeforeValidator(_coordinate)]


def _integer(value: Any) -> int:
    text = "".join(seule(value).split())
    if not entier("entier", text):
        raise refuser("entier", texte=value)
    return int(text)


VERS_ENTIER = BeforeValidator(_integer)
Entier = Annotated[int, VERS_ENTIER]


def _decimal(value: Any) -> float:
    text = seule(value).replace(",", ".")
    if not entier("decimal", text):
        raise refuser("decimal", texte=value)
    return float(text)


Decimal = Annotated[float, BeforeValidator(_decimal)]


def jour(value: Any) -> date:
    """Read a day written AAAA-MM-JJ; another writing is refused with the ISO form of its day."""
    text = seule(value)
    if not entier("jour", text):
        iso = _jour_propose(text)
        raise refuser("jour/proche" if iso else "jour", texte=text, proche=iso)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuser("calendrier", texte=text) from None


def _jour_propose(text: str) -> str:
    """Return the ISO form of a day written otherwise, "" where no such day exists."""
    for cle, order in JOURS.items():
        match = entier(cle, _fold(text))
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            mois = MOIS.index(parts["m"]) + 1 if parts["m"] in MOIS else int(parts["m"])
            try:
                return date(int(parts["a"]), mois, int(parts["j"])).isoformat()
            except ValueError:
                return ""
    return ""


Jour = Annotated[date, BeforeValidator(jour), WithJsonSchema({"type": "string", "format": "date"})]


def _partial_date(value: Any) -> str:
    text = seule(value)
    if entier("date_partielle", text):
        return text
    if entier("jour", text):
        return jour(text).isoformat()
    raise refuser("date_partielle", texte=text)


DatePartielle = Annotated[str, BeforeValidator(_partial_date)]


# --- Codes ------------------------------------------------------------------------------


def code_insee(value: Any, info: ValidationInfo) -> str:
    """A code of the Code officiel géographique, current or former; a postcode is recognised."""
    text = seule(value).upper()
    if territoires.commune_actuelle(text):
        return text
    named = territoires.communes_par_nom(str((info.data or {}).get("commune") or ""))
    zero = territoires.commune_actuelle(f"0{text}")
    if zero and (zero in named or not named):
        raise refuser("zero_perdu/commune", texte=text, nom=zero.nom)
    sharing = territoires.communes_par_code_postal(text)
    likely = [c for c in sharing if c in named] or (sharing or named)
    message, remede, exemple = _not_insee(str(value).strip(), sharing)
    if likely:
        _, remede, exemple = dire(
            "communes_possibles",
            communes=", ".join(f"{c.code} pour {c.nom}" for c in likely[:3]),
            code=f'"{likely[0].code}"' if len(likely) == 1 else "",
        )
    raise refus(message, remede, exemple)


def _not_insee(text: str, sharing: tuple[territoires.Commune, ...]) -> tuple[str, str, str]:
    if sharing:
        one = len(sharing) == 1
        whose = de_commune(sharing[0].nom) if one else f"de {len(sharing)} communes"
        return dire("code_insee/postal", texte=text, communes=whose)
    return dire("code_insee/inconnu" if entier("code_insee", text) else "code_insee", texte=text)


CodeInsee = Annotated[str, BeforeValidator(code_insee)]


def _postcode(value: Any) -> str:
    text = "".join(seule(value).split())
    if entier("quatre_chiffres", text):
        raise refuser("zero_perdu", texte=text)
    if not entier("code_postal", text):
        found = [digits for digits in re.findall("[0-9]+", text) if len(digits) == 5]
        near = found[0] if len(found) == 1 else ""
        raise refuser("code_postal/proche" if near else "code_postal", texte=value, proche=near)
    return text


CodePostal = Annotated[str, BeforeValidator(_postcode)]


def pivot(value: Any) -> str:
    """A SIRET (14 digits, Luhn), an RNA (W and 9 digits) or a RIDET (9 or 10 digits)."""
    text = "".join(seule(value).split()).replace(".", "").upper()
    if entier("siret", text):
        if entier("zeros", text):
            raise refuser("siret_nul")
        if not _luhn(text):
            raise refuser("siret_faux", texte=text)
        return text
    if entier("rna", text) or entier("ridet", text):
        return text
    raise refuser("pivot", texte=value)


def _luhn(siret: str) -> bool:
    # La Poste's establishments follow their own rule: the digits add up to a multiple of 5.
    if siret.startswith("356000000") and sum(map(int, siret)) % 5 == 0:
        return True
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(siret))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


Pivot = Annotated[str, BeforeValidator(pivot)]


def _identifier(value: Any) -> str:
    text = seule(value)
    if not entier("identifiant", text):
        raise refuser("identifiant")
    return text


Identifiant = Annotated[str, BeforeValidator(_identifier)]

SLUG = re.compile(MOTIFS["slug"])
SLUG_MAX = 80


ROLE_SLUG = ("d’adresse de page", "konk-ar-lab-concarneau")


def _slug(value: Any) -> str:
    return _mot(value, *ROLE_SLUG, SLUG_MAX)


def _cle(value: Any) -> str:
    return _mot(value, "de clé", "france-services", 60)


def _mot(value: Any, role: str, exemple: str, most: int) -> str:
    text = seule(value)
    if not SLUG.fullmatch(text) or len(text) > most:
        raise refuser("mot", texte=text, role=role, exemple=exemple)
    return text


Slug = Annotated[str, BeforeValidator(_slug)]
Cle = Annotated[str, BeforeValidator(_cle)]
"""A key of ours: lower-case words joined by hyphens, 60 characters at most."""


def _qpv(value: Any) -> str:
    text = seule(value).upper()
    if not entier("qpv", text):
        raise refuser("qpv", texte=value)
    return text


CodeQpv = Annotated[str, BeforeValidator(_qpv)]


# --- Hours and images ------------------------------------------------------------------


def _opening_hours(value: Any) -> str:
    try:
        return horaires.verifier(texte_libre(value))
    except horaires.HorairesInvalidesError as error:
        raise refus(error.message, error.remede, error.exemple) from None


def texte_libre(value: Any) -> str:
    """Text in which double quotes are part of the syntax (comments of opening hours)."""
    if not isinstance(value, str):
        raise refuser("horaires_ligne", exemple=horaires.EXEMPLE)
    return value


Horaires = Annotated[str, BeforeValidator(_opening_hours)]


def _image(value: Any) -> str:
    text = seule(value)
    if not entier("image", text):
        raise refuser("image", texte=text)
    return text


NomImage = Annotated[str, BeforeValidator(_image)]
