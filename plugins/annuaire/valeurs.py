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
from rapidfuzz import process

from annuaire import horaires, territoires
from annuaire.phrases import de_commune

ABSENTS = ("", "~", "null", "Null", "NULL")
"""What YAML authors write for "nothing", as the text loader reads it."""


def refus(message: str, remede: str = "", exemple: str = "") -> PydanticCustomError:
    """Build the error of a refused value: what is wrong, how to mend it, an example."""
    return PydanticCustomError(
        "valeur_refusee",
        "{message}",
        {"message": message, "remede": remede, "exemple": exemple},
    )


def proche(valeur: str, parmi: Iterable[str]) -> str:
    """Return the likeliest of `parmi` for a misspelt value, "" if none is near."""
    found = process.extractOne(valeur, list(parmi), processor=_fold, score_cutoff=70)
    return str(found[0]) if found else ""


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")


# --- Text -------------------------------------------------------------------------------

INVISIBLES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters that nobody sees, some of which reverse or break what is read; tab and LF are not."""
_FORMULA = re.compile(r"^[=@+\-\t\r]")


def texte(value: Any) -> str:
    """One line of text: spaces tidied, NFC; no HTML, control character or spreadsheet formula."""
    if not isinstance(value, str):
        raise refus(
            "il faut un texte, sur une seule ligne",
            "Écrivez-le après les deux-points, sans tiret ni crochet",
        )
    line = " ".join(unicodedata.normalize("NFC", value).split())
    # Before the checks: what a quote hid at the start of the text is then in sight.
    if '"' in line:
        line = _french_quotes(line)
    if not line:
        raise refus("ce texte est vide", "Complétez-le, ou retirez la ligne")
    if INVISIBLES.search(line):
        raise refus("ce texte contient un caractère invisible", "Effacez-le et tapez-le de nouveau")
    if re.search(r"<[a-zA-Z/!]", line):
        raise refus("les balises HTML ne sont pas acceptées ici", "Écrivez le texte sans < ni >")
    if _FORMULA.match(line):
        raise refus(
            f"un texte ne peut pas commencer par « {line[0]} »",
            "Un tableur le prendrait pour une formule : retirez ce signe",
        )
    return line


def _french_quotes(line: str) -> str:
    """Turn straight double quotes, which break the national CSV, into « … »."""
    line = re.sub(r'"\s*([^"]*?)\s*"', lambda m: f"« {m[1]} »" if m[1] else "", line)
    return re.sub(r" {2,}", " ", line.replace('"', "")).strip()


Texte = Annotated[str, BeforeValidator(texte)]


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
        raise refus(
            f"« {value} » n’est pas dans la liste des valeurs permises",
            f"Vouliez-vous « {near} » ?" if near else self._choices(),
            near or self.permises[0],
        )

    def _choices(self) -> str:
        if len(self.permises) > 12:
            return "Choisissez dans la liste de docs/champs.md"
        return f"Choisissez parmi : {', '.join(self.permises)}"

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
        raise refus(
            "il faut une seule valeur, pas une liste ni un bloc",
            "Écrivez-la après les deux-points, sans tiret ni crochet ni accolade",
        )
    return str(value).strip()


def _coordinate(value: Any) -> float:
    text = seule(value)
    if re.fullmatch(r"[0-9]{6,7}([.,][0-9]+)?", text):
        raise refus(
            f"« {text} » est en mètres (Lambert-93)", "Donnez le point en degrés", "47.87062"
        )
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", text):
        # Of what a GPS writes, only N and E go without a word: S and W would change the sign.
        dotted = re.sub(r"[\s+°]|[NE]$|\.$", "", text.replace(",", "."))
        near = dotted if re.fullmatch(r"-?[0-9]{1,3}\.[0-9]+", dotted) else ""
        raise refus(
            f"« {text} » n’est pas un nombre en degrés",
            f"Écrivez {near}" if near else _two_numbers(text),
            near or "47.87062",
        )
    return float(text)


def _two_numbers(text: str) -> str:
    pair = re.fullmatch(r"([A-Za-z]*)\W*?(-?[0-9]+\.[0-9]+)[,;\s]+(-?[0-9]+\.[0-9]+)\W*", text)
    if pair is None or pair[1].upper() not in {"", "POINT"}:
        return "Écrivez un seul nombre, avec un point"
    lat, lon = (pair[3], pair[2]) if pair[1] else (pair[2], pair[3])
    return f"Il y en a deux : écrivez latitude: {lat} et, sur sa ligne, longitude: {lon}"


Latitude = Annotated[float, Field(ge=-30, le=52), BeforeValidator(_coordinate)]
Longitude = Annotated[float, Field(ge=-180, le=180), BeforeValidator(_coordinate)]


def _integer(value: Any) -> int:
    text = re.sub(r"\s", "", seule(value))
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise refus(f"« {value} » n’est pas un nombre entier", "Écrivez des chiffres", "150000")
    return int(text)


VERS_ENTIER = BeforeValidator(_integer)
Entier = Annotated[int, VERS_ENTIER]


def _decimal(value: Any) -> float:
    text = seule(value).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text):
        raise refus(f"« {value} » n’est pas un nombre", "Écrivez un nombre positif", "2.5")
    return float(text)


Decimal = Annotated[float, BeforeValidator(_decimal)]


def jour(value: Any) -> date:
    """Read a day written AAAA-MM-JJ; another writing is refused with the ISO form of its day."""
    text = seule(value)
    iso = _jour_propose(text)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise refus(
            f"« {text} » n’est pas une date de la forme AAAA-MM-JJ",
            f"Écrivez {iso}" if iso else "Écrivez l’année, le mois, le jour",
            iso or "2026-11-23",
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refus(
            f"« {text} » n’existe pas au calendrier", "Vérifiez le mois et le jour", "2026-11-23"
        ) from None


_MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_ECRITURES = (
    re.compile(r"(?P<j>[0-9]{1,2})[/. -](?P<m>[0-9]{1,2})[/. -](?P<a>[0-9]{4})(?:\s.*)?"),
    re.compile(r"(?P<a>[0-9]{4})[/. -](?P<m>[0-9]{1,2})[/. -](?P<j>[0-9]{1,2})(?:[\st].*)?"),
    re.compile(r"(?P<a>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<j>[0-9]{2})"),
    re.compile(rf"(?P<j>[0-9]{{1,2}})(?:er)? (?P<mois>{'|'.join(_MOIS)}) (?P<a>[0-9]{{4}})"),
)


def _jour_propose(text: str) -> str:
    """Return the ISO form of a day written otherwise, "" where no such day exists."""
    for ecriture in _ECRITURES:
        match = ecriture.fullmatch(_fold(text))
        if match:
            parts = match.groupdict()
            mois = _MOIS.index(parts["mois"]) + 1 if "mois" in parts else int(parts["m"])
            try:
                return date(int(parts["a"]), mois, int(parts["j"])).isoformat()
            except ValueError:
                return ""
    return ""


Jour = Annotated[date, BeforeValidator(jour), WithJsonSchema({"type": "string", "format": "date"})]


def _partial_date(value: Any) -> str:
    text = seule(value)
    if re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", text):
        return text
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return jour(text).isoformat()
    raise refus(
        f"« {text} » n’est pas une date", "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ", "2020-02-03"
    )


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
        raise refus(
            f"« {text} » n’a que 4 chiffres",
            f"Il manque le zéro du début : 0{text} est {zero.nom}",
            f'"0{text}"',
        )
    sharing = territoires.communes_par_code_postal(text)
    likely = [c for c in sharing if c in named] or (sharing or named)
    raise refus(
        _not_insee(str(value).strip(), sharing),
        f"Écrivez le code INSEE : {', '.join(f'{c.code} pour {c.nom}' for c in likely[:3])}"
        if likely
        else "Il a 5 caractères et diffère du code postal ; cherchez-le sur insee.fr",
        f'"{likely[0].code}"' if len(likely) == 1 else "",
    )


def _not_insee(text: str, sharing: tuple[territoires.Commune, ...]) -> str:
    if sharing:
        one = len(sharing) == 1
        whose = de_commune(sharing[0].nom) if one else f"de {len(sharing)} communes"
        return f"« {text} » est le code postal {whose}"
    if re.fullmatch(r"([013-9][0-9]|2[AB1-9])[0-9]{3}", text):
        return f"aucune commune n’a le code INSEE « {text} »"
    return f"« {text} » n’est pas un code INSEE"


CodeInsee = Annotated[str, BeforeValidator(code_insee)]


def _postcode(value: Any) -> str:
    text = re.sub(r"\s", "", seule(value))
    if re.fullmatch(r"[0-9]{4}", text):
        raise refus(
            f"« {text} » n’a que 4 chiffres", f"Il manque le zéro du début : 0{text}", f'"0{text}"'
        )
    if not re.fullmatch(r"[0-9]{5}", text):
        found = re.findall(r"(?<![0-9])[0-9]{5}(?![0-9])", text)
        near = found[0] if len(found) == 1 else ""
        raise refus(
            f"« {value} » n’est pas un code postal",
            f"Écrivez seulement {near}" if near else "Écrivez 5 chiffres",
            f'"{near or "23500"}"',
        )
    return text


CodePostal = Annotated[str, BeforeValidator(_postcode)]


def pivot(value: Any) -> str:
    """A SIRET (14 digits, Luhn), an RNA (W and 9 digits) or a RIDET (9 or 10 digits)."""
    text = re.sub(r"[\s.]", "", seule(value)).upper()
    if re.fullmatch(r"[0-9]{14}", text):
        if set(text) == {"0"}:
            raise refus(
                "quatorze zéros ne sont pas un SIRET", "Retirez cette ligne si vous l’ignorez"
            )
        if not _luhn(text):
            raise refus(
                f"« {text} » n’est pas un SIRET possible (sa clé de contrôle est fausse)",
                "Recopiez-le depuis annuaire-entreprises.data.gouv.fr",
                '"43493312300029"',
            )
        return text
    if re.fullmatch(r"W[0-9A-Z]{3}[0-9]{6}|[0-9]{9,10}", text):
        return text
    raise refus(
        f"« {value} » n’est ni un SIRET, ni un RNA, ni un RIDET",
        "Un SIRET a 14 chiffres ; un RNA commence par W ; retirez la ligne si vous l’ignorez",
        '"43493312300029"',
    )


def _luhn(siret: str) -> bool:
    # La Poste's establishments follow their own rule: the digits add up to a multiple of 5.
    if siret.startswith("356000000") and sum(map(int, siret)) % 5 == 0:
        return True
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(siret))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


Pivot = Annotated[str, BeforeValidator(pivot)]


def _identifier(value: Any) -> str:
    text = seule(value)
    if not text.isprintable() or not text or len(text) > 120 or re.search(r'^[=@+\-]|"', text):
        raise refus(
            "un identifiant a de 1 à 120 caractères visibles, sans guillemet ni signe au début",
            "Reprenez le nom du fichier",
            "konk-ar-lab-concarneau",
        )
    return text


Identifiant = Annotated[str, BeforeValidator(_identifier)]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(value: Any) -> str:
    return _mot(value, "d’adresse de page", "konk-ar-lab-concarneau", 80)


def _cle(value: Any) -> str:
    return _mot(value, "de clé", "france-services", 60)


def _mot(value: Any, role: str, exemple: str, most: int) -> str:
    text = seule(value)
    if not SLUG.fullmatch(text) or len(text) > most:
        raise refus(
            f"« {text} » ne peut pas servir {role}",
            "Écrivez en minuscules, sans accent, avec des tirets",
            exemple,
        )
    return text


Slug = Annotated[str, BeforeValidator(_slug)]
Cle = Annotated[str, BeforeValidator(_cle)]
"""A key of ours: lower-case words joined by hyphens, 60 characters at most."""


def _qpv(value: Any) -> str:
    text = seule(value).upper()
    if not re.fullmatch(r"QN[0-9][0-9AB][0-9]{3}[A-Z]", text):
        raise refus(
            f"« {value} » n’est pas un code de quartier prioritaire",
            "Il commence par QN, puis le département, trois chiffres et une lettre",
            "QN02901M",
        )
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
        raise refus("il faut un texte sur une seule ligne", exemple=horaires.EXEMPLE)
    return value


Horaires = Annotated[str, BeforeValidator(_opening_hours)]


def _image(value: Any) -> str:
    text = seule(value)
    if not re.fullmatch(r"[a-z0-9-]+\.(jpe?g|png|webp)", text):
        raise refus(
            f"« {text} » n’est pas le nom d’une image",
            "Déposez-la dans content/images/ et donnez son nom, en minuscules",
            "atelier-felletin.jpg",
        )
    return text


NomImage = Annotated[str, BeforeValidator(_image)]
