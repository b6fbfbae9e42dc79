"""Ways to reach a lieu: telephone, e-mail, web address, each in its standard form or refused."""

import re
import unicodedata
from typing import Annotated, Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import BeforeValidator, WithJsonSchema

from annuaire.motifs import entier, trouve
from annuaire.refus import FAUTES_COURRIEL, FAUTES_URL
from annuaire.valeurs import refuser, seule

REGIONS_TELEPHONE = {
    "971": ("GP", "BL", "MF"),
    "977": ("GP", "BL", "MF"),
    "978": ("GP", "BL", "MF"),
    "972": ("MQ",),
    "973": ("GF",),
    "974": ("RE",),
    "975": ("PM",),
    "976": ("YT", "RE"),
    "986": ("WF",),
    "987": ("PF",),
    "988": ("NC",),
}
FRANCE = (
    "FR",
    *dict.fromkeys(region for group in REGIONS_TELEPHONE.values() for region in group),
)
# phonenumbers takes these for mainland numbers: they ring overseas.
OUTRE_MER = ("269", "508", "596")
DE_FANTAISIE = ("123456789", "612345678")
CHIFFRES_MAX = 15


def telephone(value: Any, code: str = "") -> str:
    """Return a number as `+33381562065`, read with the prefix of its commune.

    `code` is the postcode or the code INSEE of the lieu. A mainland number of an overseas
    lieu stays a mainland number, and a number written with its + is of any French territory.
    Short numbers (3960) stay as they are.
    """
    text = " ".join(seule(value).split())
    if entier("telephone_court", text) and _is_short(text):
        return text.replace(" ", "")
    if not entier("telephone", text):
        raise refuser("telephone_mots", texte=text)
    if len(re.sub(r"\D", "", text)) > CHIFFRES_MAX:
        raise refuser("telephone_long", texte=text)
    text = text.replace("(0)", "")
    prefix = code[:3] if code[:2] in {"97", "98"} else ""
    if prefix == "975":
        text = re.sub(r"^0 ?508", "", text)
    near = (*REGIONS_TELEPHONE.get(prefix, ()), "FR")
    found = _standard(text, FRANCE if text.startswith("+") else near)
    if found:
        return found
    count = len(re.sub(r"\D", "", text))
    national = text.startswith("0")
    elsewhere = _standard(text, FRANCE) if national and count == 10 else ""
    if elsewhere:
        raise refuser("telephone_ailleurs", texte=text, proche=elsewhere)
    uneven = national and count != 10
    raise refuser("telephone/chiffres" if uneven else "telephone", texte=text, n=count)


def _standard(text: str, regions: tuple[str, ...]) -> str:
    """Return the number in its standard form, read in the first region where it exists, or ""."""
    for region in regions:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        # The region must be the number's own: 0269 61 12 34 is Mayotte, never Alsace.
        if region in _regions_of(number) and not _fake(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ""


def _is_short(text: str) -> bool:
    return phonenumbers.is_valid_short_number_for_region(
        phonenumbers.parse(text.replace(" ", ""), "FR"), "FR"
    )


def _regions_of(number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(number.country_code or 0, ())
    return tuple(c for c in codes if phonenumbers.is_valid_number_for_region(number, c))


def _fake(number: phonenumbers.PhoneNumber) -> bool:
    digits = str(number.national_number)
    mainland = number.country_code == 33
    return (
        len(set(digits[1:])) == 1
        or digits in DE_FANTAISIE
        or (mainland and digits.startswith(OUTRE_MER))
    )


def courriel(value: Any) -> str:
    """An e-mail address in ASCII, lower-case domain; a `mailto:` before it is removed."""
    text = re.sub("(?i)^mailto:", "", seule(value))
    near = "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii())
    if near != text and _is_mail(near):
        raise refuser("courriel_accent", texte=text, proche=near)
    if not _is_mail(text):
        fault = next((cle for cle in FAUTES_COURRIEL if trouve(cle, text)), "courriel")
        raise refuser(fault, texte=text)
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def _is_mail(text: str) -> bool:
    # Other signs are legal before the @, but = would be a formula in a spreadsheet, | separates
    # the CSV's lists, and ? & % write a second address or a text into a mailto: link.
    if not text.isascii() or not re.match(r"[a-zA-Z0-9_][a-zA-Z0-9_.+-]*@", text):
        return False
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return True


Courriel = Annotated[
    str, BeforeValidator(courriel), WithJsonSchema({"type": "string", "format": "email"})
]


def url(value: Any) -> str:
    """An http(s) address of the public web: no password, IP, odd port or second address in it."""
    text = seule(value)
    if trouve("url_dangereuse", text.lower()):
        raise refuser("url_dangereuse", texte=text)
    if not trouve("url_complete", text.lower()):
        bare = entier("url_nue", text)
        near = f"https://{bare[1]}" if bare else ""
        raise refuser(
            "url_incomplete/proche" if near else "url_incomplete", texte=text, proche=near
        )
    fault = next((said for cle, said in FAUTES_URL.items() if trouve(cle, text.lower())), "")
    if fault:
        raise refuser("url", texte=text, faute=fault)
    # Only the path, the query and the fragment know upper case.
    return re.sub(r"^[^:]+://[^/?#]+", lambda site: site[0].lower(), text)


Url = Annotated[str, BeforeValidator(url), WithJsonSchema({"type": "string", "format": "uri"})]
