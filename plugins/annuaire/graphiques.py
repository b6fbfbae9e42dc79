"""The figures of the programme as charts, each with the table of its figures.

A chart is data; `components/graphique.html` draws it as SVG whose lengths are shares of its
width, so that its words keep their size on a phone. No charting library: those tried write
styles inside the page, which its policy forbids (decision 22).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annuaire import comptes, mesures
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire, compte_fabriques, une_par_fabrique
from annuaire.fiche import Fiche
from annuaire.programme import Programme
from annuaire.textes import nombre, pluriel

NON_RENSEIGNE = "Non renseigné"


class Barre(NamedTuple):
    """One bar: `valeur` is its length, None where nothing is known; `avant` is what it begins with.

    `cles` are the sources of its figure, `requete` the query that gives it: one of the two.
    """

    nom: str
    valeur: float | None
    texte: str
    avant: float = 0
    classe: str = ""
    cles: tuple[str, ...] = ()
    requete: str = ""


@dataclass(frozen=True)
class Graphique:
    """A chart: what it says in one sentence, its bars, the line that they are compared with."""

    cle: str
    titre: str
    phrase: str
    colonnes: tuple[str, str]
    barres: tuple[Barre, ...]
    repere: tuple[str, float] | None = None
    note: str = ""

    @property
    def maximum(self) -> float:
        """The longest length, 1 where all are zero."""
        values = [barre.valeur or 0 for barre in self.barres]
        return max([*values, self.repere[1] if self.repere else 0]) or 1

    def part(self, valeur: float) -> str:
        """Return a length as a share of the longest, in percent for SVG."""
        return f"{100 * valeur / self.maximum:.2f}".rstrip("0").rstrip(".") + "%"


def jauges(programme: Programme, annuaire: Annuaire) -> tuple[Graphique, ...]:
    """The promises that have a number, each against what was announced and what is proved here."""
    numbered = [p for p in programme.promesses if p.nombre is not None and p.mesures]
    found = []
    for promesse in numbered:
        compte = comptes.compter(promesse.mesures[0], annuaire)
        said = promesse.annonce
        barres = (
            Barre(
                "Promis en " + promesse.date[:4],
                promesse.nombre,
                nombre(promesse.nombre or 0),
                classe="promis",
                cles=promesse.sources,
            ),
            Barre(
                f"Annoncé en {said.date[:4]}" if said else "Annoncé depuis",
                said.nombre if said else None,
                nombre(said.nombre or 0) if said else "non publié",
                cles=said.sources if said else (),
            ),
            Barre(
                "Prouvé par nos fiches" + (f" ({compte.muettes})" if compte.muettes else ""),
                compte.total,
                nombre(compte.total),
                classe="prouve",
                requete=compte.mesure.requete,
            ),
        )
        title = f"{promesse.chiffre} {promesse.promesse}".rstrip(".")
        found.append(Graphique(f"jauge-{promesse.cle}", title, "", ("Quand", "Nombre"), barres))
    return tuple(found)


def vagues(programme: Programme) -> Graphique:
    """The fabriques labelled after each wave, against the 300 that were promised."""
    before, barres = 0, []
    for wave in programme.vagues:
        total = wave.total
        barres.append(
            Barre(
                wave.vague.replace(" à ", "–"),
                total,
                nombre(total) if total is not None else "?",
                avant=min(before, total or 0),
                cles=wave.sources,
            )
        )
        before = total if total is not None else before
    goal = next((p.nombre for p in programme.promesses if p.cle == "fabriques-300"), None)
    last = programme.annoncees
    phrase = f"{nombre(last)} fabriques labellisées en tout" if last else "Aucun total publié"
    return Graphique(
        "graphique-vagues",
        "Fabriques labellisées après chaque vague",
        phrase + (f", pour {nombre(goal)} promises." if goal else "."),
        ("Vague", "Total"),
        tuple(barres),
        (f"Promis : {nombre(goal)}", goal) if goal else None,
        "En couleur vive, ce que la vague ajoute.",
    )


def regions(annuaire: Annuaire) -> Graphique:
    """The fabriques listed in each région for a million inhabitants, the best served first."""
    rows = []
    for region in annuaire.regions:
        count = compte_fabriques(annuaire.par_region.get(region.code, ()))
        if region.population:
            rows.append((region.nom, count, 1e6 * count / region.population))
    people = sum(region.population or 0 for region in annuaire.regions)
    counted = annuaire.nombre_fabriques
    mean = 1e6 * counted / people if people else 0
    rows.sort(key=lambda row: (-row[2], row[0]))
    query = (
        f"{mesures.BASES[mesures.FABRIQUES]} : comptés par region, pour la population de la région"
    )
    return Graphique(
        "graphique-regions",
        "Fabriques pour un million d’habitants, par région",
        f"En France : {_virgule(mean)} pour un million d’habitants"
        f" ({pluriel(counted, 'fabrique')} présentées ici).",
        ("Région (fabriques)", "Pour un million d’habitants"),
        tuple(
            Barre(f"{name} ({count})", rate, _virgule(rate), requete=query)
            for name, count, rate in rows
        ),
        (f"France : {_virgule(mean)}", mean),
        "Entre parenthèses, les fabriques présentées ici : pas toutes celles qui ont eu le label.",
    )


def territoires(annuaire: Annuaire) -> Graphique:
    """Where the fabriques are: deprived districts, rural areas, elsewhere, not told."""
    return _repartition(
        "graphique-territoires",
        "Fabriques en quartier prioritaire, en territoire rural",
        "Territoire",
        "fabrique.territoire",
        une_par_fabrique(annuaire.fiches),
        voc.TERRITOIRES,
    )


def formes(annuaire: Annuaire) -> Graphique:
    """The legal forms of the fabriques."""
    return _repartition(
        "graphique-formes",
        "Formes juridiques des fabriques",
        "Forme juridique",
        "fabrique.forme_juridique",
        une_par_fabrique(annuaire.fiches),
        voc.FORMES_JURIDIQUES,
    )


def fins(programme: Programme) -> Graphique:
    """The laureates whose support ends in each year: the year of the wave, and the announced length."""
    ends: Counter[str] = Counter()
    for wave in programme.vagues:
        ends[str(wave.fin) if wave.fin else "Sans date"] += wave.laureats or 0
    barres = [Barre(year, ends[year], nombre(ends[year])) for year in sorted(ends)]
    renewed = sum(
        (v.laureats or 0) - v.nouvelles for v in programme.vagues if v.nouvelles is not None
    )
    twice = f"Les {renewed} lauréats renouvelés y sont comptés deux fois. " if renewed else ""
    return Graphique(
        "graphique-fins",
        "Fin du soutien annoncé, par année",
        "Année de l’annonce, plus la durée annoncée : ce n’est pas ce qui a été versé.",
        ("Année", "Lauréats"),
        tuple(barres),
        note=f"{twice}Sources : celles de chaque vague, ci-dessus.",
    )


def _repartition(
    cle: str,
    titre: str,
    colonne: str,
    champ: str,
    fiches: Sequence[Fiche],
    noms: dict[str, str],
) -> Graphique:
    """Return how fiches fall between the values of a closed list, the unknown last."""
    field = champ.rpartition(".")[2]
    counts = Counter(getattr(fiche.lieu.fabrique, field) for fiche in fiches)
    among = mesures.BASES[mesures.FABRIQUES]
    told = sorted((key for key in noms if counts[key]), key=lambda key: -counts[key])
    barres = [
        Barre(noms[key], counts[key], str(counts[key]), requete=f"{among} : {champ} vaut « {key} »")
        for key in told
    ]
    unknown = counts[None]
    barres.append(
        Barre(
            NON_RENSEIGNE,
            unknown,
            str(unknown),
            classe="inconnu",
            requete=f"{among} : {champ} est vide",
        )
    )
    return Graphique(
        cle,
        titre,
        _dit(len(fiches), unknown),
        (colonne, "Fabriques"),
        tuple(barres),
    )


def _dit(total: int, unknown: int) -> str:
    if not total:
        return "Aucune fabrique n’est présentée ici."
    return f"Nos fiches le disent pour {pluriel(total - unknown, 'fabrique')} sur {nombre(total)}."


def _virgule(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
