"""The facts of the programme, from `content/programme/`: typed by hand, each with its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from slugify import slugify

from annuaire import feuillets, listes_yaml, reseaux, yaml_strict
from annuaire.listes_yaml import Liste
from annuaire.mesures import MESURES
from annuaire.parties import Liste as Plusieurs
from annuaire.parties import Partie, champ
from annuaire.problems import Problem
from annuaire.reader import read_text
from annuaire.reseaux import Reseau
from annuaire.territoires import normaliser
from annuaire.valeurs import DatePartielle, Entier, Texte

TAILLE_MAX = 100_000  # bytes
SANS_CHIFFRE = "non chiffré"
"""What a promise says in the place of its figure where it has none."""


class SourceProgramme(Partie):
    """A publication that a figure of the programme comes from."""

    editeur: Texte = champ("Éditeur", exemple="Banque des Territoires")
    titre: Texte = champ("Titre", exemple="60 nouvelles fabriques de territoires")
    date: DatePartielle | None = champ("Date", exemple="2020-10", default=None)
    url: str | None = champ("Adresse", exemple="https://…", default=None)


class Fait(Partie):
    """What publications say, on a day. `nombre` is what it counts, in the unit of its promise."""

    texte: Texte = champ("Le fait", exemple="382 après la vague 9.")
    nombre: Entier | None = champ("Nombre", exemple="382", default=None)
    date: DatePartielle = champ("Quand", exemple="2023-11")
    sources: Plusieurs[Texte] = champ("Sources", exemple="[echo-circulaire-2023]", min_length=1)


class Desaccord(Partie):
    """Publications that do not say the same: all are shown, none is chosen."""

    sur: Texte = champ("Sur quoi", exemple="Combien de tiers-lieux en 2021")
    promesse: Texte | None = champ("La promesse", exemple="fabriques-300", default=None)
    versions: list[Fait] = champ("Ce que dit chacune", min_length=2)


class Promesse(Partie):
    """A promise of 2019, what was announced since, what our fiches can prove of it."""

    cle: Texte = champ("Clé", exemple="fabriques-300")
    promesse: Texte = champ("La promesse", exemple="fabriques créées ou soutenues.")
    chiffre: Texte = champ("Le chiffre", exemple="300")
    nombre: Entier | None = champ("Nombre promis", exemple="300", default=None)
    date: DatePartielle = champ("Quand", exemple="2019-07")
    sources: Plusieurs[Texte] = champ("Sources", exemple="[avicca-2019]", min_length=1)
    constats: list[Fait] = champ("Ce qui a été annoncé depuis", default=[])
    non_publie: Texte | None = champ("Ce que personne ne publie", default=None)
    mesures: Plusieurs[Texte] = champ("Ce que nos fiches prouvent", exemple="[qpv]", default=())

    @property
    def annonce(self) -> Fait | None:
        """The last fact that counts what was promised, None where nothing does."""
        return next((one for one in reversed(self.constats) if one.nombre is not None), None)


class Vague(Partie):
    """One wave of laureates; `date` is absent where nobody published it."""

    vague: Texte = champ("Vague", exemple="1")
    date: DatePartielle | None = champ("Date", exemple="2020-02-03", default=None)
    laureats: Entier | None = champ("Lauréats", exemple="80", default=None)
    calcul: Texte | None = champ("D’où vient le nombre", exemple='"189 moins 170"', default=None)
    nouvelles: Entier | None = champ("Sans le label avant", exemple="25", default=None)
    total: Entier | None = champ("Total annoncé", exemple="80", default=None)
    duree_ans: Entier | None = champ("Durée du soutien, en années", exemple="3", default=None)
    note: Texte | None = champ("Note", default=None)
    sources: Plusieurs[Texte] = champ("Sources", exemple="[chorum]", min_length=1)

    @property
    def annee(self) -> int | None:
        """The year of the announcement."""
        return int(self.date[:4]) if self.date else None

    @property
    def fin(self) -> int | None:
        """The last year of the support as it was announced, None where date or length is unknown."""
        return self.annee + self.duree_ans if self.annee and self.duree_ans else None

    @property
    def ajoutees(self) -> int | None:
        """The fabriques that the wave adds to the total."""
        return self.laureats if self.nouvelles is None else self.nouvelles


class Acteur(Partie):
    """Who launched, funded or wrote about the programme."""

    nom: Texte = champ("Nom", exemple="Avicca")
    role: Texte = champ("Rôle", exemple="Association de collectivités pour le numérique.")
    lien: str | None = champ("Adresse", default=None)
    sources: Plusieurs[Texte] = champ("Sources", exemple="[avicca-2019]", min_length=1)


class Repere(Partie):
    """One date of the timeline."""

    date: DatePartielle = champ("Date", exemple="1998")
    titre: Texte = champ("Titre", exemple="Les emplois-jeunes")
    texte: Texte = champ("Texte", default="")
    sources: Plusieurs[Texte] = champ("Sources", exemple="[pagsi-1998]", min_length=1)

    @property
    def jour(self) -> str:
        """The first day of its date, AAAA-MM-JJ: what its place in time is."""
        return f"{self.date}-01-01"[:10]

    @property
    def ancre(self) -> str:
        """The id of its line on the page, and in the feed for ever: its date and title."""
        return f"d-{self.date}-{slugify(self.titre)[:40].rstrip('-')}"


@dataclass(frozen=True)
class Programme:
    """The facts of the programme, each with the keys of its sources."""

    sources: Mapping[str, SourceProgramme] = field(default_factory=dict)
    promesses: tuple[Promesse, ...] = ()
    vagues: tuple[Vague, ...] = ()
    desaccords: tuple[Desaccord, ...] = ()
    acteurs: tuple[Acteur, ...] = ()
    reperes: tuple[Repere, ...] = ()
    reseaux: Mapping[str, Reseau] = field(default_factory=dict)
    """The network of tiers-lieux of each région, by its slug; reseaux.FRANCE for all of them."""

    @property
    def annoncees(self) -> int | None:
        """The fabriques announced in all: the last total of the waves, None if none is known."""
        totals = [v.total for v in self.vagues if v.total is not None]
        return totals[-1] if totals else None

    @property
    def citees(self) -> tuple[tuple[str, SourceProgramme], ...]:
        """The publications that the facts cite, by publisher; those of the networks stand apart."""
        facts = (*self.promesses, *self.vagues, *self.desaccords, *self.acteurs, *self.reperes)
        cited = {key for fact in facts for cite in _citations(fact) for key in cite.cles}
        found = [(key, source) for key, source in self.sources.items() if key in cited]
        return tuple(sorted(found, key=lambda row: (normaliser(row[1].editeur), row[1].date or "")))

    def vague(self, numero: int) -> Vague | None:
        """Return the wave of a number, « 6 à 8 » for 7; None for one that is not told."""
        for wave in self.vagues:
            first, _, last = wave.vague.partition(" à ")
            if first.isdigit() and int(first) <= numero <= int(last or first):
                return wave
        return None


class Cite(NamedTuple):
    """Where an item cites publications: the place in the item, the keys."""

    loc: tuple[int | str, ...]
    cles: tuple[str, ...]


def lire(folder: Path) -> tuple[Programme, list[Problem]]:
    """Read the files of a folder; what one of them lacks is a problem, and no fact of it is kept."""
    problems: list[Problem] = []
    sources = _sources(folder / "sources.yml", problems)
    lists: dict[str, Liste[Any]] = {}
    for name, model, exemple in (
        ("promesses", Promesse, "- sources: [cle]"),
        ("vagues", Vague, "- sources: [cle]"),
        ("desaccords", Desaccord, "- sur: Combien de tiers-lieux"),
        ("acteurs", Acteur, "- sources: [cle]"),
        ("reperes", Repere, "- sources: [cle]"),
        ("reseaux", Reseau, "- region: bretagne"),
    ):
        path = folder / f"{name}.yml"
        lists[name] = liste = listes_yaml.lire(path, model, TAILLE_MAX, exemple)
        problems.extend(liste.problems)
        problems.extend(_unknown_sources(liste, sources))
    problems.extend(_unknown_measures(lists["promesses"]))
    problems.extend(_unknown_promises(lists["desaccords"], lists["promesses"]))
    problems.extend(_wrong_totals(lists["vagues"]))
    networks = lists.pop("reseaux")
    problems.extend(reseaux.en_double(networks))
    found = {name: tuple(one.valeur for one in liste.elements) for name, liste in lists.items()}
    by_region = {reseau.region: reseau for _, reseau in networks.elements}
    return Programme(sources, **found, reseaux=by_region), problems


def _sources(path: Path, problems: list[Problem]) -> dict[str, SourceProgramme]:
    """Read the publications that the programme cites, by the key that its facts name them by."""
    if not path.exists() and not path.is_symlink():
        return {}
    text, fault = read_text(path, TAILLE_MAX)
    values, faults = ({}, []) if fault else yaml_strict.lire(text)
    problems.extend([fault] if fault else [Problem(path=path, **asdict(one)) for one in faults])
    found = {}
    for key, value in values.items():
        try:
            found[key] = SourceProgramme.model_validate(value)
        except ValidationError as error:
            problems.extend(feuillets.fautes(path, error, SourceProgramme, text, sous=(key,)))
    return found


def _unknown_sources(
    liste: Liste[Any], sources: Mapping[str, SourceProgramme]
) -> Iterator[Problem]:
    for rang, fact in liste.elements:
        for cite in _citations(fact):
            for key in cite.cles:
                if key not in sources:
                    yield liste.problem(
                        rang,
                        (*cite.loc, "sources"),
                        f"la source « {key} » n’est pas dans sources.yml",
                        "Ajoutez-la, avec son éditeur, son titre, sa date",
                    )


def _citations(fact: Any, loc: tuple[int | str, ...] = ()) -> Iterator[Cite]:
    """Yield the citations of an item and of the facts inside it."""
    if hasattr(fact, "sources"):
        yield Cite(loc, tuple(fact.sources))
    for name in ("constats", "versions"):
        for rank, inner in enumerate(getattr(fact, name, ())):
            yield from _citations(inner, (*loc, name, rank))


def _unknown_promises(
    desaccords: Liste[Desaccord], promesses: Liste[Promesse]
) -> Iterator[Problem]:
    known = {one.valeur.cle for one in promesses.elements}
    for rang, desaccord in desaccords.elements:
        if desaccord.promesse and desaccord.promesse not in known:
            yield desaccords.problem(
                rang,
                ("promesse",),
                f"aucune promesse n’a la clé « {desaccord.promesse} »",
                "Prenez une clé de promesses.yml, ou retirez ce champ",
            )


def _unknown_measures(promesses: Liste[Promesse]) -> Iterator[Problem]:
    for rang, promesse in promesses.elements:
        for cle in promesse.mesures:
            if cle not in MESURES:
                yield promesses.problem(
                    rang,
                    ("mesures",),
                    f"« {cle} » n’est pas une chose que nous comptons",
                    f"Choisissez parmi : {', '.join(sorted(MESURES))}",
                )


def _wrong_totals(vagues: Liste[Vague]) -> Iterator[Problem]:
    """Each total is the one before, and what the wave adds: a slip of the hand shows there."""
    before: int | None = 0
    for rang, wave in vagues.elements:
        added = wave.ajoutees
        if None not in (before, added, wave.total) and (before or 0) + (added or 0) != wave.total:
            yield vagues.problem(
                rang,
                ("total",),
                f"{before} et {added} font {(before or 0) + (added or 0)}, pas {wave.total}",
                "Relisez les deux nombres dans leurs sources",
            )
        before = wave.total
