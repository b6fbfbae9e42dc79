"""Plain French: sentences of fifteen words at most, no office word, no unexplained initials."""

import re
from collections.abc import Iterable, Iterator

MOTS_MAX = 15
"""Words of a sentence, as the plain-language guides ask."""

JARGON = {
    "téléservice": "site",
    "téléprocédure": "démarche en ligne",
    "télédéclaration": "déclaration en ligne",
    "dématérialis": "en ligne",
    "plateforme": "site",
    "portail": "site",
    "usager": "vous",
    "bénéficiaire": "vous",
    "authentifi": "se connecter",
    "le cas échéant": "si besoin",
    "procéder à": "faire",
    "effectuer": "faire",
    "pièce justificative": "papier",
    "pièces justificatives": "papiers",
    "instruction du dossier": "examen de votre dossier",
    "ayant droit": "votre famille",
    "cerfa": "formulaire",
    "susmentionné": "ce",
}
"""What an office says, and what to write instead."""

_INITIALES = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_FIN = re.compile(r"(?<=[.!?:;…])\s+")


def fautes(lignes: Iterable[tuple[int, str]]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield (line, (what is wrong, how to mend it)) for the lines of a text, numbered."""
    rows = [(line, _nu(text)) for line, text in lignes]
    whole = " ".join(text for _, text in rows)
    explained = {found for found in _INITIALES.findall(whole) if _explained(found, whole)}
    for line, text in rows:
        for sentence in _FIN.split(text):
            count = len(mots(sentence))
            if count > MOTS_MAX:
                yield (
                    line,
                    (
                        f"cette phrase a {count} mots : « {sentence[:40]}… »",
                        f"Coupez-la : {MOTS_MAX} mots au plus",
                    ),
                )
        for word, better in JARGON.items():
            if word in text.lower():
                yield line, (f"« {word} » est un mot de bureau", f"Écrivez plutôt « {better} »")
        for initials in dict.fromkeys(_INITIALES.findall(text)):
            if initials not in explained:
                yield (
                    line,
                    (
                        f"« {initials} » n’est pas expliqué",
                        f"Dites ce que c’est, puis ({initials}) ; ou le contraire",
                    ),
                )


def mots(phrase: str) -> list[str]:
    """Return the words of a sentence: what is between spaces and has a letter or a digit."""
    return [word for word in phrase.split() if re.search(r"\w", word)]


def _explained(initials: str, text: str) -> bool:
    return f"({initials})" in text or f"{initials} (" in text


def _nu(line: str) -> str:
    """A line of Markdown as it is read: no list mark, no title mark, links by their words."""
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return re.sub(r"^\s*(?:[-*>#]+|\d+\.)\s+", "", line).replace("*", "")
