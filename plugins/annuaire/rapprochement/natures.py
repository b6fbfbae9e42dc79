"""What kind of place a record speaks of, as far as its codes and its name say it.

A France services and the médiathèque that hosts it are two places under one roof, and so are a bus
and the building where it sleeps.
"""

import re

from annuaire import vocabulaires as voc
from annuaire.model import Lieu
from annuaire.noms import normaliser

_PAR_TYPOLOGIE = {
    "RFS": "france-services",
    "MSAP": "france-services",
    "BIB": "bibliotheque",
    "RELAIS_LECTURE": "bibliotheque",
    "MUNI": "mairie",
    "CC": "intercommunalite",
    "EPCI": "intercommunalite",
    "CS": "centre-social",
    "CSC": "centre-social",
    "EVS": "centre-social",
    "EPN": "epn",
    "EPI": "epn",
    "FABLAB": "tiers-lieu",
    "TIERS_LIEUX": "tiers-lieu",
    "CCAS": "action-sociale",
    "CIAS": "action-sociale",
    "ML": "mission-locale",
    "PIJ_BIJ": "info-jeunes",
    "FT": "france-travail",
    "CAF": "caf",
    "CPAM": "cpam",
    "MSA": "msa",
    "LA_POSTE": "poste",
    "PREF": "prefecture",
    "CDAS": "departement",
    "CMS": "departement",
    "DEPT": "departement",
    "MDS": "departement",
    "RESSOURCERIE": "ressourcerie",
    "MQ": "maison-de-quartier",
    "MDH": "maison-de-quartier",
}
_PAR_NOM = (
    (
        r"frances? services?|msap|efs|maison (?:de |des )?services?(?: (?:au )?publics?)?",
        "france-services",
    ),
    (r"mediatheques?|bibliotheques?|relais lecture", "bibliotheque"),
    (r"mairie|hotel de ville|commune de|ville de", "mairie"),
    (r"communaute (?:de communes|d agglomeration)|cc|petr", "intercommunalite"),
    (r"centre (?:social|socio ?culturel)|espace (?:de vie sociale|socioculturel)|mjc", "centre-social"),
    (r"espaces? publics? (?:numerique|internet|multimedia)|epn|cyber ?(?:base|espace|centre)", "epn"),
    (r"tiers lieux?|fab ?lab|coworking", "tiers-lieu"),
    (r"c[ic]as", "action-sociale"),
    (r"missions? locales?", "mission-locale"),
    (r"(?:point|bureau|espace) info(?:rmation)? jeun(?:es|esse)|[pb]ij|info jeunes", "info-jeunes"),
    (r"pole emploi|france travail", "france-travail"),
    (r"(?:agence|bureau) (?:postale?|de poste)|la poste", "poste"),
    (r"(?:sous )?prefecture", "prefecture"),
    (r"maison (?:departementale )?de la solidarite|(?:conseil )?departement(?:al)?|mds|pms|cms", "departement"),
    (r"ressourcerie|recyclerie", "ressourcerie"),
    (r"maison de quartier|maison des habitants", "maison-de-quartier"),
    (r"micro folie", "micro-folie"),
    (r"conseill(?:er|ere)s? numeriques?", "conseiller"),
    (r"emmaus", "emmaus"),
    (r"croix rouge", "croix-rouge"),
)  # fmt: skip
_DIT = re.compile("|".join(rf"\b({pattern})\b" for pattern, _ in _PAR_NOM))
# « France services de la sous-préfecture » is a France services; the rest says where it is.
_HOTES = frozenset({"poste", "mairie", "prefecture", "intercommunalite", "msa"})
_MELANGES = {"tiers-lieu": frozenset({"epn", "centre-social", "bibliotheque", "ressourcerie"})}
"""A tiers-lieu may be known to another by the one activity that brought it to its list."""

_VUES: dict[frozenset[str], frozenset[str]] = {}
"""One copy of each set of kinds: there are a few dozen, and tens of thousands of records."""

SEULES = frozenset({"france-services", "bibliotheque", "mairie", "mission-locale"})
"""Kinds that one address holds one of."""

_ROULE = re.compile(
    r"\b(?:bus|minibus|camions?|fourgon|van|pirogue|caravane|itineran(?:te?s?|ces?))\b"
)


def natures(lieu: Lieu) -> frozenset[str]:
    """Return the kinds that a record's codes and name say; none when they say nothing.

    Being a fabrique is a label, which a mairie or a médiathèque may hold: it says no kind.
    """
    name = normaliser(lieu.nom)
    found = {_PAR_TYPOLOGIE[code] for code in lieu.typologie if code in _PAR_TYPOLOGIE}
    found |= {_PAR_NOM[said.lastindex - 1][1] for said in _DIT.finditer(name) if said.lastindex}
    if "France Services" in lieu.dispositif_programmes_nationaux:
        found.add("france-services")
    kinds = frozenset(found - _HOTES if "france-services" in found else found)
    return _VUES.setdefault(kinds, kinds)


def roule(lieu: Lieu) -> bool | None:
    """True for a bus, False for a place that stays, None for a record that says both.

    A record that says nothing speaks of a place that stays, as nearly all do.
    """
    if _ROULE.search(normaliser(lieu.nom)) or "ENM" in lieu.typologie:
        return True
    return None if len(lieu.itinerance) > 1 else lieu.itinerance == (voc.ITINERANCES[0],)


def contraires(a: frozenset[str], b: frozenset[str]) -> bool:
    """True if two kinds are known, and cannot be one place's."""
    if not a or not b or a & b:
        return False
    return not any(b <= _MELANGES.get(kind, frozenset()) for kind in a) and not any(
        a <= _MELANGES.get(kind, frozenset()) for kind in b
    )
