"""The issue forms, each declared once: their file, their questions, the labels that bring them back.

An `id` is the key of a prefilled address (`issues/new?template=nouveau.yml&nom=…&fiche=…`): it
never changes. A label is what parts the answers in the message that GitHub sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annuaire import textes
from annuaire.model import FERMES, Lieu
from annuaire.refus import EXEMPLE_TELEPHONE

ETIQUETTE = "fiche"
"""The label of every message that speaks of a lieu."""
ACCEPTE = "accepté"
"""The label by which a maintainer accepts it."""
FICHE = "fiche"
"""The id of the question that holds a whole entry."""

Genre = Literal["input", "textarea", "dropdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `render` shows the answer as code of that language, as it was typed."""

    id: str
    label: str
    aide: str = ""
    exemple: str = ""
    genre: Genre = "input"
    options: tuple[str, ...] = ()
    plusieurs: bool = False
    obligatoire: bool = False
    render: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulaire:
    """One form: its file name without .yml, what it is for, its questions in order."""

    nom: str
    titre: str
    description: str
    prefixe: str
    accueil: str
    questions: tuple[Question, ...]


def _champ(nom: str, genre: Genre = "input", **change: str | bool) -> Question:
    """Ask for a field of the model, in its own words unless others are given."""
    info = Lieu.model_fields[nom]
    aide = info.description if info.description != info.title else ""
    exemple = str(info.examples[0]).strip('"') if info.examples else ""
    options = FERMES.get(nom, ())
    values = {
        "label": str(info.title),
        "aide": str(aide or ""),
        "exemple": "" if options else exemple,
        **change,
    }
    return Question(
        id=nom,
        genre="dropdown" if options else genre,
        options=options,
        plusieurs=bool(options),
        **values,  # type: ignore[arg-type]
    )


PUBLIC = (
    "Votre message sera public. N’écrivez pas le numéro ou l’adresse d’une personne qui n’a pas"
    " dit oui."
)
LIEU = Question(
    id="lieu",
    label="Quel lieu ?",
    aide="Son nom et sa commune, ou l’adresse de sa page.",
    exemple="Konk Ar Lab, Concarneau",
    obligatoire=True,
)


class Preuve(NamedTuple):
    """How somebody knows: a key, its words, what `meta.verifie_par` then says ("" where nobody checked
    with the lieu), whether it is enough for what could harm the lieu (see `parole`).
    """

    cle: str
    dit: str
    verifie_par: str = ""
    suffit: bool = False


PREUVES = (
    Preuve("travaille", "J’y travaille", "le lieu lui-même", suffit=True),
    Preuve("visite", "J’y suis allé", "une visite"),
    Preuve("appel", "J’ai appelé le lieu", "un appel au lieu", suffit=True),
    Preuve("page", "Une page ou un article le dit", suffit=True),
    Preuve("autre", "Autrement"),
)
VERIFIE_PAR: Mapping[str, str] = {preuve.dit: preuve.verifie_par for preuve in PREUVES}
"""How somebody knows → what `meta.verifie_par` then says, "" where nobody checked with the lieu."""
PREUVE = Question(
    id="preuve",
    label="Comment le savez-vous ?",
    aide="Pour un téléphone, un site ou une fermeture, il nous faut une page ou un appel au lieu.",
    genre="dropdown",
    options=tuple(VERIFIE_PAR),
)
PREUVE_EXIGEE = Question(
    id=PREUVE.id,
    label=PREUVE.label,
    genre="dropdown",
    options=PREUVE.options,
    obligatoire=True,
)
SOURCE = Question(
    id="source",
    label="L’adresse de la page ou de l’article",
    aide="Si vous en avez une.",
    exemple="https://",
)
ENTREE = Question(
    id=FICHE,
    label="La fiche entière",
    aide="Notre formulaire la remplit pour vous. Sinon, laissez vide.",
    genre="textarea",
    render="yaml",
)
LABEL_OUI = "Oui, et la page ci-dessus le dit"

NOUVEAU = Formulaire(
    nom="nouveau",
    titre="Ajouter un lieu",
    description="Un lieu manque dans l’annuaire.",
    prefixe="Ajouter : ",
    accueil=f"Merci ! Ce que vous ne savez pas, laissez-le vide. {PUBLIC}",
    questions=(
        _champ("nom", obligatoire=True),
        _champ("commune", exemple="Felletin", obligatoire=True),
        _champ("code_postal", aide="", exemple="23500"),
        Question(
            id="source",
            label="Une page ou un article qui en parle",
            aide="Ou dites comment vous le connaissez.",
            exemple="https://",
        ),
        _champ("adresse"),
        _champ("telephone", exemple=textes.telephone(EXEMPLE_TELEPHONE).replace("\u00a0", " ")),
        _champ("courriels"),
        _champ("site_web"),
        _champ(
            "horaires",
            aide="Comme vous le diriez à quelqu’un.",
            exemple="Du mardi au vendredi, de 9 h à 12 h",
        ),
        _champ("services"),
        _champ("frais_a_charge"),
        _champ("modalites_acces"),
        _champ("presentation_resume", "textarea"),
        Question(
            id="label",
            label="Est-ce une fabrique de territoire ?",
            genre="dropdown",
            options=("Je ne sais pas", LABEL_OUI, "Non"),
        ),
        ENTREE,
    ),
)
CORRIGER = Formulaire(
    nom="corriger",
    titre="Corriger une fiche",
    description="Un numéro a changé, les horaires aussi, il manque quelque chose.",
    prefixe="Corriger : ",
    accueil=f"Merci ! Deux réponses suffisent. {PUBLIC}",
    questions=(
        LIEU,
        Question(
            id="changement",
            label="Qu’est-ce qui change ?",
            genre="textarea",
            exemple="Le téléphone n’est plus le bon. Le nouveau est le…",
        ),
        PREUVE,
        SOURCE,
        ENTREE,
    ),
)
RIEN_N_A_CHANGE = Formulaire(
    nom="rien-n-a-change",
    titre="Rien n’a changé",
    description="La fiche est juste : dites-le, elle sera marquée comme vérifiée.",
    prefixe="Rien n’a changé : ",
    accueil=f"Merci ! {PUBLIC}",
    questions=(LIEU, PREUVE_EXIGEE),
)
FERME = Formulaire(
    nom="lieu-ferme",
    titre="Ce lieu est fermé",
    description="Le lieu a fermé pour de bon. Sa page restera, et dira où aller.",
    prefixe="Fermé : ",
    accueil=f"Merci ! Pour une fermeture de quelques semaines, choisissez « Corriger ». {PUBLIC}",
    questions=(
        LIEU,
        _champ("ferme_le", aide="Si vous le savez.", exemple="30/06/2025"),
        PREUVE_EXIGEE,
        SOURCE,
    ),
)
SIGNALER = Formulaire(
    nom="signaler",
    titre="Signaler une erreur",
    description="Quelque chose est faux, et vous ne savez pas ce qu’il faudrait écrire.",
    prefixe="Erreur : ",
    accueil=f"Merci ! {PUBLIC}",
    questions=(
        LIEU,
        Question(
            id="erreur",
            label="Qu’est-ce qui ne va pas ?",
            genre="textarea",
            exemple="Le numéro ne répond plus.",
            obligatoire=True,
        ),
        PREUVE,
    ),
)
FORMULAIRES = (CORRIGER, NOUVEAU, RIEN_N_A_CHANGE, FERME, SIGNALER)
