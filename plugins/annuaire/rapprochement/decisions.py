"""What people decided of two records: `content/rapprochements.yml`, strictly read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from annuaire import listes_yaml
from annuaire.model import Lieu
from annuaire.parties import Partie, champ
from annuaire.problems import Problem
from annuaire.rapprochement.fiches import Notice
from annuaire.valeurs import Texte, refus

FICHIER = "rapprochements.yml"
TAILLE_MAX = 500_000  # bytes
MEME, DISTINCT = "meme", "distinct"
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


def _deux(value: Any) -> tuple[str, ...]:
    ids = value if isinstance(value, list) else [value]
    texts = [i.strip() for i in ids if isinstance(i, str) and i.strip()]
    kept = tuple({text.lower(): text for text in texts}.values())
    if len(kept) < 2 or len(kept) < len(ids):
        raise refus(
            "il faut au moins deux identifiants différents",
            "Recopiez l’identifiant de chaque fiche",
            "fiches: [fs-671, fs-1865]",
        )
    return kept


def _decision(value: Any) -> bool:
    if value not in {MEME, DISTINCT}:
        raise refus(
            f"« {value} » n’est pas une décision",
            "Écrivez meme (un seul lieu) ou distinct (deux lieux)",
            "decision: meme",
        )
    return bool(value == MEME)


def _sauf(value: Any, info: ValidationInfo) -> frozenset[str]:
    names = value if isinstance(value, list) else [value]
    for name in names:
        if name not in Lieu.model_fields or name in _INTOUCHABLES:
            raise refus(
                f"« {name} » n’est pas un champ que l’on peut laisser",
                "Écrivez un nom de champ d’une fiche",
                "sauf: [telephone]",
            )
    if names and info.data.get("decision") is False:
        raise refus("« sauf » ne va qu’avec meme", "Retirez cette ligne")
    return frozenset(names)


class _Ecrite(Partie):
    """One decision as people write it."""

    fiches: Annotated[tuple[str, ...], BeforeValidator(_deux)] = champ(
        "Fiches", aide="Les identifiants des fiches.", exemple="[fs-671, fs-1865]"
    )
    decision: Annotated[bool, BeforeValidator(_decision)] = champ(
        "Décision", aide="meme ou distinct.", exemple="meme"
    )
    note: Texte = champ(
        "Raison", aide="Dites ce qui le montre.", exemple="Même adresse, même téléphone."
    )
    sauf: Annotated[frozenset[str], BeforeValidator(_sauf)] = champ(
        "Champs à ne pas reprendre", exemple="[telephone]", default=frozenset()
    )


def lire(content: Path) -> tuple[Decisions, list[Problem]]:
    """Read `content`/rapprochements.yml; where it is absent nothing was decided."""
    liste = listes_yaml.lire(content / FICHIER, _Ecrite, TAILLE_MAX, _EXEMPLE)
    found = tuple(
        Decision(one.fiches, one.decision, one.note, one.sauf, liste.ligne(rang))
        for rang, one in liste.elements
    )
    problems = [*liste.problems, *_contradictions(liste.path, found)]
    return _indexees(found, liste.path), problems


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
