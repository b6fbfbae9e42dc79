"""Good entries changed by chance, in bytes, lines and tokens: what reading them must never do."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire import checks, ecriture, reader
from annuaire.model import Lieu
from annuaire.parties import Fabrique, Meta
from fiches_bonnes import LE, Fiche

BRUIT = (
    ":", ": ", "- ", "\n", "\n\n", "---\n", "...\n", "#", "&a ", "*a", "!x ", "|", ">", "%", "@",
    "`", '"', "'", "[", "]", "{", "}", ",", "\\", "\t", "\0", "\r", "\ufeff", "\u202e", "\u2028",
    "\x85", "\ufffe", "é", "é".encode("latin-1"), b"\xff\xfe", "<<: ", "? ", "²", "٣", "😀", "null",
)  # fmt: skip
"""What a keyboard, a spreadsheet or an attacker puts in a YAML file."""

_BRUIT = tuple(part if isinstance(part, bytes) else part.encode() for part in BRUIT)
_CLES = [name.encode() for name in (*Lieu.model_fields, *Fabrique.model_fields, *Meta.model_fields)]
_IMPREVU = "cette fiche n’a pas pu être lue"


def fautes_de_lecture(path: Path) -> list[str]:
    """Read a file as a contributor's: return each thing that reading must never do.

    It must raise nothing, tell every fault at a line of the file, refuse with a reason, and what
    it accepts must be written and read again the same.
    """
    data = path.read_bytes()
    try:
        lecture = reader.read(path)
        problems = list(checks.check_one(lecture, LE))
    except Exception as error:  # noqa: BLE001 - what must never happen is what is looked for
        return [f"{type(error).__name__} : {error}"]
    last = len(re.split(rb"\r\n|\r|\n", data))
    found = [
        f"« {p.message} » est dite à la ligne {p.line}, colonne {p.column}"
        for p in problems
        if not (1 <= p.line <= last and p.column >= 1)
    ]
    found += [f"« {_IMPREVU} »" for p in problems if p.message == _IMPREVU]
    if lecture.lieu is None and not any(p.niveau == "erreur" for p in problems):
        found.append("refusée sans raison")
    if lecture.lieu is not None and not _aller_retour(lecture.lieu):
        found.append("n’est plus la même une fois réécrite")
    return found


def _aller_retour(lieu: Lieu) -> bool:
    text = ecriture.entree(lieu)
    again = reader.parse(Path("a.md"), text)
    return again.lieu == lieu and ecriture.entree(again.lieu) == text


def eprouver(fiches: list[Fiche], combien: int, graine: int, dossier: Path) -> Iterator[str]:
    """Read so many mutants; yield each fault, with the rank at which that seed makes it."""
    rng = Random(graine)
    sources = [(fiche.path.parent.name, fiche.texte.encode()) for fiche in fiches]
    for rank in range(combien):
        folder, data = rng.choice(sources)
        path = dossier / folder / "au-hasard.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_mutant(data, rng, rng.choice(sources)[1]))
        for fault in fautes_de_lecture(path):
            yield f"mutant {rank} de la graine {graine} : {fault}"


def _mutant(data: bytes, rng: Random, other: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice((_octets, _lignes, _jetons))(data, rng, other)
    return data


def _octets(data: bytes, rng: Random, other: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    removed = rng.choice((0, 0, 1, 1, 2, 12, len(data)))
    added = rng.choice((b"", rng.randbytes(1), rng.randbytes(3), rng.choice(_BRUIT)))
    return data[:start] + added + data[start + removed :]


def _lignes(data: bytes, rng: Random, other: bytes) -> bytes:
    lines = data.split(b"\n")
    here, there = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(7):
        case 0:
            del lines[here]
        case 1:
            lines.insert(there, lines[here])
        case 2:
            lines[here], lines[there] = lines[there], lines[here]
        case 3:
            lines[here] = rng.choice((b" ", b"  ", b"\t", b"- ")) + lines[here]
        case 4:
            lines[here] = lines[here].lstrip()
        case 5:
            lines[here : here + 2] = [b"".join(lines[here : here + 2])]
        case _:
            lines[here] = rng.choice(other.split(b"\n"))
    return b"\n".join(lines)


def _jetons(data: bytes, rng: Random, other: bytes) -> bytes:
    tokens = re.findall(rb"\w+|\s+|.", data)
    at = rng.randrange(len(tokens)) if tokens else 0
    new = rng.choice((rng.choice(_BRUIT), rng.choice(_CLES), rng.choice(tokens or [b"x"]), b""))
    tokens[at : at + rng.choice((0, 1, 1, 3))] = [new]
    return b"".join(tokens)


_texte = st.one_of(
    st.text(max_size=30),
    st.sampled_from([p for p in BRUIT if isinstance(p, str)]),
    st.just("23079"),
)
_valeur = st.recursive(
    st.one_of(_texte, st.integers(), st.floats(), st.booleans(), st.none(), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(_texte, inner, max_size=4)
    ),
    max_leaves=8,
)
_champs = st.dictionaries(
    st.one_of(st.sampled_from([*Lieu.model_fields, *Fabrique.model_fields]), _texte),
    _valeur,
    max_size=8,
)


def supposer(combien: int, dossier: Path) -> list[str]:
    """Read so many entries whose fields hold any value of any kind; return the faults found."""
    path = dossier / "23-creuse" / "au-hasard.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    sain = {"id": "a", "nom": "Le lieu", "commune": "Felletin", "code_insee": "23079",
            "date_maj": "2026-11-20", "meta": {"sources": ["Mairie"]}}  # fmt: skip
    found: list[str] = []

    @given(_champs, st.text(max_size=40), st.booleans())
    @settings(max_examples=combien, deadline=None, derandomize=True, database=None)
    def lire(champs: dict, corps: str, brut: bool) -> None:
        front = yaml.dump({**sain, **champs}, allow_unicode=True, sort_keys=False)
        if brut:
            front = "".join(f"{key}: {value}\n" for key, value in {**sain, **champs}.items())
        path.write_text(f"---\n{front}---\n{corps}", encoding="utf-8", errors="replace")
        found.extend(fautes_de_lecture(path))

    lire()
    return found
