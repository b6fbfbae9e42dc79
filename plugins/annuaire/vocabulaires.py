"""The closed lists: those of the national standard v1.0.2, verbatim, then ours.

Source: LaMednum/standard-mediation-num, schema.json v1.0.2, and the library
@gouvfr-anct/lieux-de-mediation-numerique 2.3.0 for the typologies, whose misspelt labels
are shown corrected here: only their codes travel.
"""

from typing import NamedTuple


class Service(NamedTuple):
    """One service of the standard, and how we say it to somebody who never went online."""

    nom: str
    slug: str
    simple: str


SERVICES = (
    Service(
        "Aide aux démarches administratives",
        "demarches",
        "Se faire aider pour une démarche",
    ),
    Service(
        "Maîtrise des outils numériques du quotidien",
        "outils-du-quotidien",
        "Apprendre à se servir d’un ordinateur ou d’un téléphone",
    ),
    Service(
        "Insertion professionnelle via le numérique",
        "emploi",
        "Chercher du travail avec internet",
    ),
    Service(
        "Utilisation sécurisée du numérique",
        "securite",
        "Se protéger des arnaques et des virus",
    ),
    Service(
        "Parentalité et éducation avec le numérique",
        "parents",
        "Accompagner ses enfants face aux écrans",
    ),
    Service(
        "Loisirs et créations numériques",
        "creation",
        "Créer, fabriquer et s’amuser",
    ),
    Service(
        "Compréhension du monde numérique",
        "comprendre",
        "Comprendre internet et ses enjeux",
    ),
    Service(
        "Accès internet et matériel informatique",
        "acces-internet",
        "Utiliser un ordinateur ou une connexion",
    ),
    Service(
        "Acquisition de matériel informatique à prix solidaire",
        "materiel-solidaire",
        "Acheter un ordinateur à petit prix",
    ),
)
NOMS_SERVICES = tuple(service.nom for service in SERVICES)

PUBLICS = ("Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors", "Femmes")
PRISES_EN_CHARGE = (
    "Surdité",
    "Handicaps moteurs",
    "Handicaps mentaux",
    "Illettrisme",
    "Langues étrangères (anglais)",
    "Langues étrangères (autres)",
    "Déficience visuelle",
)
HANDICAPS = ("Surdité", "Handicaps moteurs", "Handicaps mentaux", "Déficience visuelle")
FRAIS = ("Gratuit", "Gratuit sous condition", "Payant")
ITINERANCES = ("Itinérant", "Fixe")
MODALITES_ACCES = (
    "Se présenter",
    "Téléphoner",
    "Contacter par mail",
    "Prendre un RDV en ligne",
    "Ce lieu n'accueille pas de public",
    "Envoyer un mail avec une fiche de prescription",
)
MODALITES_ACCOMPAGNEMENT = (
    "En autonomie",
    "Accompagnement individuel",
    "Dans un atelier collectif",
    "À distance",
)
DISPOSITIFS = (
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
)
LABEL_NATIONAL = "Fabriques de Territoire"
FORMATIONS_LABELS = (
    "Formé à « Mon Espace Santé »",
    "Formé à « DUPLEX » (illettrisme)",
    "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
    "Collectif ressources et acteurs réemploi (Normandie)",
    "Étapes numériques (La Poste)",
    LABEL_NATIONAL,
    "Les Éclaireurs du numérique (Drôme)",
    "Mes Papiers (Métropole de Lyon)",
    "ORDI 3.0",
    "SUD LABS (PACA)",
)

# Ours from here on: what only fabriques need.
PRECISIONS = {
    "lieu": "le point est celui du lieu",
    "rue": "le point est celui de la rue",
    "commune": "on ne connaît que la commune",
}
LABELS = {
    "fabrique": "Fabrique de territoire",
    "fabrique-numerique": "Fabrique numérique de territoire",
    "candidate": "Candidate au label",
    "aucune": "Sans label",
}
LABELS_OBTENUS = ("fabrique", "fabrique-numerique")
TERRITOIRES = {
    "qpv": "Quartier prioritaire de la politique de la ville",
    "rural": "Territoire rural",
    "autre": "Autre territoire",
}
ORIGINES = {"creation": "Lieu créé par le programme", "existant": "Lieu qui existait déjà"}
DEBITS = {
    "ftth": "Fibre jusqu’au lieu",
    "thd": "Très haut débit sans fibre",
    "adsl": "ADSL",
    "inconnu": "Débit inconnu",
}
FORMES_JURIDIQUES = {
    "association": "Association",
    "scic": "Société coopérative d’intérêt collectif (Scic)",
    "scop": "Société coopérative de production (Scop)",
    "sas": "Société par actions simplifiée (SAS)",
    "spl": "Société publique locale (SPL)",
    "entreprise": "Entreprise",
    "collectivite": "Commune ou autre collectivité",
    "epci": "Communauté de communes ou d’agglomération",
    "etablissement-public": "Établissement public",
    "universite": "Université",
    "autre": "Autre forme",
}
ROLES = {
    "technicien-multimedia": "quelqu’un qui répare et installe",
    "agent-administratif": "quelqu’un qui remplit les papiers avec vous",
    "webmestre-territorial": "quelqu’un qui tient les sites du territoire",
    "responsable-informatique": "quelqu’un qui tient l’informatique de la commune",
    "codeur": "quelqu’un qui programme",
    "maker": "quelqu’un qui fabrique avec les machines",
    "concierge-teletravail": "quelqu’un qui accueille les télétravailleurs",
    "mediateur": "quelqu’un qui apprend à se servir du numérique",
    "conseiller-numerique": "un conseiller numérique",
    "aidant-connect": "un aidant habilité à faire la démarche pour vous",
}


class Famille(NamedTuple):
    """One kind of place or activity gathered under a fabrique's roof (`fabrique.hybridation`).

    A lieu also belongs to it by one of its typologies or dispositifs of the standard.
    """

    cle: str
    nom: str
    texte: str
    typologies: tuple[str, ...] = ()
    dispositifs: tuple[str, ...] = ()


FAMILLES = (
    Famille(
        "coworking", "Coworking", "Un bureau ou une table pour travailler, à l’heure ou au mois."
    ),
    Famille(
        "fablab",
        "FabLab",
        "Un atelier ouvert à tous, avec des machines pour fabriquer et réparer.",
        typologies=("FABLAB",),
    ),
    Famille(
        "micro-folie",
        "Micro-Folie",
        "Un musée numérique et un atelier, ouverts à tous dans un quartier ou un village.",
    ),
    Famille(
        "france-services",
        "France services",
        "Deux agents vous aident pour vos démarches : impôts, Caf, retraite, santé, emploi…",
        typologies=("RFS",),
        dispositifs=("France Services",),
    ),
    Famille(
        "ex-msap",
        "Ancienne maison de services au public (MSAP)",
        "Le nom que portaient les guichets d’aide avant France services.",
        typologies=("MSAP",),
    ),
    Famille(
        "epn",
        "Espace public numérique (EPN)",
        "Des ordinateurs en libre accès et quelqu’un pour apprendre à s’en servir.",
        typologies=("EPN", "EPI"),
    ),
    Famille(
        "point-cyb",
        "Point Cyb",
        "Un ancien espace internet pour les jeunes, du réseau « Point Cyb ».",
    ),
    Famille(
        "ecm",
        "Espace culture multimédia (ECM)",
        "Un lieu de culture et d’internet, du réseau des « ECM ».",
    ),
    Famille(
        "cyber-base",
        "Cyber-base",
        "Un espace public numérique du réseau « Cyber-base ».",
    ),
    Famille(
        "mediation-numerique",
        "Aide au numérique",
        "Quelqu’un prend le temps de vous aider avec l’ordinateur ou le téléphone.",
    ),
    Famille("cafe", "Café", "Un café associatif ou un bar, pour se retrouver."),
    Famille("cantine", "Cantine", "Une cantine ou un restaurant."),
    Famille("culture", "Culture", "Des spectacles, des expositions, des artistes en résidence."),
    Famille(
        "ateliers-partages",
        "Ateliers partagés",
        "Des ateliers pour artisans, artistes et habitants.",
    ),
    Famille("formation", "Formation", "Des formations, courtes ou longues."),
    Famille(
        "incubateur", "Aide aux projets", "On y aide celles et ceux qui lancent leur activité."
    ),
    Famille("reemploi", "Réemploi", "On y donne une seconde vie aux objets et au matériel."),
    Famille("repair-cafe", "Repair café", "On y répare ensemble les objets en panne."),
    Famille(
        "ressourcerie",
        "Ressourcerie",
        "On y dépose et on y achète des objets d’occasion.",
        typologies=("RESSOURCERIE",),
    ),
    Famille("jardin", "Jardin", "Un jardin partagé ou une ferme."),
    Famille(
        "hebergement", "Hébergement", "On peut y dormir : gîte, résidence, logement solidaire."
    ),
    Famille("location-salles", "Location de salles", "Des salles à louer pour se réunir."),
    Famille("epicerie", "Épicerie", "Une épicerie solidaire ou de producteurs."),
    Famille("habitat", "Habitat partagé", "Des habitants y vivent ensemble."),
    Famille("jeunesse", "Jeunesse", "Un lieu pour les jeunes."),
)
HYBRIDATIONS = {famille.cle: famille.nom for famille in FAMILLES}

TYPES_HISTORIQUE = {
    **{cle: HYBRIDATIONS[cle] for cle in ("epn", "cyber-base", "point-cyb", "ecm", "micro-folie")},
    "msap": "Maison de services au public",
    "france-services": "France services",
    "fabrique": "Fabrique de territoire",
    "fabrique-numerique": "Fabrique numérique de territoire",
    "manufacture-de-proximite": "Manufacture de proximité",
    "autre": "Autre",
}

TYPOLOGIES = {
    "ACI": "Atelier et chantier d’insertion",
    "ACIPHC": "SIAE — Atelier chantier d’insertion premières heures en chantier",
    "AFPA": "Agence pour la formation professionnelle des adultes (Afpa)",
    "AI": "Association intermédiaire",
    "ASE": "Aide sociale à l’enfance",
    "ASSO": "Association",
    "ASSO_CHOMEUR": "Association de chômeurs",
    "Autre": "Autre",
    "AVIP": "Crèche à vocation d’insertion professionnelle",
    "BIB": "Bibliothèque ou médiathèque",
    "CAARUD": "Centre d’accueil et d’accompagnement à la réduction de risques pour usagers de drogues",
    "CADA": "Centre d’accueil de demandeurs d’asile",
    "CAF": "Caisse d’allocations familiales",
    "CAP_EMPLOI": "Cap emploi",
    "CAVA": "Centre d’adaptation à la vie active",
    "CC": "Communauté de communes",
    "CCAS": "Centre communal d’action sociale",
    "CCONS": "Chambre consulaire",
    "CD": "Conseil départemental",
    "CDAS": "Centre départemental d’action sociale",
    "CFP": "Centre des finances publiques",
    "CHRS": "Centre d’hébergement et de réinsertion sociale",
    "CHU": "Centre d’hébergement d’urgence",
    "CIAS": "Centre intercommunal d’action sociale",
    "CIDFF": "Centre d’information sur les droits des femmes et des familles",
    "CITMET": "Cité des métiers",
    "CMP": "Centre médico-psychologique",
    "CMS": "Centre médico-social",
    "CPAM": "Caisse primaire d’assurance maladie",
    "CPH": "Centre provisoire d’hébergement",
    "CS": "Centre social",
    "CSAPA": "Centre de soins, d’accompagnement et de prévention en addictologie",
    "CSC": "Centre socioculturel",
    "DEETS": "Direction de l’économie, de l’emploi, du travail et des solidarités",
    "DEPT": "Services sociaux du département",
    "DIPLP": "Délégation interministérielle à la prévention et à la lutte contre la pauvreté",
    "E2C": "École de la 2e chance",
    "EA": "Entreprise adaptée",
    "EATT": "Entreprise adaptée de travail temporaire",
    "EI": "Entreprise d’insertion",
    "EITI": "Entreprise d’insertion par le travail indépendant",
    "ENM": "Espace numérique mobile",
    "EPCI": "Intercommunalité",
    "EPI": "Espace public internet",
    "EPIDE": "Établissement pour l’insertion dans l’emploi",
    "EPN": "Espace public numérique",
    "ES": "Épicerie solidaire",
    "ESAT": "Établissement ou service d’aide par le travail",
    "ESS": "Entreprise de l’économie sociale et solidaire",
    "ETTI": "Entreprise de travail temporaire d’insertion",
    "EVS": "Espace de vie sociale",
    "FABLAB": "FabLab",
    "FABRIQUE": "Fabrique",
    "FAIS": "Fédération d’acteurs de l’insertion et de la solidarité",
    "FT": "France travail",
    "GEIQ": "Groupement d’employeurs pour l’insertion et la qualification",
    "HUDA": "Hébergement d’urgence pour demandeurs d’asile",
    "LA_POSTE": "Bureau de poste",
    "MDE": "Maison de l’emploi",
    "MDH": "Maison des habitants",
    "MDEF": "Maison de l’emploi et de la formation",
    "MDPH": "Maison Départementale des Personnes Handicapées",
    "MDS": "Maison Départementale des Solidarités",
    "MJC": "Maison des jeunes et de la culture",
    "ML": "Mission Locale",
    "MQ": "Maison de quartier",
    "MSA": "Mutualité Sociale Agricole",
    "MSAP": "Maison de services au public",
    "MUNI": "Mairie",
    "OACAS": "Organisme d’accueil communautaire et d’activités solidaires",
    "ODC": "Organisation délégataire d’un CD",
    "OF": "Organisme de formation",
    "OIL": "Opérateur d’intermédiation locative",
    "OPCS": "Organisation porteuse de la clause sociale",
    "PAD": "Point d’accès au droit",
    "PENSION": "Pension de famille",
    "PI": "Point information",
    "PIJ_BIJ": "Point ou bureau information jeunesse",
    "PIMMS": "Point information médiation multi-services (Pimms)",
    "PJJ": "Protection judiciaire de la jeunesse",
    "PLIE": "Plan local pour l’insertion et l’emploi",
    "PREF": "Préfecture ou sous-préfecture",
    "PREVENTION": "Service ou club de prévention",
    "REG": "Région",
    "RELAIS_LECTURE": "Relais lecture",
    "RESSOURCERIE": "Ressourcerie",
    "RFS": "France services",
    "RS_FJT": "Résidence sociale ou foyer de jeunes travailleurs",
    "SCP": "Service ou club de prévention",
    "SPIP": "Service pénitentiaire d’insertion et de probation",
    "TIERS_LIEUX": "Tiers-lieu",
    "UDAF": "Union départementale des associations familiales",
}


class Regle(NamedTuple):
    """What a lieu says when it answers a need: one of these values is enough.

    `humain`: not where one is left to oneself, unless the kind of place proves that somebody
    helps (AIDE_CERTAINE). `dit_par` are the fields that would tell of it: a lieu that fills none
    of them has told nothing, and nothing is claimed of it.
    """

    services: tuple[str, ...] = ()
    familles: tuple[str, ...] = ()
    typologies: tuple[str, ...] = ()
    dispositifs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    prises_en_charge: tuple[str, ...] = ()
    humain: bool = False
    dit_par: tuple[str, ...] = ("services",)


class Besoin(NamedTuple):
    """What somebody comes for, in their words.

    `offre` is the same said of a lieu, in a row of a list. `texte` says what it is, `avant` what to
    ask before coming, `voir` where else to look (words, path).
    """

    cle: str
    phrase: str
    offre: str
    texte: str
    avant: str
    regle: Regle
    voir: tuple[str, str] | None = None


AIDE_CERTAINE = "france-services"
"""The famille whose agents help: it is what the label asks for."""
SEUL = ("En autonomie",)
"""The accompaniment of a place where nobody helps."""
SANS_PUBLIC = "Ce lieu n'accueille pas de public"

_MATERIEL = Regle(
    services=("Accès internet et matériel informatique",),
    familles=("epn", "point-cyb", "cyber-base"),
)
DEMARCHE = Besoin(
    "demarche",
    "Faire une démarche",
    "Aide pour vos démarches",
    "Impôts, Caf, retraite, santé, carte grise : quelqu’un fait la démarche avec vous."
    " Vous gardez vos mots de passe.",
    "Appelez avant de venir : beaucoup de lieux reçoivent sur rendez-vous.",
    Regle(
        services=("Aide aux démarches administratives",),
        familles=(AIDE_CERTAINE,),
        typologies=("MSAP", "PIMMS", "CCAS", "CIAS"),
        dispositifs=("Aidants Connect",),
        roles=("agent-administratif", "aidant-connect"),
        humain=True,
    ),
)
BESOINS = (
    DEMARCHE,
    Besoin(
        "apprendre",
        "Apprendre",
        "Aide avec l’ordinateur ou le téléphone",
        "Se servir d’un ordinateur, d’un téléphone, d’internet : cela s’apprend à tout âge."
        " Quelqu’un vous montre, seul ou en groupe.",
        "Appelez avant de venir : demandez le jour et le prix.",
        Regle(
            services=(
                "Maîtrise des outils numériques du quotidien",
                "Utilisation sécurisée du numérique",
                "Parentalité et éducation avec le numérique",
                "Compréhension du monde numérique",
            ),
            familles=("epn", "mediation-numerique"),
            dispositifs=("Conseillers numériques",),
            roles=("mediateur", "conseiller-numerique"),
            humain=True,
        ),
    ),
    Besoin(
        "connexion",
        "Me connecter",
        "Ordinateurs et internet",
        "Un ordinateur ou une connexion à internet, quand on n’en a pas chez soi."
        " Vous vous en servez sur place.",
        "Appelez avant de venir : demandez s’il reste un ordinateur libre.",
        _MATERIEL,
    ),
    Besoin(
        "imprimer",
        "Imprimer ou scanner",
        "Imprimer ou scanner",
        "Imprimer un papier, ou en faire une copie pour l’envoyer par internet."
        " Ces lieux prêtent du matériel informatique.",
        "Appelez avant de venir : tous n’ont pas d’imprimante ou de scanner.",
        _MATERIEL,
    ),
    Besoin(
        "fabriquer",
        "Réparer ou fabriquer",
        "Réparer ou fabriquer",
        "Un atelier, des outils, des machines, et des gens qui savent s’en servir."
        " On y répare ou on y fabrique soi-même.",
        "Appelez avant de venir : demandez le jour, le prix et ce qu’il faut apporter.",
        Regle(
            familles=("fablab", "repair-cafe", "ateliers-partages"),
            roles=("maker", "technicien-multimedia"),
            dit_par=("services", "hybridation"),
        ),
    ),
    Besoin(
        "travailler",
        "Travailler",
        "Bureaux pour travailler",
        "Une table ou un bureau pour travailler, à l’heure, au jour ou au mois."
        " On y vient avec son ordinateur.",
        "Appelez avant de venir : demandez s’il reste une place, et le prix.",
        Regle(familles=("coworking",), dit_par=("services", "hybridation")),
        ("Vous cherchez un emploi ?", "services/emploi/"),
    ),
    Besoin(
        "langue",
        "Être aidé dans une autre langue",
        "Aide dans une autre langue",
        "Dans ces lieux, quelqu’un parle une autre langue que le français."
        " Peu de lieux nous ont dit laquelle.",
        "Appelez avant de venir : demandez qui parle votre langue, et quel jour.",
        Regle(
            prises_en_charge=("Langues étrangères (anglais)", "Langues étrangères (autres)"),
            humain=True,
            dit_par=("prise_en_charge_specifique",),
        ),
    ),
)
BESOINS_MONTRES = 6
"""The needs that the home page shows: the first ones."""
OFFRE_INCONNUE = "Activités à demander"
"""What is said of a lieu that answers no need that we know of."""
