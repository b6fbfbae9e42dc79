"""One file of a source → its lieux, with the account of every row."""

import copy
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

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


class _Bon(NamedTuple):
    """A record that makes a lieu: its line, how many of its values were put in order."""

    numero: int
    nettoyages: int
    lieu: Lieu


@dataclass
class _Tri:
    """The records of one file as they are read: those that make a lieu, and the others."""

    origine: str
    le: date
    bons: list[_Bon] = field(default_factory=list)
    refus: list[Refus] = field(default_factory=list)

    def trier(self, ligne: Ligne, jour: date | None) -> bool:
        """Put one record in its heap; tell whether it makes a lieu."""
        try:
            lieu = lieu_de(ligne, self.origine, self.le, date_defaut=jour)
        except LigneRefuseeError as error:
            self.refus.append(Refus(ligne.numero, ligne.id, str(error)))
            return False
        self.bons.append(_Bon(ligne.numero, len(ligne.nettoyages), lieu))
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
    jour = jour or max((bon.lieu.date_maj for bon in tri.bons), default=None)
    if jour and undated:
        tri.refus.clear()
        for ligne in undated:
            tri.trier(ligne, jour)
    bons, doubles = _sans_doubles(tri.bons)
    tri.bons.clear()
    nettoyages = sum(bon.nettoyages for bon in bons)
    signature = _signature(source, jour)
    return Collecte(
        source=source,
        lieux=tuple(_signes(bons, signature)),
        lignes=lignes,
        refus=tuple(sorted((*tri.refus, *doubles), key=lambda refus: refus.ligne)),
        nettoyages=nettoyages,
        date=jour,
        format=document.format,
        avis=document.avis,
    )


def _sans_doubles(bons: list[_Bon]) -> tuple[list[_Bon], list[Refus]]:
    """Keep the first record of each identifier, in the order of the file."""
    first: dict[str, _Bon] = {}
    refused = []
    for bon in sorted(bons, key=lambda one: one.numero):
        if (kept := first.setdefault(bon.lieu.id, bon)) is not bon:
            raison = f"l’identifiant « {bon.lieu.id} » est déjà celui de la ligne {kept.numero}"
            refused.append(Refus(bon.numero, bon.lieu.id, raison))
    return list(first.values()), refused


def _signature(source: Source, jour: date | None) -> tuple[parties.Source, ...]:
    return (
        parties.Source(titre=source.nom, url=source.page, date=jour.isoformat() if jour else None),
    )


def _signes(bons: list[_Bon], signature: tuple[parties.Source, ...]) -> Iterator[Lieu]:
    """Yield the lieux signed with their source.

    50,000 of them fill the memory: each unsigned one is let go, and what many say alike (a
    commune, a list of services, the names of the fields given) is kept once.
    """
    bons.reverse()
    once: dict[Any, Any] = {}
    while bons:
        lieu = bons.pop().lieu
        meta = lieu.meta.model_copy(update={"sources": signature})
        values = dict(lieu) | {"meta": once.setdefault(meta, meta)}
        for name in _REDITS:
            values[name] = once.setdefault(values[name], values[name])
        given = once.setdefault(frozenset(lieu.model_fields_set), set(lieu.model_fields_set))
        # Validated already, field by field.
        yield Lieu.model_construct(_fields_set=given, **values)


_REDITS = tuple(
    name
    for name, info in Lieu.model_fields.items()
    if info.default == () or name in {"commune", "code_insee", "code_postal", "horaires", "source"}
)
"""The texts and lists that records repeat."""
