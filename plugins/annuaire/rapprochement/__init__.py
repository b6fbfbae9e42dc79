"""Which records speak of the same place: joined, suspected, or apart.

Records of several origins come in; groups come out, each to be one page. Two records are joined
because an identifier or a decision says so, or because what they say agrees on the spot, the name
and the kind (`comparaison`). A join is given up, and kept as a suspicion, when it would bring
together two of our own entries, or two records that are clearly two places.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from annuaire.noms import rang
from annuaire.rapprochement import candidats
from annuaire.rapprochement.comparaison import (
    Avis,
    comparer,
    loin,
    meme_lieu_ailleurs,
    opposes,
    pivot_commun,
)
from annuaire.rapprochement.decisions import Decision, Decisions, lire, verifier
from annuaire.rapprochement.fiches import Fiche, Notice, preparer

__all__ = [
    "Decision",
    "Decisions",
    "Groupe",
    "Jonction",
    "Notice",
    "Rapprochement",
    "Soupcon",
    "lire",
    "rapprocher",
    "verifier",
]


@dataclass(frozen=True)
class Jonction:
    """Why two records are said to be one place, in French."""

    a: Notice
    b: Notice
    raison: str


@dataclass(frozen=True)
class Groupe:
    """The records of one place: our own entry first, then by priority of source and identifier.

    `jonctions` are what brought them together, the surest first, one less than the records;
    `sauf` says of each record which fields a decision leaves out.
    """

    notices: tuple[Notice, ...]
    jonctions: tuple[Jonction, ...]
    sauf: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Soupcon:
    """Two records that may speak of one place: `score` from 0 to 100, `raison` in French."""

    a: Notice
    b: Notice
    score: int
    raison: str


@dataclass(frozen=True)
class Rapprochement:
    """Every record in one group, and the pairs for people to settle, most likely first."""

    groupes: tuple[Groupe, ...]
    soupcons: tuple[Soupcon, ...]


class _Lien(NamedTuple):
    """A pair to be joined. `sur` is said by an identifier or a decision, not by likeness."""

    score: int
    paire: candidats.Paire
    raison: str
    sur: bool


def rapprocher(notices: Iterable[Notice], decisions: Decisions | None = None) -> Rapprochement:
    """Group the records. Sources have the priority of their first record, after our own entries.

    The answer is the same whatever the order of the records within an origin.
    """
    fiches = preparer(_ranger(notices))
    return _Grappes(fiches, decisions or Decisions()).former()


def _ranger(notices: Iterable[Notice]) -> list[Notice]:
    listed = list(notices)
    priority = {key: rank for rank, key in enumerate(dict.fromkeys(n.origine for n in listed))}
    priority[""] = -1
    return sorted(
        listed,
        key=lambda n: (
            priority[n.origine],
            rang(n.lieu.id),
            n.lieu.nom,
            n.lieu.adresse or "",
            n.lieu.date_maj,
        ),
    )


class _Grappes:
    """The groups as they grow: the surest join first, each checked against all it would unite."""

    def __init__(self, fiches: list[Fiche], decisions: Decisions) -> None:
        self.fiches = fiches
        self.decisions = decisions
        self.membres = {fiche.rang: [fiche.rang] for fiche in fiches}
        self.tete = list(range(len(fiches)))
        self.jonctions: dict[int, list[Jonction]] = defaultdict(list)
        self.sauf: dict[int, frozenset[str]] = {}
        self.soupcons: dict[candidats.Paire, Avis] = {}
        self.surs: set[candidats.Paire] = set()

    def former(self) -> Rapprochement:
        liens = [*self._decides(), *self._identifies(), *self._ressemblants()]
        liens.sort(key=lambda lien: (-lien.score, lien.paire))
        self.surs = {lien.paire for lien in liens if lien.sur}
        for lien in liens:
            self._joindre(lien)
        return Rapprochement(tuple(self._groupes()), tuple(self._soupcons()))

    def _decides(self) -> Iterable[_Lien]:
        """Yield the pairs that a decision joins, whoever bears their identifiers today."""
        bearers: dict[str, list[int]] = {}
        for fiche in self.fiches:
            for id_ in fiche.ids:
                bearers.setdefault(id_, []).append(fiche.rang)
        for (one, other), decision in self.decisions.memes.items():
            for a in bearers.get(one, ()):
                for b in bearers.get(other, ()):
                    if a != b:
                        pair = (min(a, b), max(a, b))
                        self.sauf[pair[1]] = self.sauf.get(pair[1], frozenset()) | decision.sauf
                        yield _Lien(200, pair, f"décision : {decision.note}", sur=True)

    def _identifies(self) -> Iterable[_Lien]:
        for pair, key in candidats.partages(self.fiches):
            a, b = (self.fiches[rank] for rank in pair)
            ours = a.notice.propre or b.notice.propre
            if key == "id" and (a.ville == b.ville or (ours and meme_lieu_ailleurs(a, b))):
                yield _Lien(150, pair, "même identifiant", sur=True)
            elif key == "id" and ours:
                self.soupcons[pair] = Avis("soupcon", 60, "même identifiant, deux communes")
            elif key == "id_anct" and a.notice.lieu.fabrique:
                number = a.notice.lieu.fabrique.id_anct
                yield _Lien(140, pair, f"même numéro de fabrique ({number})", sur=True)
            elif key == "pivot" and a.origine != b.origine:
                avis = pivot_commun(a, b)
                if avis.sens == "meme":
                    yield _Lien(avis.score, pair, avis.raison, sur=False)
                elif avis.sens == "soupcon":
                    self.soupcons[pair] = avis

    def _ressemblants(self) -> Iterable[_Lien]:
        for pair in candidats.paires(self.fiches):
            a, b = (self.fiches[rank] for rank in pair)
            if a.notice.propre and b.notice.propre:  # `regles_ensemble` speaks of our entries
                continue
            avis = comparer(a, b)
            if avis.sens == "meme":
                closed = any(n.lieu.ferme_le for n in (a.notice, b.notice))
                yield _Lien(avis.score - 2 * closed, pair, avis.raison, sur=False)
            elif avis.sens == "soupcon":
                self.soupcons.setdefault(pair, avis)

    def _joindre(self, lien: _Lien) -> None:
        """Unite the groups of a pair, unless two of their records cannot be one place."""
        a, b = sorted(self.tete[rank] for rank in lien.paire)
        if a == b:
            return
        if any(self._separe(x, y) for x in self.membres[a] for y in self.membres[b]):
            score = min(lien.score, 100)
            reason = f"{lien.raison} ; mais l’une est déjà réunie à une fiche que l’autre exclut"
            self.soupcons[lien.paire] = Avis("soupcon", score, reason)
            return
        x, y = (self.fiches[rank].notice for rank in lien.paire)
        self.jonctions[a] += [Jonction(x, y, lien.raison), *self.jonctions.pop(b, [])]
        for rank in self.membres[b]:
            self.tete[rank] = a
        self.membres[a] += self.membres.pop(b)

    def _separe(self, x: int, y: int) -> bool:
        """True if two records may not be in one group."""
        a, b = self.fiches[x], self.fiches[y]
        if (a.notice.propre and b.notice.propre) or self._nie(a, b):
            return True
        if (min(x, y), max(x, y)) in self.surs:
            return False
        if a.origine == b.origine:
            return comparer(a, b).sens != "meme"
        return opposes(a, b) or loin(a, b)

    def _nie(self, a: Fiche, b: Fiche) -> bool:
        """True if a decision, or an entry's `distinct_de`, says that they are two places."""
        denied = {i.lower() for i in a.notice.lieu.distinct_de} & b.ids
        denied |= {i.lower() for i in b.notice.lieu.distinct_de} & a.ids
        pairs = ((min(i, j), max(i, j)) for i in a.ids for j in b.ids)
        return bool(denied) or not self.decisions.distinctes.isdisjoint(pairs)

    def _groupes(self) -> Iterable[Groupe]:
        for head, group in sorted(self.membres.items()):
            ranks = sorted(group)
            yield Groupe(
                tuple(self.fiches[rank].notice for rank in ranks),
                tuple(self.jonctions.get(head, ())),
                tuple(self.sauf.get(rank, frozenset()) for rank in ranks),
            )

    def _soupcons(self) -> Iterable[Soupcon]:
        ordered = sorted(self.soupcons.items(), key=lambda item: (-item[1].score, item[0]))
        for (x, y), avis in ordered:
            a, b = self.fiches[x], self.fiches[y]
            if self.tete[x] != self.tete[y] and not self._nie(a, b):
                yield Soupcon(a.notice, b.notice, min(avis.score, 100), avis.raison)
