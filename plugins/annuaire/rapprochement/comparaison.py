"""Two records → one place, perhaps one, two, or nothing to say of it; with the reason in French.

The thresholds were set on the real files: see tests/fixtures/rapprochement/paires.tsv.
"""

import math
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from annuaire import ressemblance
from annuaire.rapprochement.fiches import Fiche
from annuaire.rapprochement.natures import SEULES, contraires
from annuaire.ressemblance import CONTENU
from annuaire.voisins import RAYON_KM

MEME_ENDROIT_M = 150
"""Two geocoders give one door points this far apart, at most nearly always."""
VOISIN_M = 300
"""How far they may be when the address or a contact is the same too."""
AILLEURS_M = 1000
"""Two exact points farther apart are two places."""

PROCHE = 80
"""Names this close are one name, where the spot and the kind are one."""
MEME_NOM = 88
"""Names this close are one name, where the spot is one."""
TRES_PROCHE = 95
"""Names this close are one name, where only the commune is known."""

Sens = Literal["meme", "soupcon", "distinct", "rien"]


class Avis(NamedTuple):
    """What is said of a pair. `score` orders the joins, then the suspicions: the best first."""

    sens: Sens
    score: int = 0
    raison: str = ""


RIEN = Avis("rien")


class _Indices(NamedTuple):
    """What two records share. `metres` is None where one point at least is not exact."""

    metres: float | None
    adresse: bool
    voie: bool
    contact: bool
    nom: int
    complet: int

    @property
    def meme_endroit(self) -> bool:
        if self.metres is None:
            return self.adresse
        if self.adresse and self.contact:
            return self.metres <= AILLEURS_M
        sure = self.adresse or self.voie or self.contact
        return self.metres <= (VOISIN_M if sure else MEME_ENDROIT_M)


def comparer(a: Fiche, b: Fiche) -> Avis:
    """Judge a pair on what the two records say; decisions and identifiers are not read here."""
    found = _indices(a, b)
    if opposes(a, b):
        return Avis("distinct")
    if found.metres is not None and found.metres > AILLEURS_M:
        astray = found.adresse and found.contact and max(found.nom, found.complet) >= PROCHE
        return _soupcon(found, 20) if astray else Avis("distinct")
    if a.origine == b.origine:
        return _meme_source(a, b, found)
    if found.meme_endroit:
        return _meme_endroit(a, b, found)
    return _meme_commune(a, b, found) if a.ville == b.ville else _ailleurs(found)


def opposes(a: Fiche, b: Fiche) -> bool:
    """True if a record speaks of a bus and the other of a building, or of two kinds of place."""
    if None not in (a.roule, b.roule) and a.roule != b.roule:
        return True
    return contraires(a.natures, b.natures)


def meme_lieu_ailleurs(a: Fiche, b: Fiche) -> bool:
    """True if two records of one identifier, in two communes, are one place that moved.

    Two lists may well give one number to two places: the name or a contact has to agree, unless
    somebody wrote that an entry bore this identifier.
    """
    for one, other in ((a, b), (b, a)):
        if {i.lower() for i in one.notice.lieu.anciens_ids} & other.ids:
            return True
    found = _indices(a, b)
    return max(found.nom, found.complet) >= PROCHE or found.contact


def loin(a: Fiche, b: Fiche) -> bool:
    """True if the two exact points cannot be those of one place."""
    apart = _metres(a, b)
    return apart is not None and apart > AILLEURS_M


def pivot_commun(a: Fiche, b: Fiche) -> Avis:
    """Judge two records that bear the same SIRET, each alone in its source."""
    if opposes(a, b) or a.ville != b.ville or loin(a, b):
        return RIEN
    found = _indices(a, b)
    reason = f"même numéro officiel ({a.pivot})"
    if found.nom >= 60 or found.complet >= 60 or (a.natures and a.natures == b.natures):
        return Avis("meme", 98, reason)
    return Avis("soupcon", 80, f"{reason}, noms différents")


def _meme_source(a: Fiche, b: Fiche, found: _Indices) -> Avis:
    """A source that lists two records means two places, unless all says that it repeats itself."""
    if not found.meme_endroit or a.ville != b.ville:
        same = found.nom >= TRES_PROCHE and found.contact and a.ville == b.ville
        return _soupcon(found, 30) if same else RIEN
    same_name = found.complet >= TRES_PROCHE or (found.complet >= 85 and a.nom.noyau == b.nom.noyau)
    near = found.metres is not None and found.metres <= MEME_ENDROIT_M
    elsewhere = bool(a.adresse and b.adresse) and not found.voie
    sure = found.contact or found.adresse or (found.voie and near) or found.metres == 0
    if same_name and sure and not elsewhere and a.nom.nombres == b.nom.nombres:
        return Avis("meme", 80, _phrase(found))
    alone = a.natures & b.natures & SEULES
    if found.contact or ((found.adresse or found.voie) and (alone or found.nom >= PROCHE)):
        return _soupcon(found, 40)
    return RIEN


def _meme_endroit(a: Fiche, b: Fiche, found: _Indices) -> Avis:
    kinds = a.natures & b.natures
    same_kind = bool(kinds) and a.natures == b.natures
    # « EPN du Mayollet (Maison des services publics) » : what it is, and where.
    mixed = bool(a.natures and b.natures) and not same_kind
    silent = not a.nom.noyau or not b.nom.noyau
    if (
        found.nom >= (TRES_PROCHE if mixed else PROCHE if same_kind else MEME_NOM)
        or (same_kind and kinds & SEULES and (silent or found.adresse or found.contact))
        or (kinds & SEULES and found.contact)
        or (silent and found.complet >= TRES_PROCHE)
    ):
        bonus = 10 * found.contact + 5 * found.adresse + (found.nom or found.complet) // 10
        near = 0 if found.metres is None else 5 - round(found.metres) // 60
        return Avis("meme", 60 + bonus + near, _phrase(found))
    if found.contact or kinds & SEULES or found.nom >= 60:
        return _soupcon(found, 40)
    return RIEN


def _meme_commune(a: Fiche, b: Fiche, found: _Indices) -> Avis:
    """Judge two records that share their commune, and no spot that both are known to be at."""
    letters = min(len(a.nom.noyau), len(b.nom.noyau))
    same = found.nom >= TRES_PROCHE and found.complet >= (60 if letters >= 4 else 90)
    if same and found.metres is None:
        return Avis("meme", 50 + 10 * found.contact + found.complet // 10, _phrase(found))
    named = found.nom >= TRES_PROCHE or (found.nom >= MEME_NOM and letters >= 4)
    if named or (found.contact and found.nom >= 60):
        return _soupcon(found, 20)
    return RIEN


def _ailleurs(found: _Indices) -> Avis:
    """Judge two records of two communes: a lieu moves, and the commune of its carrier is not its own."""
    if found.metres is None and found.nom >= CONTENU:
        return Avis("soupcon", found.complet // 4, f"deux communes, {_noms(found)}")
    return RIEN


def _soupcon(found: _Indices, base: int) -> Avis:
    score = base + found.nom // 4 + 10 * found.contact + 10 * found.adresse
    return Avis("soupcon", score, _phrase(found))


def _indices(a: Fiche, b: Fiche) -> _Indices:
    numbered, street = _adresses(a, b)
    return _Indices(
        metres=_metres(a, b),
        adresse=numbered and a.ville == b.ville,
        voie=street and a.ville == b.ville,
        contact=not a.contacts.isdisjoint(b.contacts),
        nom=ressemblance.proximite(a.nom, b.nom),
        complet=ressemblance.complete(a.nom, b.nom),
    )


def _adresses(a: Fiche, b: Fiche) -> tuple[bool, bool]:
    """Return whether two addresses are one, and whether they are in one street."""
    if a.adresse is None or b.adresse is None:
        return False, False
    one, other = a.adresse.voie, b.adresse.voie
    short = min(one, other, key=len)
    within = len(short) >= 8 and " " in short and fuzz.token_set_ratio(one, other) == 100
    number = a.adresse.numero == b.adresse.numero
    street = fuzz.token_sort_ratio(one, other) >= 85 or (number and within)
    return street and number and bool(a.adresse.numero), street


def _metres(a: Fiche, b: Fiche) -> float | None:
    if a.point is None or b.point is None:
        return None
    (lat1, lon1), (lat2, lon2) = a.point, b.point
    east = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 1000 * RAYON_KM * math.hypot(math.radians(lat2 - lat1), east)


def _phrase(found: _Indices) -> str:
    """Say what two records share, in the order that convinces."""
    said = []
    if found.adresse:
        said.append("même adresse")
    elif found.voie:
        said.append("même rue")
    if found.metres is not None:
        said.append("même point" if found.metres < 1 else f"à {found.metres:.0f} m")
    if found.contact:
        said.append("même contact")
    if not found.adresse and found.metres is None:
        said.append("même commune")
    said.append(_noms(found))
    return ", ".join(said)


def _noms(found: _Indices) -> str:
    if found.nom >= TRES_PROCHE or found.complet >= TRES_PROCHE:
        return "même nom"
    if found.nom >= PROCHE:
        return "noms proches"
    return "noms trop généraux pour conclure" if found.nom == 0 else "noms différents"
