"""What can be counted over the lieux to answer the promises of 2019.

A measure is a query over `donnees/lieux.json`: anyone can do it again, and a test does.
"""

from typing import NamedTuple

from annuaire import vocabulaires as voc

FABRIQUES, LABELLISES, LIEUX = "fabriques", "labellises", "lieux"
"""Among what a measure counts: the fabriques (a consortium is one), their places, all the lieux."""
BASES = {
    FABRIQUES: "les lieux labellisés, un seul par groupe (fabrique.consortium)",
    LABELLISES: "les lieux labellisés",
    LIEUX: "tous les lieux",
}
COMPTE, SOMME, DISTINCTS = "compte", "somme", "distincts"
"""How it counts: those where the field has one of the values, its sum, its different values."""


class Mesure(NamedTuple):
    """One query: over `parmi`, where `champ` is one of `valeurs` (any, where there is none).

    `un` and `plusieurs` say the result: « 1 fabrique… », « 20 fabriques… ». `silence` is true
    where a fiche that does not tell the field is unknown, false where it means no.
    """

    cle: str
    un: str
    plusieurs: str
    champ: str
    valeurs: tuple[str, ...] = ()
    parmi: str = FABRIQUES
    calcul: str = COMPTE
    silence: bool = True

    @property
    def requete(self) -> str:
        """The query in words: which rows, which field, which values."""
        among = BASES[self.parmi]
        if self.calcul == SOMME:
            return f"{among} : somme de {self.champ}"
        if self.calcul == DISTINCTS:
            return f"{among} : valeurs différentes de {self.champ}"
        told = " ou ".join(f"« {value} »" for value in self.valeurs)
        return f"{among} : {self.champ} {f'vaut {told}' if told else 'est renseigné'}"


MESURES = {
    mesure.cle: mesure
    for mesure in (
        Mesure(
            "fabriques",
            "fabrique a une page ici",
            "fabriques ont une page ici",
            "fabrique.label",
            voc.LABELS_OBTENUS,
            silence=False,
        ),
        Mesure(
            "lieux",
            "lieu labellisé est décrit ici",
            "lieux labellisés sont décrits ici",
            "fabrique.label",
            voc.LABELS_OBTENUS,
            parmi=LABELLISES,
            silence=False,
        ),
        Mesure(
            "qpv",
            "fabrique est en quartier prioritaire",
            "fabriques sont en quartier prioritaire",
            "fabrique.territoire",
            ("qpv",),
        ),
        Mesure(
            "rurales",
            "fabrique est en territoire rural",
            "fabriques sont en territoire rural",
            "fabrique.territoire",
            ("rural",),
        ),
        Mesure(
            "numeriques",
            "fabrique est « numérique », preuve à l’appui",
            "fabriques sont « numériques », preuve à l’appui",
            "fabrique.label",
            ("fabrique-numerique",),
            silence=False,
        ),
        Mesure(
            "crees",
            "lieu a été créé par le programme",
            "lieux ont été créés par le programme",
            "fabrique.origine",
            ("creation",),
        ),
        Mesure(
            "existants",
            "lieu existait déjà",
            "lieux existaient déjà",
            "fabrique.origine",
            ("existant",),
        ),
        Mesure(
            "soutiens",
            "fabrique dit le soutien annoncé pour elle",
            "fabriques disent le soutien annoncé pour elles",
            "fabrique.soutien.montant",
        ),
        Mesure(
            "montant",
            "euro annoncé pour elles",
            "euros annoncés pour elles",
            "fabrique.soutien.montant",
            calcul=SOMME,
        ),
        Mesure(
            "bonus",
            "euro de bonus numérique",
            "euros de bonus numérique",
            "fabrique.soutien.bonus_numerique",
            calcul=SOMME,
        ),
        Mesure(
            "associations",
            "fabrique est une association",
            "fabriques sont des associations",
            "fabrique.forme_juridique",
            ("association",),
        ),
        Mesure(
            "collectivites",
            "fabrique est portée par une collectivité",
            "fabriques sont portées par une collectivité",
            "fabrique.forme_juridique",
            ("collectivite", "epci"),
        ),
        Mesure(
            "emplois",
            "emploi à temps plein",
            "emplois à temps plein",
            "fabrique.emplois_etp",
            calcul=SOMME,
        ),
        Mesure(
            "ressources",
            "fabrique dit d’où vient son argent",
            "fabriques disent d’où vient leur argent",
            "fabrique.ressources",
        ),
        Mesure(
            "fermees",
            "fabrique a fermé",
            "fabriques ont fermé",
            "ferme_le",
            silence=False,
        ),
        Mesure(
            "fibre",
            "fabrique a la fibre",
            "fabriques ont la fibre",
            "fabrique.tres_haut_debit",
            ("ftth",),
        ),
        Mesure(
            "metiers",
            "fabrique dit qui vous y accueille",
            "fabriques disent qui vous y accueille",
            "fabrique.roles",
        ),
        *(
            Mesure(
                cle,
                f"fabrique réunit aussi {dit}",
                f"fabriques réunissent aussi {dit}",
                "familles",
                (cle,),
                silence=False,
            )
            for cle, dit in (
                ("coworking", "des bureaux partagés"),
                ("fablab", "un FabLab"),
                ("micro-folie", "une Micro-Folie"),
            )
        ),
        Mesure(
            "france-services",
            "France services a une page ici",
            "France services ont une page ici",
            "familles",
            ("france-services",),
            parmi=LIEUX,
            silence=False,
        ),
        Mesure(
            "anciens",
            "lieu dit ce qu’il a été",
            "lieux disent ce qu’ils ont été",
            "historique.type",
            parmi=LIEUX,
        ),
        Mesure(
            "departements",
            "département a une fabrique ici",
            "départements ont une fabrique ici",
            "departement",
            parmi=LABELLISES,
            calcul=DISTINCTS,
            silence=False,
        ),
    )
}
"""The measures by key: what `content/programme/promesses.yml` may name."""
