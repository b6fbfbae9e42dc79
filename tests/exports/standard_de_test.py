"""The national standard v1.0.2 as its schema says it, written anew: not read from our lists."""

import csv
import io
import re

from annuaire.model import CHAMPS_NATIONAUX


def plusieurs(*valeurs):
    """The pattern of a list: these values, joined by « | »."""
    un = "|".join(map(re.escape, valeurs))
    return rf"({un})(\|({un}))*"


TEXTE = r'[^"\n\r]+'
NOMBRE = r"-?\d{1,3}(\.\d+)?"
URL = r"https?://[^\s|]+"
REQUIS = ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")
LISTES = {
    "itinerance": ("Itinérant", "Fixe"),
    "services": (
        "Aide aux démarches administratives",
        "Maîtrise des outils numériques du quotidien",
        "Insertion professionnelle via le numérique",
        "Utilisation sécurisée du numérique",
        "Parentalité et éducation avec le numérique",
        "Loisirs et créations numériques",
        "Compréhension du monde numérique",
        "Accès internet et matériel informatique",
        "Acquisition de matériel informatique à prix solidaire",
    ),
    "publics_specifiquement_adresses": (
        "Jeunes",
        "Étudiants",
        "Familles et/ou enfants",
        "Seniors",
        "Femmes",
    ),
    "prise_en_charge_specifique": (
        "Surdité",
        "Handicaps moteurs",
        "Handicaps mentaux",
        "Illettrisme",
        "Langues étrangères (anglais)",
        "Langues étrangères (autres)",
        "Déficience visuelle",
    ),
    "frais_a_charge": ("Gratuit", "Gratuit sous condition", "Payant"),
    "dispositif_programmes_nationaux": (
        "Aidants Connect",
        "Bibliothèques numérique de référence",
        "Certification PIX",
        "Conseillers numériques",
        "Emmaüs Connect",
        "France Services",
        "Grande école du numérique",
        "La Croix Rouge",
        "Point d'accès numérique CAF",
        "Promeneurs du net",
        "Relais numérique (Emmaüs Connect)",
    ),
    "formations_labels": (
        "Formé à « Mon Espace Santé »",
        "Formé à « DUPLEX » (illettrisme)",
        "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
        "Collectif ressources et acteurs réemploi (Normandie)",
        # The schema's pattern lacks the space that its text and the national library have.
        "Étapes numériques (La Poste)",
        "Fabriques de Territoire",
        "Les Éclaireurs du numérique (Drôme)",
        "Mes Papiers (Métropole de Lyon)",
        "ORDI 3.0",
        "SUD LABS (PACA)",
    ),
    "modalites_acces": (
        "Se présenter",
        "Téléphoner",
        "Contacter par mail",
        "Prendre un RDV en ligne",
        "Ce lieu n'accueille pas de public",
        "Envoyer un mail avec une fiche de prescription",
    ),
    "modalites_accompagnement": (
        "En autonomie",
        "Accompagnement individuel",
        "Dans un atelier collectif",
        "À distance",
    ),
}
MOTIFS = dict.fromkeys(CHAMPS_NATIONAUX, TEXTE) | {
    "pivot": r"[a-zA-Z0-9]{9,14}",
    "code_postal": r"\d{5}",
    "code_insee": r"([013-9]\d|2[AB1-9])\d{3}",
    "latitude": NOMBRE,
    "longitude": NOMBRE,
    "typologie": r"\w+(\|\w+)*",
    "telephone": r"(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)(\d){6,9}",
    "courriels": r"[^@|\s]+@[^@|\s]+(\|[^@|\s]+@[^@|\s]+)*",
    "site_web": rf"{URL}(\|{URL})*",
    "presentation_resume": r'[^"\n\r]{1,280}',
    "date_maj": r"\d{4}-\d{2}-\d{2}",
    "fiche_acces_libre": URL,
    "prise_rdv": URL,
    **{champ: plusieurs(*values) for champ, values in LISTES.items()},
}


def lignes(texte):
    return list(csv.DictReader(io.StringIO(texte), strict=True))


def fautes(row):
    """What a row has against the schema of the standard."""
    for champ, motif in MOTIFS.items():
        if not row[champ] and champ in REQUIS:
            yield champ, "vide"
        if row[champ] and not re.fullmatch(motif, row[champ]):
            yield champ, row[champ]
