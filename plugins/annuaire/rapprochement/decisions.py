"""What people decided of two records: `content/rapprochements.yml`, strictly read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from annuaire import yaml_strict
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.rapprochement.fiches import Notice
from annuaire.reader import read_text
from annuaire.yaml_strict import Positions

FICHIER = "rapprochements.yml"
TAILLE_MAX = 500_000  # bytes
MEME, DISTINCT = "meme", "distinct"
_CHAMPS = ("fiches", "decision", "note", "sauf")
_INTOUCHABLES = ("id", "meta", "date_maj", "nom", "commune", "code_insee")
_EXEMPLE = "- fiches: [fs-671, fs-1865]"

Paire = tuple[str, str]
"""Two identifiers in lower case, in alphabetical order."""


@dataclass(frozen=True)
class Decision:
    """One decision: the records it speaks of, whether they are one place, why.

    `sauf` are the fields that are not taken from the records after the first of the group.
    """

    fiches: tuple[str, ...]
    meme: bool
    note: str
    sauf: frozenset[str] = frozenset()
    ligne: int = 1


@dataclass(frozen=True)
class Decisions:
    """All that was decided, by pair of identifiers."""

    toutes: tuple[Decision, ...] = ()
    path: Path = Path(FICHIER)
    memes: Mapping[Paire, Decision] = field(default_factory=dict)
    distinctes: frozenset[Paire] = frozenset()


def lire(content: Path) -> tuple[Decisions, list[Problem]]:
    """Read `content`/rapprochements.yml; where it is absent nothing was decided."""
    path = content / FICHIER
    if not path.exists() and not path.is_symlink():
        return Decisions(path=path), []
    text, fault = read_text(path, TAILLE_MAX)
    if fault:
        return Decisions(path=path), [fault]
    # Read as the value of one key, so that the reader of the entries serves for a list too.
    shifted = "decisions:\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    values, faults = yaml_strict.lire(shifted, first_line=0)
    problems = [
        Problem(
            path=path,
            line=max(f.line, 1),
            column=max(f.column - 2, 1),
            message=f.message,
            remede=f.remede,
        )
        for f in faults
    ]
    rows = values.get("decisions") or []
    if problems or not rows:
        return Decisions(path=path), problems
    lecture = _Lecture(path, yaml_strict.positions(shifted, first_line=0), problems)
    if not isinstance(rows, list):
        lecture.dire(
            (), "ce fichier est une liste de décisions", "Commencez par un tiret", _EXEMPLE
        )
        return Decisions(path=path), problems
    found = tuple(d for rank, row in enumerate(rows) if (d := lecture.decision(rank, row)))
    problems.extend(_contradictions(path, found))
    return _indexees(found, path), problems


def verifier(decisions: Decisions, notices: Iterable[Notice]) -> list[Problem]:
    """Say which decisions name what no record bears today, or join two entries of ours."""
    owners: dict[str, set[str]] = {}
    for notice in notices:
        for id_ in (notice.lieu.id, *notice.lieu.anciens_ids):
            owners.setdefault(id_.lower(), set()).add(notice.lieu.id if notice.propre else "")
    return [
        problem
        for decision in decisions.toutes
        for problem in _a_revoir(decisions.path, decision, owners)
    ]


def _a_revoir(path: Path, decision: Decision, owners: dict[str, set[str]]) -> Iterator[Problem]:
    for id_ in decision.fiches:
        if id_.lower() not in owners:
            yield Problem(
                path=path,
                line=decision.ligne,
                champ="fiches",
                message=f"aucune fiche ne porte « {id_} » aujourd’hui",
                remede="Rien à faire si sa source l’a retirée pour un temps",
                niveau="avis",
            )
    ours = {own for id_ in decision.fiches for own in owners.get(id_.lower(), set()) if own}
    if decision.meme and len(ours) > 1:
        yield Problem(
            path=path,
            line=decision.ligne,
            champ="fiches",
            message=f"« {' » et « '.join(sorted(ours))} » sont deux fiches de l’annuaire",
            remede="Gardez-en une, et donnez-lui l’autre identifiant",
            exemple=f"anciens_ids: [{max(ours)}]",
        )


@dataclass(frozen=True)
class _Lecture:
    """The decisions being read, with where each value was typed."""

    path: Path
    positions: Positions
    problems: list[Problem]

    def dire(self, place: yaml_strict.Path, message: str, remede: str, exemple: str = "") -> None:
        line, column = self.positions.of(("decisions", *place))
        champ = str(place[1]) if len(place) > 1 else ""
        self.problems.append(
            Problem(
                path=self.path,
                line=max(line, 1),
                column=max(column - 2, 1),
                champ=champ,
                message=message,
                remede=remede,
                exemple=exemple,
            )
        )

    def decision(self, rank: int, row: Any) -> Decision | None:
        """Return one decision, or None and all that is wrong with it."""
        before = len(self.problems)
        if not isinstance(row, dict):
            self.dire(
                (rank,), "il faut un bloc de champs", "Écrivez fiches, decision, note", _EXEMPLE
            )
            return None
        for name in row:
            if name not in _CHAMPS:
                known = ", ".join(_CHAMPS)
                self.dire((rank, name), "ce champ n’existe pas", f"Choisissez parmi : {known}")
        ids = self._ids(rank, row.get("fiches"))
        decision = row.get("decision")
        if decision not in {MEME, DISTINCT}:
            self.dire(
                (rank, "decision"),
                f"« {decision or ''} » n’est pas une décision",
                "Écrivez meme (un seul lieu) ou distinct (deux lieux)",
                "decision: meme",
            )
        note = row.get("note")
        if not isinstance(note, str) or not note.strip():
            self.dire(
                (rank, "note"),
                "cette décision n’a pas de raison",
                "Dites ce qui le montre",
                "note: Même adresse, même téléphone.",
            )
        sauf = self._sauf(rank, row.get("sauf", []), decision)
        if len(self.problems) > before:
            return None
        line = max(self.positions.of(("decisions", rank))[0], 1)
        return Decision(ids, decision == MEME, str(note).strip(), sauf, line)

    def _ids(self, rank: int, value: Any) -> tuple[str, ...]:
        ids = value if isinstance(value, list) else [value]
        texts = [i.strip() for i in ids if isinstance(i, str) and i.strip()]
        kept = tuple({text.lower(): text for text in texts}.values())
        if len(kept) < 2 or len(kept) < len(ids):
            self.dire(
                (rank, "fiches"),
                "il faut au moins deux identifiants différents",
                "Recopiez l’identifiant de chaque fiche",
                "fiches: [fs-671, fs-1865]",
            )
        return kept

    def _sauf(self, rank: int, value: Any, decision: Any) -> frozenset[str]:
        names = value if isinstance(value, list) else [value]
        for name in names:
            if name not in Lieu.model_fields or name in _INTOUCHABLES:
                self.dire(
                    (rank, "sauf"),
                    f"« {name} » n’est pas un champ que l’on peut laisser",
                    "Écrivez un nom de champ d’une fiche",
                    "sauf: [telephone]",
                )
        if names and decision == DISTINCT:
            self.dire((rank, "sauf"), "« sauf » ne va qu’avec meme", "Retirez cette ligne")
        return frozenset(name for name in names if isinstance(name, str))


def _indexees(found: tuple[Decision, ...], path: Path) -> Decisions:
    memes = {pair: d for d in reversed(found) if d.meme for pair in _paires(d)}
    distinct = frozenset(pair for d in found if not d.meme for pair in _paires(d))
    return Decisions(found, path, memes, distinct)


def _paires(decision: Decision) -> Iterator[Paire]:
    yield from combinations(sorted(i.lower() for i in decision.fiches), 2)


def _contradictions(path: Path, found: tuple[Decision, ...]) -> Iterator[Problem]:
    """Two records said to be two places, and one: by one decision, or from one to the next."""
    lead: dict[str, str] = {}

    def root(id_: str) -> str:
        while id_ in lead:
            id_ = lead[id_]
        return id_

    for decision in found:
        for a, b in _paires(decision) if decision.meme else ():
            if root(a) != root(b):
                lead[root(a)] = root(b)
    for decision in found:
        for a, b in _paires(decision) if not decision.meme else ():
            if root(a) == root(b):
                others = [d.ligne for d in found if d.meme and root(d.fiches[0].lower()) == root(a)]
                yield Problem(
                    path=path,
                    line=decision.ligne,
                    champ="fiches",
                    message=f"« {a} » et « {b} » sont dits distincts ici,"
                    f" et un même lieu ligne {', '.join(map(str, others))}",
                    remede="Gardez une seule des deux décisions",
                )
