"""A file of lieux, of any known format → entries, with an account of every row.

Nothing is invented and nothing is lost: what is put in order, left out or refused is in the
report with its row, its value and the reason.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from annuaire import depot, formats, noms
from annuaire.depot import Depot, Entree
from annuaire.formats import Correspondance, jour_dans
from annuaire.ligne import Ligne, LigneRefuseeError, Nettoyage, Refus
from annuaire.mise_en_ordre import lieu_de

RAPPORT = "rapport-import.json"
"""The report of the last import into a folder, whatever its file."""


@dataclass(frozen=True, slots=True)
class Suite:
    """What became of an entry that existed already, or of a new one.

    `pris` names the fields that took the value of the row, `gardes` those where the entry says
    something else and stays so, `raison` why it could not be changed at all.
    """

    ligne: int
    id: str
    fiche: str
    pris: tuple[str, ...] = ()
    gardes: tuple[str, ...] = ()
    raison: str = ""


@dataclass
class Rapport:
    """What became of each row of a file.

    `importees` counts the rows that their entry says, `inchangees` those that it said already.
    """

    fichier: str
    format: str = ""
    avis: tuple[str, ...] = ()
    lignes: int = 0
    importees: int = 0
    inchangees: int = 0
    refus: list[Refus] = field(default_factory=list)
    nouvelles: list[Suite] = field(default_factory=list)
    changees: list[Suite] = field(default_factory=list)
    gardees: list[Suite] = field(default_factory=list)
    nettoyages: list[Nettoyage] = field(default_factory=list)

    def ecrire(self, path: Path) -> None:
        """Write the report as JSON, one line an item: of 50,000 rows it would fill the memory."""
        kinds = Counter(nettoyage.raison for nettoyage in self.nettoyages)
        with path.open("w", encoding="utf-8") as stream:
            stream.write("{\n")
            for one in fields(self):
                value = getattr(self, one.name)
                stream.write(f'"{one.name}": ')
                stream.writelines(_items(value) if isinstance(value, list) else [_json(value)])
                stream.write(",\n")
            stream.write(f'"resume": {_json(dict(sorted(kinds.items())))}\n}}\n')


def importer(
    fichier: Path,
    vers: Path,
    suivre: Callable[[Iterable[Ligne]], Iterable[Ligne]] = iter,
    *,
    remplacer: bool = False,
    simuler: bool = False,
    correspondance: Correspondance | None = None,
    le: date | None = None,
) -> Rapport:
    """Write an entry under `vers/lieux/<département>/` for each row that can be one.

    An entry that exists already, by an identifier of its own, takes what changed in the file
    since the last import, but for the fields that people edited since (three-way merge); those
    are told in the report. `remplacer` writes over them, `simuler` writes nothing at all. The
    same file twice changes nothing. Every entry passes the checks of the day `le` (today) before
    it is written. `suivre` shows the progress of the rows. Raises FormatInconnuError where no
    row of the file can be read.
    """
    day = le or datetime.now(UTC).date()
    # A name of file that is no UTF-8 can be opened, but not written in a report.
    name = os.fsencode(fichier.name).decode("utf-8", "replace")
    jour = jour_dans(name, day)
    document = formats.ouvrir(fichier, correspondance, date_fichier=jour)
    rapport = Rapport(name, document.titre, document.avis)
    with nullcontext() if simuler else depot.seul(vers):
        tree = Depot(vers, remplacer=remplacer, simuler=simuler)
        ready = list(_pretes(suivre(document.lignes), tree, rapport, day, jour))
        tree.annoncer(entree for _, entree in ready)
        for numero, entree in sorted(ready, key=lambda one: noms.rang(one[1].id)):
            _deposer(tree, entree, numero, rapport, vers)
        for told in (rapport.nouvelles, rapport.changees, rapport.gardees):
            told.sort(key=lambda suite: suite.ligne)
        tree.terminer()
        if not simuler:
            rapport.ecrire(vers / RAPPORT)
    return rapport


def _pretes(
    lignes: Iterable[Ligne], tree: Depot, rapport: Rapport, day: date, jour: date | None
) -> Iterator[tuple[int, Entree]]:
    """Yield (line, entry) for each record that can be one; tell of the others in the report."""
    for ligne in lignes:
        rapport.lignes += 1
        refus = ligne.faute or tree.refus(ligne.id)
        try:
            if not refus:
                lieu = lieu_de(ligne, rapport.fichier, day, date_defaut=jour)
                rapport.nettoyages += ligne.nettoyages
                yield ligne.numero, depot.preparer(lieu)
        except LigneRefuseeError as error:
            refus = str(error)
        if refus:
            rapport.refus.append(Refus(ligne.numero, ligne.id, refus))


def _items(items: list[Any]) -> Iterator[str]:
    yield "["
    for rank, item in enumerate(items):
        yield f"{',' if rank else ''}\n {_json(asdict(item))}"
    yield "\n]" if items else "]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _deposer(tree: Depot, entree: Entree, numero: int, rapport: Rapport, vers: Path) -> None:
    done = tree.deposer(entree)
    fiche = done.path.relative_to(vers).as_posix()
    suite = Suite(numero, entree.id, fiche, done.pris, done.gardes, done.raison)
    if done.etat == "gardee":
        rapport.gardees.append(suite)
        return
    rapport.importees += 1
    if done.etat == "inchangee":
        rapport.inchangees += 1
    else:
        (rapport.nouvelles if done.etat == "nouvelle" else rapport.changees).append(suite)
