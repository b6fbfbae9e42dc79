"""One file of a source → its lieux, with the account of every row."""

import copy
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from annuaire import formats, parties
from annuaire.formats import Correspondance
from annuaire.ligne import Ligne, LigneRefuseeError, Refus
from annuaire.mise_en_ordre import lieu_de
from annuaire.model import Lieu
from annuaire.sources.declaration import Source

Suivi = Callable[[Iterable[Ligne]], Iterable[Ligne]]


@dataclass(frozen=True)
class Collecte:
    """What reading the file of a source gave.

    `lignes` counts its records, `nettoyages` the values put in order in the lieux kept. `date` is
    the day that its data speak of, `format` the key of the format that was recognised, `avis`
    what was noticed of the file as a whole. `etat` says in French what there is to know of the
    copy that was read, or why there is none.
    """

    source: Source
    lieux: tuple[Lieu, ...] = ()
    lignes: int = 0
    refus: tuple[Refus, ...] = ()
    nettoyages: int = 0
    date: dt.date | None = None  # the field hides the type of that name
    format: str = ""
    avis: tuple[str, ...] = ()
    etat: str = ""


@dataclass
class _Tri:
    """The records of one file as they are read: those that make a lieu, and the others."""

    origine: str
    le: date
    bons: list[tuple[Ligne, Lieu]] = field(default_factory=list)
    refus: list[Refus] = field(default_factory=list)

    def trier(self, ligne: Ligne, jour: date | None) -> bool:
        """Put one record in its heap; tell whether it makes a lieu."""
        try:
            lieu = lieu_de(ligne, self.origine, self.le, date_defaut=jour)
        except LigneRefuseeError as error:
            self.refus.append(Refus(ligne.numero, ligne.id, str(error)))
            return False
        self.bons.append((ligne, lieu))
        return True


def lire(
    fichier: Path,
    source: Source,
    le: date,
    *,
    jour: date | None = None,
    correspondance: Correspondance | None = None,
    suivre: Suivi = iter,
) -> Collecte:
    """Read a file: each record that makes a lieu, signed with its source; why the others do not.

    `jour` is the day that the data speak of, where it is known; else the newest `date_maj` of the
    records. A record that says no date takes that one. `le` is the day of the checks. Raises
    FormatInconnuError where no record can be read.
    """
    document = formats.ouvrir(fichier, correspondance, date_fichier=jour)
    tri, undated, lignes = _Tri(source.nom, le), [], 0
    for ligne in suivre(document.lignes):
        lignes += 1
        # Put in order, a record is changed: what may be tried again is kept as it came.
        kept = None if jour else copy.deepcopy(ligne)
        if not tri.trier(ligne, jour) and kept:
            undated.append(kept)
    jour = jour or max((lieu.date_maj for _, lieu in tri.bons), default=None)
    if jour and undated:
        tri.refus.clear()
        for ligne in undated:
            tri.trier(ligne, jour)
    bons, doubles = _sans_doubles(tri.bons)
    signature = _signature(source, jour)
    return Collecte(
        source=source,
        lieux=tuple(_signe(lieu, signature) for _, lieu in bons),
        lignes=lignes,
        refus=tuple(sorted((*tri.refus, *doubles), key=lambda refus: refus.ligne)),
        nettoyages=sum(len(ligne.nettoyages) for ligne, _ in bons),
        date=jour,
        format=document.format,
        avis=document.avis,
    )


def _sans_doubles(
    bons: list[tuple[Ligne, Lieu]],
) -> tuple[list[tuple[Ligne, Lieu]], list[Refus]]:
    """Keep the first record of each identifier, in the order of the file."""
    first: dict[str, tuple[Ligne, Lieu]] = {}
    refused = []
    for ligne, lieu in sorted(bons, key=lambda one: one[0].numero):
        if lieu.id in first:
            line = first[lieu.id][0].numero
            raison = f"l’identifiant « {lieu.id} » est déjà celui de la ligne {line}"
            refused.append(Refus(ligne.numero, ligne.id, raison))
        else:
            first[lieu.id] = (ligne, lieu)
    return list(first.values()), refused


def _signature(source: Source, jour: date | None) -> tuple[parties.Source, ...]:
    return (
        parties.Source(titre=source.nom, url=source.page, date=jour.isoformat() if jour else None),
    )


def _signe(lieu: Lieu, signature: tuple[parties.Source, ...]) -> Lieu:
    return lieu.model_copy(update={"meta": lieu.meta.model_copy(update={"sources": signature})})


def jour_dans(texte: str, le: date) -> date | None:
    """Return the last day written in a file name or an address (2024-08-01, 20240801), if any.

    A day after `le` is none.
    """
    found = [day for day in _jours(texte) if day <= le]
    return found[-1] if found else None


def _jours(texte: str) -> Iterator[date]:
    for match in re.finditer(r"(?<!\d)(20\d\d)(-?)(\d\d)\2(\d\d)(?!\d)", texte):
        try:
            yield date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
