"""The numbering plans of France, small enough for a browser, from phonenumbers' own tables."""

from typing import Any

from phonenumbers import PhoneMetadata

from annuaire.contacts import CHIFFRES_MAX, DE_FANTAISIE, FRANCE, OUTRE_MER, REGIONS_TELEPHONE

_GENRES = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)


def plan() -> dict[str, Any]:
    """Return what `contacts.telephone` reads in phonenumbers, as patterns of JavaScript.

    `regions`: code → [country code, national prefix, lengths, general pattern, valid pattern];
    `courts`: short numbers; the rest as in `contacts`.
    """
    return {
        "regions": {code: _region(code) for code in FRANCE},
        "courts": _courts(),
        "proches": REGIONS_TELEPHONE,
        "outre_mer": OUTRE_MER,
        "fantaisie": DE_FANTAISIE,
        "chiffres_max": CHIFFRES_MAX,
    }


def _region(code: str) -> list[Any]:
    metadata = PhoneMetadata.metadata_for_region(code)
    if metadata is None or metadata.general_desc is None:
        raise KeyError(code)
    general = metadata.general_desc
    kinds = (getattr(metadata, genre) for genre in _GENRES)
    patterns = [kind.national_number_pattern for kind in kinds if kind]
    return [
        metadata.country_code,
        metadata.national_prefix_for_parsing or "",
        general.possible_length,
        general.national_number_pattern,
        "|".join(filter(None, patterns)),
    ]


def _courts() -> str:
    metadata = PhoneMetadata.short_metadata_for_region("FR")
    if metadata is None or metadata.general_desc is None or metadata.short_code is None:
        raise KeyError("FR")
    general, court = metadata.general_desc, metadata.short_code
    return f"(?=(?:{general.national_number_pattern})$)(?:{court.national_number_pattern})"
