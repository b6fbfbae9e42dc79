"""A CSV file of the national standard v1 → entries, with an account of every row.

Nothing is invented and nothing is lost: what is put in order, left out or refused is in the
report with its row, its value and the reason.
"""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from annuaire import depot
from annuaire.depot import Depot, Gardee
from annuaire.ligne import FormatInconnuError, Ligne, LigneRefuseeError, Nettoyage, Refus
from annuaire.mise_en_ordre import lieu_de
from annuaire.model import CHAMPS_NATIONAUX, Lieu

RAPPORT = "rapport-import.json"
"""The report of the last import into a folder, whatever its file."""


@dataclass
class Rapport:
    """What became of each row of a file.

    `importees` counts the rows that their entry says, `inchangees` those that it said already.
    """

    fichier: str
    lignes: int = 0
    importees: int = 0
    inchangees: int = 0
    refus: list[Refus] = field(default_factory=list)
    gardees: list[Gardee] = field(default_factory=list)
    nettoyages: list[Nettoyage] = field(default_factory=list)

    def json(self) -> str:
        """The report as it is kept beside the entries."""
        kinds = Counter(nettoyage.raison for nettoyage in self.nettoyages)
        return json.dumps(
            {**asdict(self), "resume": dict(sorted(kinds.items()))},
            ensure_ascii=False,
            indent=1,
        )


def importer(
    fichier: Path,
    vers: Path,
    suivre: Callable[[Iterable[Ligne]], Iterable[Ligne]] = iter,
    *,
    remplacer: bool = False,
    le: date | None = None,
) -> Rapport:
    """Write an entry under `vers/lieux/<département>/` for each row that can be one.

    An entry that exists already, by an identifier of its own, and says something else stays as
    it is and is told in the report; `remplacer` writes over it, under the same file name. The
    same file twice changes nothing. Every entry passes the checks of the day `le` (today) before
    it is written. `suivre` shows the progress of the rows. Raises FormatInconnuError where the
    file is not a CSV of the national standard.
    """
    rapport = Rapport(fichier.name)
    tree = Depot(vers, remplacer=remplacer)
    ready: list[tuple[Lieu, str, Ligne]] = []
    for ligne in suivre(_rows(fichier)):
        rapport.lignes += 1
        refus = tree.refus(ligne.id)
        try:
            if not refus:
                ready.append((*lieu_de(ligne, fichier.name, le or datetime.now(UTC).date()), ligne))
        except LigneRefuseeError as error:
            refus = str(error)
        if refus:
            rapport.refus.append(Refus(ligne.numero, ligne.id, refus))
    for lieu, text, ligne in sorted(ready, key=lambda one: depot.rang(one[0].id)):
        done = tree.deposer(lieu, text)
        if done.etat == "gardee":
            fiche = done.path.relative_to(vers).as_posix()
            rapport.gardees.append(Gardee(ligne.numero, ligne.id, fiche, done.champs))
            continue
        rapport.importees += 1
        rapport.inchangees += done.etat == "inchangee"
        rapport.nettoyages += ligne.nettoyages
    rapport.nettoyages.sort(key=lambda n: (n.ligne, n.champ))
    rapport.gardees.sort(key=lambda g: g.ligne)
    vers.mkdir(parents=True, exist_ok=True)
    (vers / RAPPORT).write_text(rapport.json() + "\n", encoding="utf-8")
    return rapport


def _rows(fichier: Path) -> Iterator[Ligne]:
    try:
        with fichier.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, strict=True)
            fault = _fault_of_header(list(rows.fieldnames or ()))
            if fault:
                raise FormatInconnuError(
                    f"{fichier} n’est pas un CSV du standard national v1 : {fault}"
                )
            for row in rows:
                values = {
                    champ: value
                    for champ in CHAMPS_NATIONAUX
                    if (value := (row.get(champ) or "").strip())
                }
                faute = "cette ligne a plus de colonnes que la première" if None in row else ""
                yield Ligne(rows.line_num, values.get("id", ""), values, faute)
    except UnicodeDecodeError:
        raise FormatInconnuError(
            f"{fichier} n’est pas en UTF-8. Enregistrez-le de nouveau avec cet encodage."
        ) from None
    except csv.Error:
        raise FormatInconnuError(
            f"{fichier} : le CSV est mal formé (un guillemet ouvert, un signe illisible)."
        ) from None


def _fault_of_header(columns: list[str]) -> str:
    """Return what is wrong with the first line of a file, "" if nothing is."""
    missing = [name for name in ("id", "nom", "commune") if name not in columns]
    if not columns:
        return "il est vide."
    if columns[0].lstrip().startswith("<"):
        return "c’est une page web. Téléchargez le fichier lui-même."
    if missing and any(";" in name for name in columns):
        return "ses colonnes sont séparées par « ; ». Enregistrez-le avec des virgules."
    if missing:
        return (
            f"il manque la colonne {', '.join(missing)}. "
            f"La première ligne attendue est : {','.join(CHAMPS_NATIONAUX)}"
        )
    return ""
