"""Ways to reach a lieu: telephone, e-mail, web address, each in its standard form or refused."""

import ipaddress
import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import urlsplit

import phonenumbers
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from pydantic import BeforeValidator, WithJsonSchema

from annuaire.valeurs import refus, seule

_REGIONS_TELEPHONE = {
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
_FRANCE = (
    "FR",
    *dict.fromkeys(region for group in _REGIONS_TELEPHONE.values() for region in group),
)
# phonenumbers takes these for mainland numbers: they ring overseas.
_OUTRE_MER = ("269", "508", "596")
_DE_FANTAISIE = ("123456789", "612345678")
EXEMPLE_TELEPHONE = "+33381562065"


def telephone(value: Any, code: str = "") -> str:
    """Return a number as `+33381562065`, read with the prefix of its commune.

    `code` is the postcode or the code INSEE of the lieu. A mainland number of an overseas
    lieu stays a mainland number, and a number written with its + is of any French territory.
    Short numbers (3960) stay as they are.
    """
    text = " ".join(seule(value).split())
    if re.fullmatch(r"[13][0-9 ]{1,6}", text) and _is_short(text):
        return text.replace(" ", "")
    if not re.fullmatch(r"[0-9+ ().\-]+", text):
        raise refus(
            f"« {text} » contient autre chose qu’un numéro",
            "Écrivez un seul numéro, sans mot ni barre ; un numéro par ligne s’il y en a plusieurs",
            EXEMPLE_TELEPHONE,
        )
    if len(re.sub(r"\D", "", text)) > 15:
        raise refus(
            f"« {text} » a trop de chiffres pour un seul numéro",
            "Écrivez un numéro par ligne, chacun après un tiret",
            f'- "{EXEMPLE_TELEPHONE}"',
        )
    text = text.replace("(0)", "")
    prefix = code[:3] if code[:2] in {"97", "98"} else ""
    if prefix == "975":
        text = re.sub(r"^0 ?508", "", text)
    near = (*_REGIONS_TELEPHONE.get(prefix, ()), "FR")
    found = _standard(text, _FRANCE if text.startswith("+") else near)
    if found:
        return found
    count = len(re.sub(r"\D", "", text))
    national = text.startswith("0")
    elsewhere = _standard(text, _FRANCE) if national and count == 10 else ""
    if elsewhere:
        raise refus(
            f"« {text} » est le numéro d’un autre territoire que celui du lieu",
            f"Si c’est bien le sien, écrivez {elsewhere}",
            elsewhere,
        )
    raise refus(
        f"« {text} » n’est pas un numéro de téléphone français",
        f"Il a {count} chiffres au lieu de 10" if national and count != 10 else "Vérifiez-le",
        EXEMPLE_TELEPHONE,
    )


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
    return phonenumbers.is_valid_short_number_for_region(phonenumbers.parse(text, "FR"), "FR")


def _regions_of(number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(number.country_code or 0, ())
    return tuple(c for c in codes if phonenumbers.is_valid_number_for_region(number, c))


def _fake(number: phonenumbers.PhoneNumber) -> bool:
    digits = str(number.national_number)
    mainland = number.country_code == 33
    return (
        len(set(digits[1:])) == 1
        or digits in _DE_FANTAISIE
        or (mainland and digits.startswith(_OUTRE_MER))
    )


def courriel(value: Any) -> str:
    """An e-mail address in ASCII, lower-case domain; a `mailto:` before it is removed."""
    text = re.sub(r"(?i)^mailto:", "", seule(value))
    exemple = "contact@monlieu.fr"
    near = "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii())
    if near != text and _is_mail(near):
        raise refus(
            f"« {text} » contient une lettre accentuée",
            f"Une adresse n’en a pas : est-ce {near} ?",
            near,
        )
    if not _is_mail(text):
        raise refus(
            f"« {text} » n’est pas une adresse électronique",
            _mail_remedy(text),
            exemple,
        )
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def _mail_remedy(text: str) -> str:
    remedies = {
        "Il y manque le signe @": "@" not in text,
        "Gardez un seul signe @": "@@" in text,
        "Écrivez une seule adresse par ligne, sans espace": bool(re.search(r"[\s,;/]", text))
        or text.count("@") > 1,
        "Avant le signe @, gardez les lettres, les chiffres, le point et le tiret": not re.match(
            r"[\w.+-]+@", text
        ),
        "Après le signe @, il faut un nom de site entier, qui finit par .fr, .org…": not re.search(
            r"@.*\.[a-zA-Z]{2,}$", text
        ),
        "Retirez le point de trop avant le signe @": bool(re.search(r"^\.|\.@|\.\..*@", text)),
    }
    return next((r for r, found in remedies.items() if found), "Vérifiez-la lettre par lettre")


def _is_mail(text: str) -> bool:
    # Other signs are legal before the @, but = would be a formula in a spreadsheet, | separates
    # the CSV's lists, and ? & % write a second address or a text into a mailto: link.
    if not re.match(r"[a-zA-Z0-9_][a-zA-Z0-9_.+-]*@", text):
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
    exemple = "https://www.monlieu.fr/"
    if re.match(r"(?i)(javascript|data|vbscript|file):", text) or text.startswith("//"):
        raise refus(
            f"« {text} » n’est pas une adresse du web",
            "Une adresse du web commence par https://",
            exemple,
        )
    if not re.match(r"(?i)https?://[^/]", text):
        bare = re.fullmatch(r"(?i)(?:https?\W{1,4})?([\w-]+(?:\.[\w-]+)+(?:/\S*)?)", text)
        near = f"https://{bare[1]}" if bare else ""
        raise refus(
            f"« {text} » n’est pas une adresse web complète",
            f"Écrivez {near}" if near else "Copiez l’adresse depuis le navigateur",
            near or exemple,
        )
    fault = _url_fault(text)
    if fault:
        raise refus(f"« {text} » : {fault}", "Copiez l’adresse depuis le navigateur", exemple)
    # Only the path, the query and the fragment know upper case.
    return re.sub(r"^[^:]+://[^/?#]+", lambda site: site[0].lower(), text)


def _url_fault(text: str) -> str:
    """Return what is wrong with an http(s) address, "" if nothing is."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "elle est illisible"
    host = parts.hostname or ""
    faults = {
        "elle dépasse 300 caractères": len(text) > 300,
        "elle contient une espace ou un signe interdit (une seule adresse par ligne)": bool(
            re.search(r'[\s\\<>"`{}|^;\x00-\x1f]', text)
        ),
        "elle contient deux adresses": bool(re.search(r"(?i)(?<![=])https?[:/]", text[8:])),
        "elle contient un nom d’utilisateur": "@" in parts.netloc,
        "elle contient un numéro de port": port not in {None, 80, 443},
        "elle désigne une machine, pas un site": _is_ip(host),
        "son nom de site est mal écrit": not _HOST.fullmatch(host),
        "son nom de site n’existe pas": host.rpartition(".")[2] in SPECIAL_USE_DOMAIN_NAMES,
    }
    return next((fault for fault, found in faults.items() if found), "")


_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}\.?")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


Url = Annotated[str, BeforeValidator(url), WithJsonSchema({"type": "string", "format": "uri"})]
