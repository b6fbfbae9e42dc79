"""The parts that the templates read, prepared: lists grouped, hours said, what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from annuaire import filtres, horaires, recurrence, territoires, textes
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche, Proche
from annuaire.model import Lieu
from annuaire.parties import Atelier
from annuaire.territoires import Commune, Departement, Region
from annuaire.vocabulaires import Besoin

LISTE_MAX = 400
"""Beyond, a national list gives counts by département instead of names: pages stay light."""

JOIGNABLE_MAX_KM = 60
"""Farther, another lieu's telephone is no help."""


def autour(annuaire: Annuaire, fiche: Fiche, n: int, *, joignables: bool = False) -> list[Proche]:
    """Return the n nearest lieux of a lieu, itself apart."""
    if fiche.point is None:
        return []
    exact = fiche.precision != "commune"
    return annuaire.proches(fiche.point, n, sauf=(fiche.slug,), joignables=joignables, sur=exact)


def autour_de_chacun(
    annuaire: Annuaire, fiches: Sequence[Fiche], n: int
) -> dict[str, list[Proche]]:
    """Return, by slug, what `autour` gives of each: asked at once, ten times faster."""
    located = [(fiche, fiche.point) for fiche in fiches if fiche.point]
    rows = annuaire.proches_de([point for _, point in located], n + 1)
    found: dict[str, list[Proche]] = {fiche.slug: [] for fiche in fiches}
    for (fiche, _), row in zip(located, rows, strict=True):
        exact = fiche.precision != "commune"
        others = [near for near in row if near.fiche.slug != fiche.slug][:n]
        found[fiche.slug] = [
            near._replace(sur=exact and near.fiche.precision != "commune") for near in others
        ]
    return found


def joignable(annuaire: Annuaire, fiche: Fiche) -> Proche | None:
    """Return the nearest lieu that has a telephone, for an open one that has none; not too far."""
    if fiche.lieu.telephone or fiche.lieu.est_ferme(annuaire.le):
        return None
    found = autour(annuaire, fiche, 1, joignables=True)
    return found[0] if found and found[0].km <= JOIGNABLE_MAX_KM else None


FAITS = (
    "frais_a_charge",
    "modalites_accompagnement",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "dispositif_programmes_nationaux",
    "autres_formations_labels",
)


def faits(lieu: Lieu) -> Iterator[str]:
    """Name the fields to show under « Ce qu’on y fait », without what the page says already."""
    said = {("Gratuit",), ("France Services",)}
    return (champ for champ in FAITS if getattr(lieu, champ) and getattr(lieu, champ) not in said)


def tournee(lieu: Lieu, annuaire: Annuaire) -> Iterator[tuple[str, str, str]]:
    """Yield (commune, place, when) for each stop of an itinerant lieu."""
    for etape in lieu.tournee:
        commune = territoires.commune_actuelle(etape.code_insee)
        yield commune.nom if commune else "", etape.lieu, quand(etape.regle, annuaire)


def passages(
    communes: Iterable[Commune], annuaire: Annuaire
) -> Iterator[tuple[Fiche, Commune, str, str]]:
    """Yield (lieu, commune, place, when) for each stop of an itinerant lieu in communes."""
    for commune in communes:
        for fiche, stop in annuaire.passages.get(commune.code, ()):
            yield fiche, commune, stop.lieu, quand(stop.regle, annuaire)


def ateliers(lieu: Lieu, annuaire: Annuaire) -> Iterator[tuple[Atelier, str]]:
    """Yield (atelier, when) for those to come, or that come back."""
    for atelier in lieu.ateliers:
        if atelier.a_venir(annuaire.le):
            ahead = atelier.date is not None and atelier.date >= annuaire.le
            day = textes.date_fr(atelier.date) if atelier.date and ahead else ""
            if day and atelier.regle:
                day = f"à partir du {day}"
            rule = quand(atelier.regle, annuaire) if atelier.regle else ""
            yield atelier, ", ".join(filter(None, (day, rule, atelier.horaire)))


def quand(regle: str, annuaire: Annuaire) -> str:
    """Say when a rule comes back: days of the month as such, else the week."""
    rules = recurrence.lire(regle)
    if rules and all(rule.mensuelle for rule in rules):
        return f"{textes.FINE}; ".join(rule.dire() for rule in rules)
    return textes.semaine_fr(horaires.semaine(regle, annuaire.le))


class Manque(NamedTuple):
    """A field that nobody has told us yet: its name, how a sentence and a table say it."""

    champ: str
    label: str
    mot: str


MANQUES = (
    Manque("telephone", "le téléphone", "téléphone"),
    Manque("adresse", "l’adresse exacte", "adresse"),
    Manque("horaires", "les horaires", "horaires"),
    Manque("services", "ce qu’on y fait", "activités"),
    Manque("frais_a_charge", "le prix", "prix"),
    Manque("courriels", "le courriel", "courriel"),
    Manque("site_web", "le site web", "site"),
)
"""What a visitor needs, the most useful first."""


def manques(fiche: Fiche) -> tuple[Manque, ...]:
    """Return what is missing of a lieu, the most useful first."""
    return tuple(one for one in MANQUES if not getattr(fiche.lieu, one.champ))


def manque(fiche: Fiche) -> Iterator[str]:
    """Name what nobody has told us yet, the most useful first."""
    return (one.label for one in manques(fiche))


def manque_au_standard(fiche: Fiche) -> tuple[str, ...]:
    """Name the fields that the national standard requires and that a lieu lacks.

    Of the seven, the model requires four and the pivot has its placeholder.
    """
    known = {"adresse": fiche.lieu.adresse, "code_postal": fiche.code_postal}
    return tuple(champ for champ, value in known.items() if not value)


def ce_qui_manque(fiches: Iterable[Fiche], annuaire: Annuaire) -> dict[str, Any]:
    """What we do not know of these lieux, those that have closed apart.

    `comptes`: (what, of how many); `groupes`: (what, [(fiche, what else)]), each lieu once, under
    the most useful that it lacks; `autres`: how many more there are, beyond LISTE_MAX.
    """
    opened = [fiche for fiche in fiches if not fiche.lieu.est_ferme(annuaire.le)]
    rows = [(fiche, missing) for fiche in opened if (missing := manques(fiche))]
    counts = Counter(one for _, missing in rows for one in missing)
    rows.sort(key=lambda row: MANQUES.index(row[1][0]))
    return {
        "ouvertes": opened,
        "comptes": [(one, counts[one]) for one in MANQUES if one in counts],
        "groupes": [
            (one, [(fiche, missing[1:]) for fiche, missing in group])
            for one, group in groupby(rows[:LISTE_MAX], key=lambda row: row[1][0])
        ],
        "autres": max(0, len(rows) - LISTE_MAX),
    }


CONNUS = tuple(one for one in MANQUES if one.champ in {"telephone", "horaires", "frais_a_charge"})
"""What the page /donnees/ and the tables of /qualite/ count."""


def connus(fiches: Iterable[Fiche], annuaire: Annuaire) -> tuple[int, list[int]]:
    """Count the lieux that have not closed, then those of which each of CONNUS is known."""
    opened = [fiche.lieu for fiche in fiches if not fiche.lieu.est_ferme(annuaire.le)]
    return len(opened), [sum(bool(getattr(lieu, m.champ)) for lieu in opened) for m in CONNUS]


def hors_standard(annuaire: Annuaire) -> dict[str, int]:
    """Count the lieux that lieux.csv leaves out, by reason; a lieu may have two."""
    reasons = Counter(c for fiche in annuaire.ouvertes for c in manque_au_standard(fiche))
    closed = len(annuaire.fiches) - len(annuaire.ouvertes)
    return {**dict(sorted(reasons.items())), **({"ferme_le": closed} if closed else {})}


def csv_region(region: Region) -> str:
    """Return the path of the CSV of a région."""
    return f"donnees/regions/{region.slug}.csv"


def csv_departement(departement: Departement) -> str:
    """Return the path of the CSV of a département."""
    return f"donnees/departements/{departement.slug}.csv"


def csv_des_territoires(annuaire: Annuaire) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return (région, path, [(département, path)]) of the files that hold a lieu."""
    full = {fiche.departement.code for fiche in annuaire.conformes}
    found = []
    for region in annuaire.regions:
        own = [d for d in annuaire.departements_de(region) if d.code in full]
        if own:
            files = [(departement.nom, csv_departement(departement)) for departement in own]
            found.append((region.nom, csv_region(region), files))
    return found


def besoins(annuaire: Annuaire) -> tuple[Besoin, ...]:
    """Return the needs that some lieu answers."""
    return tuple(besoin for besoin in voc.BESOINS if besoin.cle in annuaire.par_besoin)


def besoins_du(departement: Departement, annuaire: Annuaire) -> tuple[Besoin, ...]:
    """Return the needs that some lieu of a département answers."""
    here = annuaire.besoins_par_departement.get(departement.code, frozenset())
    return tuple(besoin for besoin in voc.BESOINS if besoin.cle in here)


def par_commune(fiches: tuple[Fiche, ...]) -> list[tuple[Commune, list[Fiche]]]:
    groups = groupby(fiches, key=lambda fiche: fiche.commune)
    return [(commune, list(group)) for commune, group in groups]


def nationale(fiches: tuple[Fiche, ...]) -> dict[str, Any]:
    """The lieux of a national list by département, named only where the page stays light."""
    groups = groupby(fiches, key=lambda fiche: fiche.departement)
    return {
        "fiches": fiches,
        "par_departement": [(departement, list(group)) for departement, group in groups],
        "nommes": len(fiches) <= LISTE_MAX,
    }


def semaines(fiches: tuple[Fiche, ...], annuaire: Annuaire) -> dict[str, str]:
    """Say the open days of each lieu that has hours, by slug."""
    return {
        fiche.slug: textes.jours_ouverts(horaires.semaine(fiche.lieu.horaires, annuaire.le))
        for fiche in fiches
        if fiche.lieu.horaires
    }


def filtrage(fiches: tuple[Fiche, ...], annuaire: Annuaire) -> dict[str, Any]:
    """The filters that part a list, and what each of its rows tells them, by slug.

    `choix`: none where the list is short, and then no row has to tell anything (`cles` is empty).
    """
    shown = filtres.choix(fiches, annuaire.le)
    kept = {one.filtre.cle for one in shown}
    rows = ((fiche.slug, filtres.cles(fiche, annuaire.le)) for fiche in fiches if shown)
    return {
        "choix": shown,
        "cles": {slug: " ".join(cle for cle in own if cle in kept) for slug, own in rows},
    }


def nom(commune: Commune) -> str:
    return territoires.normaliser(commune.nom)
