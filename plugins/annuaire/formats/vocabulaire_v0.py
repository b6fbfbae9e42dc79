"""The standard v0 (0.1.0 and 0.1.1, 29 fields) → v1: names of fields, closed values.

Source: the mapping that the national pipeline agrees on (anct-cartographie-nationale/mednum-cli,
source configurations), counted value by value in the reference of the project, chapter 8.
"""

from typing import NamedTuple

from annuaire import noms
from annuaire.model import FERMES

CHAMPS = {
    "courriel": "courriels",
    "labels_autres": "autres_formations_labels",
    "accessibilite": "fiche_acces_libre",
}
"""The fields that only changed their name."""
PERDUS = {"cle_ban": "le standard v1 n’a pas de clé BAN"}
"""The fields that v1 dropped, with why they are left out."""

_SERVICES = {
    "Devenir autonome dans les démarches administratives": "Aide aux démarches administratives",
    "Réaliser des démarches administratives avec un accompagnement": (
        "Aide aux démarches administratives"
    ),
    "Prendre en main un smartphone ou une tablette": "Maîtrise des outils numériques du quotidien",
    "Prendre en main un ordinateur": "Maîtrise des outils numériques du quotidien",
    "Utiliser le numérique au quotidien": "Maîtrise des outils numériques du quotidien",
    "Approfondir ma culture numérique": "Compréhension du monde numérique",
    "Favoriser mon insertion professionnelle": "Insertion professionnelle via le numérique",
    "Créer et développer mon entreprise": "Insertion professionnelle via le numérique",
    "Accéder à une connexion internet": "Accès internet et matériel informatique",
    "Accéder à du matériel": "Accès internet et matériel informatique",
    "S'équiper en matériel informatique": "Acquisition de matériel informatique à prix solidaire",
    "Créer avec le numérique": "Loisirs et créations numériques",
    "Accompagner les démarches de santé": "Aide aux démarches administratives",
    "Promouvoir la citoyenneté numérique": "Compréhension du monde numérique",
    "Soutenir la parentalité et l'éducation avec le numérique": (
        "Parentalité et éducation avec le numérique"
    ),
}
_PUBLICS = {
    "Seniors (+ 65 ans)": "Seniors",
    "Familles/enfants": "Familles et/ou enfants",
    "Jeunes (16-26 ans)": "Jeunes",
    "Uniquement femmes": "Femmes",
}
_PRISES_EN_CHARGE = {
    "Déficience visuelle": "Déficience visuelle",
    "Surdité": "Surdité",
    "Personnes en situation d'illettrisme": "Illettrisme",
    "Handicaps psychiques : troubles psychiatriques donnant lieu à des atteintes comportementales": (
        "Handicaps mentaux"
    ),
    "Handicaps mentaux : déficiences limitant les activités d'une personne": "Handicaps mentaux",
}
_FRAIS = {
    "Gratuit : Je peux accéder gratuitement au lieu et à ses services": "Gratuit",
    "Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, "
    "convention avec un organisme social...)": "Gratuit sous condition",
    "Payant : L'accès au lieu et/ou à ses services est payant": "Payant",
    "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer": "Payant",
}
_MODALITES = {
    "Seul : j'ai accès à du matériel et une connexion": "En autonomie",
    "Avec de l'aide : je suis accompagné seul dans l'usage du numérique": (
        "Accompagnement individuel"
    ),
    "Dans un atelier : j'apprends collectivement à utiliser le numérique": (
        "Dans un atelier collectif"
    ),
    "A ma place : une personne habilitée fait les démarches à ma place": (
        "Accompagnement individuel"
    ),
}
_DISPOSITIFS = {
    "France Services": "France Services",
    "CNFS": "Conseillers numériques",
    "Aidants Connect": "Aidants Connect",
    "Grandes écoles du numérique": "Grande école du numérique",
    "Point relais CAF": "Point d'accès numérique CAF",
    "Point numérique CAF": "Point d'accès numérique CAF",
}
_AUTRES_LABELS = ("APTIC", "Relais pôle emploi", "French Tech", "Campus connecté")

APPROCHEES = {
    "A ma place : une personne habilitée fait les démarches à ma place": (
        "« à ma place » n’a pas d’équivalent exact dans le standard v1"
    ),
    "Public langues étrangères": (
        "« langues étrangères » est rendu par les deux valeurs du standard v1"
    ),
    "Approfondir ma culture numérique": (
        "« culture numérique » est rendu par la valeur la plus proche du standard v1"
    ),
}
"""The values that v1 says in other words than theirs, with what to tell of it."""
SANS_SUITE = {
    "Adultes": "le standard v1 n’a pas de valeur pour les adultes",
    "Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au "
    "lieu": "le standard v1 ne dit pas si le Pass numérique est accepté",
}
"""The values that v1 cannot say."""


class Cible(NamedTuple):
    """Where a value of v0 goes: (field, value) of v1, none where v1 cannot say it."""

    valeurs: tuple[tuple[str, str], ...]
    reserve: str = ""


def cle(valeur: str) -> str:
    """Form in which two spellings of one value are equal; its explanation does not count.

    >>> cle("Gratuit : Je peux accéder gratuitement au lieu et à ses services")
    'gratuit'
    """
    return noms.slug(valeur.partition(" : ")[0])


def _cibles(*tables: tuple[str, dict[str, str]]) -> dict[str, Cible]:
    """Join tables of values, those of v1 read as themselves."""
    found: dict[str, Cible] = {}
    for champ, _ in tables:
        found |= {cle(value): Cible(((champ, value),)) for value in FERMES[champ]}
    for champ, table in tables:
        for old, new in table.items():
            found[cle(old)] = Cible(((champ, new),), APPROCHEES.get(old, ""))
    return found | {cle(old): Cible((), raison) for old, raison in SANS_SUITE.items()}


_LANGUES = "Public langues étrangères"
_DES_PUBLICS = _cibles(
    ("publics_specifiquement_adresses", _PUBLICS),
    ("prise_en_charge_specifique", _PRISES_EN_CHARGE),
) | {
    cle(_LANGUES): Cible(
        tuple(
            ("prise_en_charge_specifique", f"Langues étrangères ({kind})")
            for kind in ("anglais", "autres")
        ),
        APPROCHEES[_LANGUES],
    )
}
_DES_LABELS = _cibles(
    ("dispositif_programmes_nationaux", _DISPOSITIFS),
    ("formations_labels", {}),
) | {cle(label): Cible((("autres_formations_labels", label),)) for label in _AUTRES_LABELS}
_DES_FRAIS = _cibles(("frais_a_charge", _FRAIS))

VALEURS: dict[str, dict[str, Cible]] = {
    "services": _cibles(("services", _SERVICES)),
    "publics_accueillis": _DES_PUBLICS,
    "publics_specifiquement_adresses": _DES_PUBLICS,
    "prise_en_charge_specifique": _DES_PUBLICS,
    "conditions_acces": _DES_FRAIS,
    "frais_a_charge": _DES_FRAIS,
    "modalites_accompagnement": _cibles(("modalites_accompagnement", _MODALITES)),
    "labels_nationaux": _DES_LABELS,
    "dispositif_programmes_nationaux": _DES_LABELS,
    "formations_labels": _DES_LABELS,
}
"""For each field of v0 or v1 that holds closed values: the key of a value → where it goes."""
ANCIENS_CHAMPS = {
    "publics_accueillis": "publics_specifiquement_adresses",
    "conditions_acces": "frais_a_charge",
    "labels_nationaux": "dispositif_programmes_nationaux",
}
"""The fields of v0 that v1 splits or renames with their values, and where an unknown value goes."""
COLONNES_V0 = frozenset({*CHAMPS, *PERDUS, *ANCIENS_CHAMPS})
"""The columns that only v0 has."""
