"""`adresses.csv`: every address that the site ever answered at, and whose it was.

One address a line, in order; it only grows. What the last release published is merged with it
before the next one is built, so that no address is ever forgotten.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from itertools import chain
from pathlib import Path
from urllib.parse import quote, unquote

from annuaire.problems import Problem
from annuaire.reader import Lecture, read_text
from annuaire.valeurs import INVISIBLES, SLUG

FICHIER = "adresses.csv"
TAILLE_MAX = 20_000_000  # bytes; 16,000 lieux make some 2.3 MB
_CHEMIN = re.compile(rf"(?:{SLUG.pattern}/){{1,5}}")
_CHEMIN_MAX = 250
_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_CLE = re.compile(rf"(?:{SLUG.pattern})?")
_LISIBLES = ":/@,;.'()"
"""What an identifier shows as it is in the file: a space, which parts two of them, is not in it."""


@dataclass(frozen=True, slots=True)
class Adresse:
    """One address. For that of a lieu: whose it is, or was on the last day that it had a page.

    `ids` and `communes` (codes INSEE) hold the former ones too, the newest first: a printed short
    link names an id and a département. `origine` is the key of the dataset that alone knew the
    lieu, "" where it had an entry; `remplace_par` the id of the lieu that took over from it.
    """

    adresse: str
    ids: tuple[str, ...] = ()
    nom: str = ""
    communes: tuple[str, ...] = ()
    origine: str = ""
    remplace_par: str = ""

    @property
    def slug(self) -> str:
        """The slug of the lieu whose page this is, "" for any other page."""
        folder, _, rest = self.adresse.partition("/")
        return rest[:-1] if folder == "lieux" and rest.count("/") == 1 else ""


Registre = Mapping[str, Adresse]
"""What was published, by address."""

COLONNES = tuple(one.name for one in fields(Adresse))


def reunir(*registres: Registre) -> dict[str, Adresse]:
    """Merge, the oldest first: nothing is forgotten, the newest that tells of a lieu is believed."""
    found: dict[str, Adresse] = {}
    for one in chain.from_iterable(registre.values() for registre in registres):
        known = found.setdefault(one.adresse, one)
        if known is not one:
            found[one.adresse] = _reunies(known, one)
    return found


def _reunies(old: Adresse, new: Adresse) -> Adresse:
    if not new.nom:  # a page that stands there without speaking of a lieu
        return old
    return Adresse(
        new.adresse,
        tuple(dict.fromkeys((*new.ids, *old.ids))),
        new.nom,
        tuple(dict.fromkeys((*new.communes, *old.communes))),
        new.origine,
        new.remplace_par,
    )


# --- The file -------------------------------------------------------------------------------


def texte(registre: Registre) -> str:
    """Write a record, in the order of addresses."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLONNES)
    for _, one in sorted(registre.items()):
        adresse, ids, *rest = astuple(one)
        written = " ".join(quote(id_, safe=_LISIBLES) for id_ in ids)
        nom, communes, origine, successor = rest
        writer.writerow((adresse, written, nom, " ".join(communes), origine, successor))
    return out.getvalue()


def lire(path: Path) -> tuple[dict[str, Adresse], list[Problem]]:
    """Read a record and what is wrong with it; empty where the file is absent: nothing was published."""
    if not path.exists() and not path.is_symlink():
        return {}, []
    text, fault = read_text(path, TAILLE_MAX)
    if fault:
        return {}, [fault]
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, Adresse] = {}
    problems = []
    try:
        if tuple(next(rows, ())) != COLONNES:
            return {}, [_fault(path, 1, "ce n’est pas le registre des adresses", _REFAIRE)]
        for row in rows:
            one, why = _adresse(row)
            if why or one.adresse in found:
                said = why or f"« {one.adresse} » est déjà dans ce registre"
                problems.append(_fault(path, rows.line_num, said, "Retirez cette ligne"))
            found[one.adresse] = one
    except csv.Error:
        problems.append(_fault(path, rows.line_num, "cette ligne est abîmée", _REFAIRE))
    return (found, []) if not problems else ({}, problems)


_REFAIRE = "Reprenez ce fichier dans Git, ou refaites-le"


def _fault(path: Path, line: int, message: str, remede: str) -> Problem:
    exemple = "make adresses" if remede is _REFAIRE else ""
    return Problem(path=path, line=line, message=message, remede=remede, exemple=exemple)


def _adresse(row: list[str]) -> tuple[Adresse, str]:
    """Return the address that a row tells, and why it must be refused: a page is made from it."""
    if len(row) != len(COLONNES):
        said = f"il faut {len(COLONNES)} colonnes, cette ligne en a {len(row)}"
        return Adresse(""), said
    adresse, ids, nom, communes, origine, successor = row
    one = Adresse(
        adresse, tuple(map(unquote, ids.split())), nom, tuple(communes.split()), origine, successor
    )
    if len(adresse) > _CHEMIN_MAX or not _CHEMIN.fullmatch(adresse):
        return one, f"« {adresse} » n’est pas l’adresse d’une page de ce site"
    if INVISIBLES.search("".join((*one.ids, nom, successor))):
        return one, "cette ligne contient un caractère invisible"
    if not all(map(_INSEE.fullmatch, one.communes)):
        return one, f"« {communes} » n’est pas un code INSEE"
    if not _CLE.fullmatch(origine):
        return one, f"« {origine} » n’est pas le nom d’une source"
    return one, ""


# --- What an entry must not take --------------------------------------------------------------


def verifier(registre: Registre, lectures: Iterable[Lecture]) -> Iterator[Problem]:
    """Say which entries take the address of another lieu: a link to that one would lie.

    An error where the other had an entry, since its author and this one can settle it. A notice
    where only a dataset knew it: the build, which alone reads datasets, may find one place.
    """
    lectures = [lecture for lecture in lectures if lecture.lieu]
    owners = {id_: lecture for lecture in lectures for id_ in _ids(lecture)}
    for lecture in lectures:
        lieu = lecture.lieu
        assert lieu
        told = registre.get(f"lieux/{lecture.slug}/")
        if told and _of_another(told, lecture):
            yield lecture.problem(
                "",
                f"l’adresse {told.adresse} a été publiée pour un autre lieu,"
                f" « {told.nom} » ({told.ids[0]})",
                "Si c’est le même lieu, ajoutez cet identifiant à anciens_ids ; sinon, renommez ce"
                " fichier, par exemple en ajoutant « -2 »",
                f"anciens_ids: [{told.ids[0]}]",
                niveau="avis" if told.origine else "erreur",
                line=1,
            )
        for number, slug in enumerate(lieu.anciens_slugs, 1):
            told = registre.get(f"lieux/{slug}/")
            owner = next((owners[id_] for id_ in told.ids if id_ in owners), None) if told else None
            if told and owner and owner is not lecture and _of_another(told, lecture):
                yield lecture.problem(
                    f"anciens_slugs.{number}",
                    f"« {slug} » a été l’adresse d’un autre lieu, dont la fiche est {owner.path.name}",
                    "Retirez-le de la liste",
                )


def _of_another(told: Adresse, lecture: Lecture) -> bool:
    known = _ids(lecture)
    return bool(told.ids) and told.remplace_par not in known and not known & {*told.ids}


def _ids(lecture: Lecture) -> set[str]:
    return {lecture.lieu.id, *lecture.lieu.anciens_ids} if lecture.lieu else set()
