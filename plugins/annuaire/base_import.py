"""What the last import said of each entry: the third side of a three-way merge.

Kept beside the entries as fingerprints, one line an entry, so that Git shows what an import
changed. A fingerprint is 48 bits of BLAKE2: enough to tell an edit, too little to read back.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from annuaire.ligne import FormatInconnuError
from annuaire.model import Lieu

FICHIER = "base-import.json"
EN_COURS = "base-import.json.en-cours"


class Base(NamedTuple):
    """One entry as it was imported: the fingerprint of its text, and of each field it said.

    The fields are kept as one text, "nom:… commune:…": an import holds those of all its entries.
    """

    texte: str
    dits: str

    @property
    def champs(self) -> dict[str, str]:
        """The fingerprint of each field that was said, by name."""
        return dict(part.split(":", 1) for part in self.dits.split())


def empreinte(text: str) -> str:
    """Return the fingerprint of a text: 8 characters."""
    digest = hashlib.blake2b(text.encode(), digest_size=6).digest()
    return b64encode(digest).decode()


def base_de(lieu: Lieu, text: str) -> Base:
    """Return what is to be remembered of an entry as an import wrote it."""
    said = lieu.model_dump(mode="json", exclude_defaults=True)
    marks = (
        f"{name}:{empreinte(json.dumps(value, ensure_ascii=False, sort_keys=True))}"
        for name, value in said.items()
    )
    return Base(empreinte(text), " ".join(marks))


class BaseAbimeeError(FormatInconnuError):
    """A base that cannot be read: to go on would forget what every import said."""


def lire(vers: Path, nom: str = FICHIER) -> dict[str, Base]:
    """Return the bases by id, none where no import was made; raise BaseAbimeeError if damaged."""
    path = vers / nom
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = {id_: Base(str(text), str(fields)) for id_, (text, fields) in kept.items()}
        for base in found.values():
            _ = base.champs
    except (ValueError, AttributeError, TypeError):
        raise BaseAbimeeError(
            f"{path} est abîmé : il dit ce que le dernier import avait écrit. Reprenez-le depuis"
            " Git ; sinon effacez-le, et toutes les fiches resteront telles quelles."
        ) from None
    return found


def annoncer(vers: Path, bases: Mapping[str, Base]) -> None:
    """Keep what an import is about to say: killed in the middle, the next one knows its entries."""
    _ecrire(vers / EN_COURS, bases)


def ecrire(vers: Path, bases: Mapping[str, Base]) -> None:
    """Write the bases, in the order of the ids; nothing is under way any more."""
    _ecrire(vers / EN_COURS, bases)
    (vers / EN_COURS).replace(vers / FICHIER)


def _ecrire(path: Path, bases: Mapping[str, Base]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write("{")
        for rank, id_ in enumerate(sorted(bases)):
            said = json.dumps(list(bases[id_]))
            stream.write(f"{',' if rank else ''}\n{json.dumps(id_, ensure_ascii=False)}: {said}")
        stream.write("\n}\n")
