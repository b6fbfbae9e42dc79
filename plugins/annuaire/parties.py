"""The parts of an entry: what stands in retreat under `fabrique:`, `meta:`, `ateliers:`…"""

import re
from datetime import date as date_
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from annuaire import vocabulaires as voc
from annuaire.contacts import Url
from annuaire.motifs import MOTIFS
from annuaire.valeurs import (
    ABSENTS,
    VERS_ENTIER,
    Choix,
    CodeInsee,
    CodeQpv,
    DatePartielle,
    Decimal,
    Entier,
    Horaires,
    Identifiant,
    Jour,
    Texte,
    refus,
    refuser,
)


def champ(label: str, *, aide: str = "", exemple: str = "", **field: Any) -> Any:
    """Declare a field: its label for people, a help sentence, an example as typed in an entry.

    Without `default` the field is required; `**field` goes to pydantic (max_length, …).
    """
    return Field(
        title=label, description=aide or label, examples=[exemple] if exemple else None, **field
    )


def _one_or_more(value: Any) -> Any:
    """Read `a` as `[a]`, drop empty items."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if not _absent(item)]


def _absent(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in ABSENTS)


T = TypeVar("T")
VERS_LISTE = BeforeValidator(_one_or_more)
Liste = Annotated[
    tuple[T, ...],
    VERS_LISTE,
    # After: two ways to write one telephone are one value, and no index moves before a message.
    AfterValidator(lambda items: tuple(dict.fromkeys(items))),
]
"""A list, each value once, order kept; one value alone is read as a list of one."""


class Partie(BaseModel):
    """What all parts of an entry share: closed, immutable, absent values read as absent."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_absent(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise refus(
                "il faut un bloc de champs, en retrait",
                "Écrivez chaque champ sur sa ligne, décalé de deux espaces",
                "label: fabrique",
            )
        return {key: value for key, value in data.items() if not _absent(value)}


class Source(Partie):
    """Where a fact comes from: an address, or a title where there is none."""

    url: Url | None = champ("Adresse web", exemple="https://www.monlieu.fr/", default=None)
    titre: Texte | None = champ("Titre ou éditeur", exemple="Ouest-France", default=None)
    date: DatePartielle | None = champ("Date de parution", exemple="2020-02", default=None)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        glued = re.match(r"(url|titre|date):\S", data.strip()) if isinstance(data, str) else None
        if glued:
            raise refuser("source_collee", nom=glued[1])
        if isinstance(data, str) and data.strip():
            return {"url": data} if data.strip().lower().startswith("http") else {"titre": data}
        return data

    @model_validator(mode="after")
    def _says_something(self) -> "Source":
        if not (self.url or self.titre):
            raise refuser("source_vide")
        return self


class Soutien(Partie):
    """The State's support, in euros, over a number of years."""

    montant: Entier = champ("Montant en euros", exemple="150000")
    duree_ans: Entier | None = champ("Durée en années", exemple="3", default=None)
    bonus_numerique: Entier | None = champ(
        "Bonus numérique en euros", exemple="100000", default=None
    )


class Fabrique(Partie):
    """What only fabriques de territoire need."""

    label: Annotated[str, Choix(voc.LABELS)] | None = champ(
        "Label", aide="Absent tant qu’aucune source ne le dit.", exemple="fabrique", default=None
    )
    id_anct: Annotated[str, Field(pattern=f"^{MOTIFS['id_anct']}$")] | None = champ(
        "Numéro dans la liste de l’ANCT", exemple="fabt-13", default=None
    )
    vague: Annotated[int, Field(ge=1, le=10), VERS_ENTIER] | None = champ(
        "Vague de labellisation", exemple="1", default=None
    )
    annee_label: Annotated[int, Field(ge=2019, le=2035), VERS_ENTIER] | None = champ(
        "Année du label", exemple="2020", default=None
    )
    territoire: Annotated[str, Choix(voc.TERRITOIRES)] | None = champ(
        "Territoire", exemple="rural", default=None
    )
    qpv_code: CodeQpv | None = champ(
        "Code du quartier prioritaire", exemple="QN02901M", default=None
    )
    origine: Annotated[str, Choix(voc.ORIGINES)] | None = champ(
        "Créé par le programme, ou existant", exemple="existant", default=None
    )
    soutien: Soutien | None = champ("Soutien de l’État", default=None)
    hybridation: Liste[Annotated[str, Choix(voc.HYBRIDATIONS)]] = champ(
        "Ce que le lieu réunit", exemple="[coworking, fablab]", default=()
    )
    tres_haut_debit: Annotated[str, Choix(voc.DEBITS)] | None = champ(
        "Connexion du lieu", exemple="ftth", default=None
    )
    roles: Liste[Annotated[str, Choix(voc.ROLES)]] = champ(
        "Qui vous y accueille", exemple="[mediateur]", default=()
    )
    emplois_etp: Decimal | None = champ("Emplois (temps plein)", exemple="2.5", default=None)
    ressources: Texte | None = champ(
        "D’où vient l’argent du lieu", exemple="Adhésions, ateliers, subventions", default=None
    )
    forme_juridique: Annotated[str, Choix(voc.FORMES_JURIDIQUES)] | None = champ(
        "Forme juridique", exemple="association", default=None
    )
    consortium: Identifiant | None = champ(
        "Chef de file",
        aide="Identifiant du lieu qui porte le label pour le groupe : on ne le compte qu’une fois.",
        exemple="fab-lab-corti-corte",
        default=None,
    )
    sources: Liste[Source] = champ("Ce qui prouve le label", default=())


class Meta(Partie):
    """Where the entry comes from, and who checked it."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1), VERS_LISTE] = champ(
        "Sources de la fiche",
        aide="Au moins une : une page du lieu, un article, un jeu de données.",
        exemple="https://www.monlieu.fr/",
    )
    licence: Literal["etalab-2.0"] = champ("Licence", exemple="etalab-2.0", default="etalab-2.0")
    verifie_le: Jour | None = champ(
        "Vérifiée le",
        aide="Le jour où quelqu’un a vérifié sur place ou au téléphone.",
        default=None,
    )
    verifie_par: Texte | None = champ("Vérifiée par", exemple="le lieu lui-même", default=None)


class Avis(Partie):
    """A message of the moment: works, summer closing."""

    du: Jour = champ("Premier jour", exemple="2026-12-21")
    au: Jour = champ("Dernier jour", exemple="2027-01-03")
    texte: Texte = champ("Message", exemple="Fermé pendant les fêtes", max_length=200)


class Atelier(Partie):
    """A workshop, on one day or coming back."""

    titre: Texte = champ("Titre", exemple="Premiers pas avec mon téléphone")
    date: Jour | None = champ(
        "Jour", aide="S’il revient, le premier", exemple="2026-12-03", default=None
    )
    regle: Horaires | None = champ("Quand il revient", exemple="Tu 14:00-16:00", default=None)
    horaire: Texte | None = champ("Heure", exemple="14 h à 16 h", default=None)
    public: Texte | None = champ("Pour qui", exemple="Débutants", default=None)
    prix: Texte | None = champ("Prix", exemple="Gratuit", default=None)
    texte: Texte | None = champ("En quelques mots", default=None, max_length=280)

    def a_venir(self, le: date_) -> bool:
        """True if it comes back, or if its day has not gone by."""
        return bool(self.regle) or (self.date is not None and self.date >= le)


class Etape(Partie):
    """One stop of an itinerant lieu."""

    code_insee: CodeInsee = champ("Code INSEE de l’étape", exemple="23079")
    lieu: Texte = champ("Où", exemple="Place de la mairie")
    regle: Horaires = champ("Quand", exemple="We 09:00-12:00")


class Periode(Partie):
    """What the place was before, or is too."""

    type: Annotated[str, Choix(voc.TYPES_HISTORIQUE)] = champ("Ce que c’était", exemple="epn")
    du: DatePartielle | None = champ("Depuis", exemple="2003", default=None)
    au: DatePartielle | None = champ("Jusqu’à", exemple="2015-06", default=None)
