"""Where a page's facts come from, and the pairs that people have to settle."""

from collections.abc import Iterator
from typing import NamedTuple

from annuaire import textes
from annuaire.annuaire import Annuaire
from annuaire.federation import Origine
from annuaire.fiche import Fiche
from annuaire.sources import Collecte
from annuaire.territoires import Departement


def origines(fiche: Fiche) -> Iterator[tuple[Origine, str]]:
    """Yield (dataset, what it told) for a fiche that joins several; all of it where it is alone."""
    for origine in fiche.origines:
        alone = fiche.est_reprise and len(fiche.origines) == 1
        labels = (_DITS[champ] for champ in _DITS if champ in origine.champs)
        yield origine, "" if alone else textes.liste_fr(dict.fromkeys(labels))


_DITS = {
    "nom": "le nom",
    "adresse": "l’adresse",
    "latitude": "le point sur la carte",
    "telephone": "le téléphone",
    "courriels": "le courriel",
    "site_web": "le site web",
    "horaires": "les horaires",
    "presentation_detail": "la présentation",
    "presentation_resume": "la présentation",
    "services": "ce qu’on y fait",
    "frais_a_charge": "le prix",
    "modalites_acces": "comment venir",
    "modalites_accompagnement": "comment on vous aide",
    "publics_specifiquement_adresses": "les publics",
    "prise_en_charge_specifique": "l’accueil adapté",
    "dispositif_programmes_nationaux": "les programmes",
    "formations_labels": "le label",
    "fabrique": "le label",
}
"""The fields that a page shows, as it names them when it says where each comes from."""

URL_MAX = 7000
"""Characters of an address that GitHub still takes."""


class Reprise(NamedTuple):
    """What one open dataset brought to this site, and how many of its lieux others know too."""

    collecte: Collecte
    reunis: int


def reprises(annuaire: Annuaire) -> Iterator[Reprise]:
    """Yield what each dataset brought, in the order of their priority."""
    found = annuaire.federation
    for collecte in found.collectes:
        yield Reprise(collecte, found.reunies.get(collecte.source.cle, 0))


class Paire(NamedTuple):
    """Two fiches that may be one place: where, why, and the identifiers that settle it."""

    a: Fiche
    b: Fiche
    raison: str
    ids: tuple[str, str]

    @property
    def departement(self) -> Departement:
        return self.a.departement


def paires(annuaire: Annuaire) -> Iterator[Paire]:
    """Yield the suspicions whose two fiches are shown, in the order of the lists."""
    found = []
    for soupcon in annuaire.federation.soupcons:
        ids = (soupcon.a.lieu.id, soupcon.b.lieu.id)
        a, b = (annuaire.par_id.get(id_) for id_ in ids)
        if a and b and a is not b:
            found.append(Paire(a, b, soupcon.raison, ids))
    yield from sorted(found, key=lambda paire: (paire.a.ordre, paire.b.ordre))
