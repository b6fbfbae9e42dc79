"""Lieu, one place as its entry says it. Each field is declared once, here or in `parties`.

From the declaration come the validation, the JSON Schema, docs/champs.md, the label on the page,
the columns of the exports and the canonical order of an entry. Fields 1 to 32 are those of the
"standard de données des lieux de médiation numérique" v1.0.2, under its names; ours follow.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from annuaire import contacts
from annuaire import vocabulaires as voc
from annuaire.contacts import Courriel, Url
from annuaire.parties import (
    Atelier,
    Avis,
    Etape,
    Fabrique,
    Liste,
    Meta,
    Partie,
    Periode,
    champ,
)
from annuaire.valeurs import (
    Choix,
    CodeInsee,
    CodePostal,
    Horaires,
    Identifiant,
    Jour,
    Latitude,
    Longitude,
    NomImage,
    Pivot,
    Slug,
    Texte,
)


def _phone(value: Any, info: ValidationInfo) -> str:
    return contacts.telephone(
        value, info.data.get("code_postal") or info.data.get("code_insee", "")
    )


class Lieu(Partie):
    """One place, as its entry says it."""

    # The national standard v1.0.2, in its order. -------------------------------------------
    id: Identifiant = champ(
        "Identifiant",
        aide="Ne change jamais. Pour une nouvelle fiche : le nom du fichier.",
        exemple="konk-ar-lab-concarneau",
    )
    pivot: Pivot | None = champ("SIRET, RNA ou RIDET", exemple='"43493312300029"', default=None)
    nom: Texte = champ("Nom du lieu", exemple="Konk Ar Lab", min_length=2, max_length=200)
    commune: Texte = champ("Commune", exemple="Concarneau", min_length=1, max_length=60)
    code_postal: CodePostal | None = champ(
        "Code postal",
        aide="Entre guillemets. Peut manquer si la commune n’en a qu’un.",
        exemple='"29900"',
        default=None,
    )
    code_insee: CodeInsee = champ(
        "Code INSEE de la commune",
        aide="Cinq caractères, différent du code postal.",
        exemple='"29039"',
    )
    adresse: Texte | None = champ(
        "Adresse",
        aide="Numéro et rue.",
        exemple="12 bis rue de la Gare",
        default=None,
        max_length=200,
    )
    complement_adresse: Texte | None = champ(
        "Complément d’adresse",
        aide="Bâtiment, étage, lieu-dit.",
        exemple="Au fond de la cour",
        default=None,
        max_length=200,
    )
    latitude: Latitude | None = champ(
        "Latitude",
        aide="Seulement si l’on connaît le lieu ou sa rue.",
        exemple="47.87062",
        default=None,
    )
    longitude: Longitude | None = champ(
        "Longitude", aide="Négative à l’ouest de Greenwich.", exemple="-3.91921", default=None
    )
    typologie: Liste[Annotated[str, Choix(voc.TYPOLOGIES)]] = champ(
        "Typologie",
        aide="Ce qu’est le lieu, par ses codes.",
        exemple="[TIERS_LIEUX, FABLAB]",
        default=(),
    )
    telephone: Liste[Annotated[str, BeforeValidator(_phone)]] = champ(
        "Téléphone",
        aide="Le numéro que le public peut appeler.",
        exemple='"+33381562065"',
        default=(),
    )
    courriels: Liste[Courriel] = champ(
        "Courriel",
        aide="Une adresse du lieu, pas d’une personne.",
        exemple="contact@monlieu.fr",
        default=(),
    )
    site_web: Liste[Url] = champ("Site web", exemple="https://www.monlieu.fr/", default=())
    horaires: Horaires | None = champ(
        "Horaires",
        aide="Dans l’écriture d’OpenStreetMap.",
        exemple='"Mo-Fr 09:00-12:00; PH off"',
        default=None,
    )
    presentation_resume: Texte | None = champ(
        "Présentation en bref",
        aide="Ce qu’on y trouve, en 280 caractères au plus.",
        exemple="Un FabLab et un café associatif.",
        default=None,
        max_length=280,
    )
    presentation_detail: str | None = champ(
        "Présentation détaillée",
        aide="Le texte sous le second « --- ».",
        default=None,
        max_length=8000,
    )
    source: Texte | None = champ(
        "Structure qui a recueilli les données", exemple="Hubik", default=None
    )
    itinerance: Liste[Annotated[str, Choix(voc.ITINERANCES)]] = champ(
        "Fixe ou itinérant", exemple="[Fixe]", default=()
    )
    structure_parente: Texte | None = champ(
        "Qui porte le lieu", exemple="Association Konk Ar Lab", default=None
    )
    date_maj: Jour = champ(
        "Date de mise à jour", aide="Le jour où la fiche a été modifiée.", exemple="2026-11-23"
    )
    services: Liste[Annotated[str, Choix(voc.NOMS_SERVICES)]] = champ(
        "Ce qu’on y fait", exemple="[Aide aux démarches administratives]", default=()
    )
    publics_specifiquement_adresses: Liste[Annotated[str, Choix(voc.PUBLICS)]] = champ(
        "Pour qui en particulier", exemple="[Seniors]", default=()
    )
    prise_en_charge_specifique: Liste[Annotated[str, Choix(voc.PRISES_EN_CHARGE)]] = champ(
        "Accueil adapté", exemple="[Illettrisme]", default=()
    )
    frais_a_charge: Liste[Annotated[str, Choix(voc.FRAIS)]] = champ(
        "Prix", exemple="[Gratuit]", default=()
    )
    dispositif_programmes_nationaux: Liste[Annotated[str, Choix(voc.DISPOSITIFS)]] = champ(
        "Programmes nationaux", exemple="[France Services]", default=()
    )
    formations_labels: Liste[Annotated[str, Choix(voc.FORMATIONS_LABELS)]] = champ(
        "Labels et formations", exemple="[Fabriques de Territoire]", default=()
    )
    autres_formations_labels: Liste[Texte] = champ(
        "Autres labels et formations", exemple="[Micro-Folie]", default=()
    )
    modalites_acces: Liste[Annotated[str, Choix(voc.MODALITES_ACCES)]] = champ(
        "Pour être reçu", exemple="[Se présenter]", default=()
    )
    modalites_accompagnement: Liste[Annotated[str, Choix(voc.MODALITES_ACCOMPAGNEMENT)]] = champ(
        "Comment on vous aide", exemple="[Accompagnement individuel]", default=()
    )
    fiche_acces_libre: Url | None = champ(
        "Fiche d’accessibilité", aide="Sa page sur acceslibre.beta.gouv.fr.", default=None
    )
    prise_rdv: Url | None = champ(
        "Prendre rendez-vous", aide="Le site où l’on prend rendez-vous.", default=None
    )

    # Ours. -------------------------------------------------------------------------------
    precision: Annotated[str, Choix(voc.PRECISIONS)] | None = champ(
        "Précision du point",
        aide="lieu, rue ou commune ; « commune » quand on ne connaît pas mieux.",
        exemple="commune",
        default=None,
    )
    acces: Texte | None = champ(
        "Pour entrer",
        aide="Étage, sonnette, rampe, arrêt de bus.",
        exemple="Sonnez, 1er étage",
        default=None,
    )
    a_apporter: Liste[Texte] = champ("À apporter", exemple="[Pièce d’identité]", default=())
    avis: Liste[Avis] = champ("Messages du moment", default=())
    ateliers: Liste[Atelier] = champ("Ateliers", default=())
    tournee: Liste[Etape] = champ("Étapes de la tournée", default=())
    image: NomImage | None = champ("Photo", exemple="konk-ar-lab.jpg", default=None)
    image_alt: Texte | None = champ(
        "Ce que montre la photo", exemple="L’entrée, rue des Charmes", default=None
    )
    image_credit: Texte | None = champ("Auteur de la photo", exemple="Ville de Sète", default=None)
    historique: Liste[Periode] = champ("Ce que le lieu a été", default=())
    fabrique: Fabrique | None = champ("Fabrique de territoire", default=None)
    anciens_slugs: Liste[Slug] = champ(
        "Anciens noms de fichier", aide="Leur adresse mène toujours ici.", default=()
    )
    anciens_ids: Liste[Identifiant] = champ("Anciens identifiants", default=())
    ferme_le: Jour | None = champ("Fermé définitivement le", exemple="2025-06-30", default=None)
    remplace_par: Identifiant | None = champ("Remplacé par", default=None)
    distinct_de: Liste[Identifiant] = champ("À ne pas confondre avec", default=())
    meta: Meta = champ(
        "Sources et vérification",
        aide="D’où vient ce que dit la fiche.",
        exemple="{sources: [https://www.monlieu.fr/]}",
    )

    @property
    def est_labellise(self) -> bool:
        """True if a source says that the lieu holds the label, alone or in a consortium."""
        return self.fabrique is not None and self.fabrique.label in voc.LABELS_OBTENUS

    def est_ferme(self, le: date) -> bool:
        """True if the lieu had closed for good by that day."""
        return self.ferme_le is not None and self.ferme_le <= le


CHAMPS_NATIONAUX = tuple(Lieu.model_fields)[:32]
"""The columns of the national standard, in its order."""

LISTES = frozenset(n for n, info in Lieu.model_fields.items() if isinstance(info.default, tuple))
"""The fields of which a value is a list."""


def _choix(annotation: Any) -> Choix | None:
    """Return the closed list that an annotation takes its values from, wherever in it."""
    for inner in (*getattr(annotation, "__metadata__", ()), *getattr(annotation, "__args__", ())):
        found = inner if isinstance(inner, Choix) else _choix(inner)
        if found:
            return found
    return None


FERMES: dict[str, tuple[str, ...]] = {
    name: found.permises
    for name in CHAMPS_NATIONAUX
    if (found := _choix(Lieu.model_fields[name].annotation))
}
"""The national fields whose values come from a closed list, with that list."""
