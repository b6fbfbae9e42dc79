"""The words that people type for a need, a démarche or a kind of lieu, and the page that answers today."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.demarches import Demarche

_ESPACES = ("familles/epn/", "services/acces-internet/", "familles/mediation-numerique/")
AUJOURDHUI: Mapping[str, tuple[str, ...]] = {
    "ex-msap": ("familles/france-services/", "services/demarches/"),
    "epn": _ESPACES,
    "cyber-base": ("familles/cyber-base/", *_ESPACES),
    "point-cyb": ("familles/point-cyb/", *_ESPACES),
    "ecm": ("familles/ecm/", "familles/culture/", *_ESPACES),
}
"""Key of a famille that time has renamed → the pages that answer, best first."""

AUTRES: Mapping[str, tuple[str, ...]] = {
    "france-services": ("maison france services", "guichet france services", "mfs"),
    "ex-msap": ("maison de services publics",),
    "epn": ("espace public internet", "cyberespace", "cybercentre", "cybercafé"),
    "point-cyb": ("cyb", "point cyber"),
    "cyber-base": ("cyberbase emploi",),
    "mediation-numerique": ("médiation numérique", "conseiller numérique", "aidant numérique"),
    "fablab": ("atelier de fabrication", "makerspace", "hackerspace"),
    "coworking": ("télétravail", "bureau partagé"),
    "ressourcerie": ("recyclerie",),
    "repair-cafe": ("réparation",),
    "hebergement": ("gîte",),
}
"""Key of a famille → what people call it, beside its name, its key and its typologies."""

BESOINS: Mapping[str, tuple[str, ...]] = {
    "demarche": ("papiers", "démarches administratives", "formulaire", "dossier", "aide"),
    "apprendre": ("ordinateur", "informatique", "internet", "numérique", "cours", "téléphone"),
    "connexion": ("wifi", "ordinateur", "internet"),
    "imprimer": ("scanner", "imprimante", "photocopie"),
    "fabriquer": ("fabriquer", "bricolage", "imprimante 3d"),
    "travailler": ("bureau",),
    "langue": ("anglais", "arabe", "traduction", "interprète"),
}
"""Key of a need → what people type for it, beside its sentence."""


class Mot(NamedTuple):
    """What may be typed for one thing: its name, its other names, the page that answers."""

    nom: str
    autres: tuple[str, ...]
    page: str


def besoins(demarches: Iterable[Demarche] = ()) -> Iterator[Mot]:
    """Yield each need and each démarche, with what people type for it."""
    for besoin in voc.BESOINS:
        yield Mot(besoin.phrase, BESOINS.get(besoin.cle, ()), f"je-veux/{besoin.cle}/")
    for demarche in demarches:
        yield Mot(demarche.entete.titre, tuple(demarche.entete.mots), demarche.url)


def mots(annuaire: Annuaire) -> Iterator[Mot]:
    """Yield each kind of lieu, with the page that answers today: that of all kinds where none does."""
    full = {f"familles/{key}/" for key in annuaire.par_famille}
    full |= {f"services/{slug}/" for slug in annuaire.par_service}
    for famille in voc.FAMILLES:
        answers = AUJOURDHUI.get(famille.cle, (f"familles/{famille.cle}/",))
        page = next((page for page in answers if page in full), "familles/")
        yield Mot(famille.nom, tuple(_autres(famille)), page)


def _autres(famille: voc.Famille) -> Iterator[str]:
    said = [famille.cle.removeprefix("ex-"), voc.TYPES_HISTORIQUE.get(famille.cle, "")]
    said += [name for code in famille.typologies for name in (code, voc.TYPOLOGIES[code])]
    said += [*famille.dispositifs, *AUTRES.get(famille.cle, ())]
    seen = {famille.nom.lower().replace("-", " "), ""}
    for name in said:
        if (low := name.lower().replace("-", " ")) not in seen:
            seen.add(low)
            yield name
