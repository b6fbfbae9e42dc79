"""The rules across entries: what is said twice, what names an entry that is not there.

Each takes all the entries that were read, faulty ones included: a reference to an entry that
could not be read is no second error.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from annuaire import territoires
from annuaire.model import Lieu
from annuaire.problems import Problem
from annuaire.reader import Lecture


def _same_slug(lectures: list[Lecture]) -> Iterator[Problem]:
    yield from _repeated(
        lectures,
        lambda lecture: [lecture.slug],
        "",
        "ce nom de fichier est déjà pris par {other}",
        "Renommez l’un des deux, par exemple en ajoutant « -2 »",
    )


def _same_id(lectures: list[Lecture]) -> Iterator[Problem]:
    yield from _repeated(
        lectures,
        lambda lecture: [lecture.lieu.id, *lecture.lieu.anciens_ids] if lecture.lieu else [],
        "id",
        "cet identifiant est déjà celui de {other}",
        "Une nouvelle fiche prend le nom de son fichier",
    )


def _repeated(
    lectures: list[Lecture],
    keys: Callable[[Lecture], list[str]],
    champ: str,
    message: str,
    remede: str,
) -> Iterator[Problem]:
    owners: dict[str, list[Lecture]] = defaultdict(list)
    for lecture in lectures:
        for key in dict.fromkeys(key.lower() for key in keys(lecture)):
            owners[key].append(lecture)
    # Said to each of them: nothing tells which one came first, and none may hide the other.
    for group in owners.values():
        for lecture in group if len(group) > 1 else ():
            other = next(one.path for one in group if one is not lecture)
            yield lecture.problem(
                champ,
                message.format(other=f"{other.parent.name}/{other.name}"),
                remede,
                lecture.slug if champ else "",
                line=None if champ else 1,
            )


def _old_slugs(lectures: list[Lecture]) -> Iterator[Problem]:
    current = {lecture.slug: lecture.path for lecture in lectures}
    claimed: dict[str, Path] = {}
    for lecture in lectures:
        old = lecture.lieu.anciens_slugs if lecture.lieu else ()
        for number, slug in enumerate(old, 1):
            if slug in current:
                yield lecture.problem(
                    f"anciens_slugs.{number}",
                    f"« {slug} » est l’adresse d’une autre fiche"
                    if current[slug] != lecture.path
                    else f"« {slug} » est encore le nom de ce fichier",
                    "Retirez-le de la liste",
                )
            elif claimed.setdefault(slug, lecture.path) != lecture.path:
                yield lecture.problem(
                    f"anciens_slugs.{number}",
                    f"« {slug} » est déjà l’ancien nom de {claimed[slug].name}",
                    "Gardez-le dans une seule des deux fiches",
                )


def _references(lectures: list[Lecture]) -> Iterator[Problem]:
    ids = {id_ for lecture in lectures if lecture.lieu for id_ in _ids(lecture.lieu)}
    # An entry that has faults exists all the same: one message for one fault.
    ids |= {str(lecture.brut.get("id")) for lecture in lectures}
    for lecture in lectures:
        lieu = lecture.lieu
        if lieu is None:
            continue
        named = {f"distinct_de.{n}": id_ for n, id_ in enumerate(lieu.distinct_de, 1)}
        if lieu.remplace_par:
            named["remplace_par"] = lieu.remplace_par
        if lieu.fabrique and lieu.fabrique.consortium:
            named["fabrique.consortium"] = lieu.fabrique.consortium
        for champ, id_ in named.items():
            if id_ == lieu.id:
                yield lecture.problem(champ, "la fiche se désigne elle-même", "Retirez cette ligne")
            elif id_ not in ids:
                yield lecture.problem(
                    champ,
                    f"aucune fiche n’a l’identifiant « {id_} »",
                    "Recopiez la ligne « id: » de l’autre fiche",
                )


def _consortium(lectures: list[Lecture]) -> Iterator[Problem]:
    """The lead of a consortium holds the label, and follows nobody: else nothing is counted."""
    lieux = [lecture.lieu for lecture in lectures if lecture.lieu]
    leads = {id_: lieu for lieu in lieux for id_ in _ids(lieu)}
    for lecture in lectures:
        fabrique = lecture.lieu.fabrique if lecture.lieu else None
        lead = leads.get(fabrique.consortium or "") if fabrique else None
        if lead is None or lead is lecture.lieu:
            continue
        if not lead.est_labellise:
            yield lecture.problem(
                "fabrique.consortium",
                f"« {lead.nom} » n’a pas le label : il ne peut pas être chef de file",
                "Donnez son label et sa source dans sa fiche, ou désignez un autre lieu",
            )
        elif lead.fabrique and lead.fabrique.consortium:
            yield lecture.problem(
                "fabrique.consortium",
                f"« {lead.nom} » a lui-même un chef de file",
                "Désignez directement celui-là",
                f"consortium: {lead.fabrique.consortium}",
            )


def _ids(lieu: Lieu) -> tuple[str, ...]:
    return (lieu.id, *lieu.anciens_ids)


def _look_alikes(lectures: list[Lecture]) -> Iterator[Problem]:
    """Two lieux of one commune with nearly the same name: a duplicate to confirm or deny."""
    by_commune: dict[str, list[Lecture]] = defaultdict(list)
    for lecture in lectures:
        if lecture.lieu:
            by_commune[lecture.lieu.code_insee].append(lecture)
    for group in by_commune.values():
        for i, lecture in enumerate(group):
            for other in group[:i]:
                if lecture.lieu and other.lieu and _alike(lecture.lieu, other.lieu):
                    yield lecture.problem(
                        "nom",
                        f"ce lieu ressemble à « {other.lieu.nom} » ({other.slug})",
                        "Si ce sont deux lieux, ajoutez distinct_de",
                        f"distinct_de: [{other.lieu.id}]",
                        niveau="avis",
                    )


def _alike(a: Lieu, b: Lieu) -> bool:
    if b.id in a.distinct_de or a.id in b.distinct_de:
        return False
    names = (territoires.normaliser(a.nom), territoires.normaliser(b.nom))
    return fuzz.ratio(*names) >= 92


RULES = (_same_slug, _same_id, _old_slugs, _references, _consortium, _look_alikes)
