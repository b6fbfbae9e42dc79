"""What a build federates: the copies of the active sources, or the files given by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from annuaire import noms
from annuaire.formats import jour_dans
from annuaire.ligne import FormatInconnuError
from annuaire.sources import copies
from annuaire.sources.declaration import Declaree, Source, correspondance, declarees
from annuaire.sources.lecture import Collecte, Suivi, lire
from annuaire.valeurs import SLUG


class SourceInvalideError(Exception):
    """Files given by hand that cannot be federated: all of them, in French with what to do."""


def donnes(texte: str, depuis: Path) -> tuple[str, ...]:
    """Part what SOURCES says, paths or `cle=path` with commas between; paths made absolute.

    >>> donnes("a b.csv, fs=/tmp/c.csv", Path("/ici"))
    ('/ici/a b.csv', 'fs=/tmp/c.csv')
    """
    found = []
    for item in filter(None, map(str.strip, texte.split(","))):
        cle, path = _parts(item)
        found.append(f"{cle}={depuis / path}" if cle else str(depuis / path))
    return tuple(found)


def collecter(
    content: Path,
    fichiers: tuple[str, ...],
    le: date,
    suivre: Callable[[str], Suivi] = lambda _: iter,
) -> tuple[Collecte, ...]:
    """Read the copies of the active sources or, where files are given by hand, these instead.

    In the order of `content/sources.yml`, which is that of their priority; files of no declared
    source come last, in the order given. `fichiers` are paths or `cle=path`; without a key the
    declared source whose key begins the name of the file owns it, active or not. Without a copy
    a source gives no lieu, and its `etat` says why. Raises SourceInvalideError where a file given
    by hand cannot be read.
    """
    declared, _ = declarees(content)
    if fichiers:
        return _donnees(content, declared, fichiers, le, suivre)
    return tuple(
        _copie(content, source, le, suivre(source.nom)) for source in declared if source.active
    )


def _copie(content: Path, source: Declaree, le: date, suivre: Suivi) -> Collecte:
    copie, why = copies.bonne_copie(content, source)
    if copie is None:
        return Collecte(source, etat=why)
    try:
        found = lire(
            copies.chemin(content, source.cle),
            source,
            le,
            jour=source.etat_du or copie.jour,
            correspondance=correspondance(content, source),
            suivre=suivre,
        )
    except FormatInconnuError as error:  # it was read once: our reading of it has changed
        return Collecte(source, etat=f"copie illisible ({error})")
    told = f"copie du {copie.telecharge_le:%d/%m/%Y}{f' ; {why}' if why else ''}"
    essai = copies.etat(content, source.cle).dernier_essai
    if essai and essai.echec:
        told += f" ; essai du {essai.le:%d/%m/%Y} sans succès : {essai.echec}"
    return replace(found, etat=told)


def _donnees(
    content: Path,
    declared: tuple[Declaree, ...],
    fichiers: tuple[str, ...],
    le: date,
    suivre: Callable[[str], Suivi],
) -> tuple[Collecte, ...]:
    found: list[Collecte] = []
    faults: list[str] = []
    for source, path in _rangees(declared, fichiers, faults):
        try:
            collecte = lire(
                path,
                source,
                le,
                jour=jour_dans(path.name, le),
                correspondance=correspondance(content, source),
                suivre=suivre(source.nom),
            )
            found.append(replace(collecte, etat=f"fichier donné : {path.name}"))
        except FormatInconnuError as error:
            faults.append(str(error))
    if faults:
        raise SourceInvalideError("\n".join(faults))
    return tuple(found)


def _rangees(
    declared: tuple[Declaree, ...], fichiers: tuple[str, ...], faults: list[str]
) -> Iterator[tuple[Source, Path]]:
    """Bind each file to its source, in the order of the sources; tell of those that have none."""
    bound: list[tuple[int, Source, Path]] = []
    for item in fichiers:
        cle, path = _parts(item)
        source = _source(declared, cle, path)
        if source is None:
            keys = ", ".join(one.cle for one in declared) or "aucune"
            faults.append(f"SOURCES : « {cle} » n’est pas une clé de sources.yml (clés : {keys}).")
        elif not path.is_file():
            faults.append(f"SOURCES : ce fichier n’existe pas : {path}")
        else:
            same = next((other for _, one, other in bound if one.cle == source.cle), None)
            if same:
                faults.append(
                    f"SOURCES : {same.name} et {path.name} sont deux fichiers d’une même source "
                    f"({source.cle}). Gardez-en un, ou renommez l’autre."
                )
            rank = declared.index(source) if source in declared else len(declared)
            bound.append((rank, source, path))
    for _, source, path in sorted(bound, key=lambda one: one[0]):
        yield source, path


def _source(declared: tuple[Declaree, ...], cle: str, path: Path) -> Source | None:
    """Return the source of a file; one of its own where no declared one owns it."""
    if cle:
        return next((one for one in declared if one.cle == cle), None)
    owners = [one for one in declared if _possede(one.cle, path.name.lower())]
    if owners:
        return max(owners, key=lambda one: len(one.cle))
    return Source(cle=noms.slug(path.stem)[:60].strip("-") or "fichier", nom=path.name)


def _possede(cle: str, nom: str) -> bool:
    """True if a key begins a file name, and ends there where a word of it ends."""
    return nom.startswith(cle) and not nom[len(cle) : len(cle) + 1].isalnum()


def _parts(item: str) -> tuple[str, Path]:
    """Part `cle=path`; a path may hold the sign = itself."""
    before, sign, after = item.partition("=")
    return (before, Path(after)) if sign and SLUG.fullmatch(before) else ("", Path(item))
