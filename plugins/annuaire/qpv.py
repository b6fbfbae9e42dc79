"""The priority neighbourhoods (QPV), read from a file given by hand; what is wrong with it.

One row per neighbourhood and commune that it lies in, as the list of the ANCT is published. No
such list is of this project: without a file, the site says that it does not know.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annuaire import territoires
from annuaire.formats import fichier
from annuaire.formats.fichier import Enregistrement
from annuaire.ligne import FormatInconnuError
from annuaire.motifs import entier
from annuaire.noms import normaliser
from annuaire.problems import Problem
from annuaire.reader import Lecture
from annuaire.refus import dire
from annuaire.territoires import Commune

COLONNES = ("code_qp", "nom_qp", "code_insee", "commune")
_CHAMP = "fabrique.qpv_code"


class Quartier(NamedTuple):
    """A priority neighbourhood in one of its communes, by that commune's current code."""

    code: str
    nom: str
    code_insee: str


def lire(path: Path) -> tuple[tuple[Quartier, ...], list[Problem]]:
    """Read the neighbourhoods of a CSV; every row that cannot be one is a problem at its line."""
    try:
        found = fichier.ouvrir(path, frozenset(COLONNES), None)
    except (FormatInconnuError, OSError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        why = str(said).removeprefix(f"{path} : ")
        message = f"cette liste ne peut pas être lue : {why}"
        return (), [_probleme(path, 1, "", message, "Donnez la liste entière, en CSV")]
    missing = [name for name in COLONNES if name not in found.colonnes]
    if missing:
        wanted = ", ".join(missing)
        return (), [
            _probleme(path, 1, "", f"il manque : {wanted}", "Ajoutez ces colonnes à la liste")
        ]
    quartiers: dict[tuple[str, str], Quartier] = {}
    problems: list[Problem] = []
    for record in found.enregistrements():
        one = _quartier(path, record)
        if isinstance(one, Problem):
            problems.append(one)
        elif (one.code, one.code_insee) in quartiers:
            said = f"{one.code} est déjà donné pour cette commune"
            problems.append(_probleme(path, record.numero, "code_qp", said, "Gardez une ligne"))
        else:
            quartiers[one.code, one.code_insee] = one
    return tuple(quartiers.values()), problems


def _quartier(path: Path, record: Enregistrement) -> Quartier | Problem:
    cells = {name: str(record.brut.get(name, "")).strip() for name in COLONNES}
    code, insee = cells["code_qp"].upper(), cells["code_insee"].upper()
    commune = territoires.commune_actuelle(insee)
    fault: tuple[str, str, str, str] | None = None
    if record.faute:
        fault = ("", record.faute, "Corrigez cette ligne", "")
    elif not entier("qpv", code):
        fault = ("code_qp", *_dit("qpv", texte=code))
    elif commune is None:
        said = f"aucune commune n’a le code INSEE « {insee} »"
        fault = ("code_insee", said, "Cherchez le code de la commune", "02691")
    elif _departement(code) != commune.departement:
        said = f"{code} est un quartier du département {_departement(code)}, pas de {commune.nom}"
        fault = ("code_qp", said, "Corrigez le code du quartier ou celui de la commune", "")
    elif not _nomme(commune, cells["commune"]):
        said = f"le code INSEE {insee} est celui de {commune.nom}, pas de {cells['commune']}"
        fault = ("code_insee", said, "Corrigez le code ou le nom de la commune", "")
    if fault or commune is None:
        champ, message, remede, exemple = fault or ("", "", "", "")
        return _probleme(path, record.numero, champ, message, remede, exemple)
    return Quartier(code, cells["nom_qp"], commune.parent or commune.code)


def _dit(cle: str, **valeurs: object) -> tuple[str, str, str]:
    message, remede, exemple = dire(cle, **valeurs)
    return message, remede, exemple or ""


def _nomme(commune: Commune, noms: str) -> bool:
    """True if a commune is among names: today's, a part's, or the same with a river more or less."""
    own = [normaliser(nom) for nom in (commune.nom, *territoires.anciens(commune.code)[1])]
    said = [normaliser(nom) for nom in noms.split(";") if nom.strip()]
    return any(
        nom == other or nom.startswith(f"{other} ") or other.startswith(f"{nom} ")
        for nom in said
        for other in own
    )


def _departement(code: str) -> str:
    """Return the département that a code of neighbourhood says: QN02A01M → 2A, QN97101M → 971."""
    said = code[2:5]
    return said.removeprefix("0")


def _probleme(
    path: Path, line: int, champ: str, message: str, remede: str, exemple: str = ""
) -> Problem:
    return Problem(
        path=path, line=line, champ=champ, message=message, remede=remede, exemple=exemple
    )


def verifier(quartiers: Iterable[Quartier], lectures: Iterable[Lecture]) -> Iterator[Problem]:
    """Refuse the entries that give a neighbourhood that is not on the list, or not of their commune.

    Without a list, nothing is said.
    """
    by_code: dict[str, list[Quartier]] = {}
    for one in quartiers:
        by_code.setdefault(one.code, []).append(one)
    for lecture in lectures if by_code else ():
        fabrique = lecture.lieu.fabrique if lecture.lieu else None
        if not lecture.lieu or not fabrique or not fabrique.qpv_code:
            continue
        own = territoires.commune_actuelle(lecture.lieu.code_insee)
        known = by_code.get(fabrique.qpv_code)
        if known is None:
            yield lecture.problem(
                _CHAMP,
                f"{fabrique.qpv_code} n’est pas dans la liste des quartiers prioritaires",
                "Cherchez le code du quartier sur sig.ville.gouv.fr, ou retirez ce champ",
            )
        elif own and (own.parent or own.code) not in {one.code_insee for one in known}:
            yield lecture.problem(
                _CHAMP,
                f"{fabrique.qpv_code} est un quartier de {_communes(known)}, pas de {own.nom}",
                "Corrigez le quartier ou la commune",
            )


def _communes(quartiers: Iterable[Quartier]) -> str:
    found = (territoires.commune(one.code_insee) for one in quartiers)
    return " et ".join(commune.nom for commune in found if commune)


def par_commune(quartiers: Iterable[Quartier]) -> dict[str, tuple[Commune, tuple[Quartier, ...]]]:
    """Return each commune that has a neighbourhood, with its own, by code."""
    groups: dict[str, list[Quartier]] = {}
    for one in quartiers:
        groups.setdefault(one.code_insee, []).append(one)
    return {
        code: (commune, tuple(sorted(groups[code])))
        for code in sorted(groups)
        if (commune := territoires.commune(code))
    }
