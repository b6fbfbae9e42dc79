"""Names of places compared as people write them, and made into slugs."""

import re
import unicodedata

_REMPLACES = str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"} | dict.fromkeys("’ʼ‘`´–—‑", " ")
)
_ABREGES = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_SAINTS = ("saint", "sainte")
_ARTICLES = ("le", "la", "les", "l")
_NON_MOT = re.compile(r"[^a-z]+")
_NON_SLUG = re.compile(r"[^a-z0-9]+")
# "Lyon 3e", "Marseille 1er arrondissement", "Lille Cedex 9": not part of the name.
_RANG = re.compile(r"\d+\s*(?:ers?|[eè]me|[eè])?\b")
_HORS_NOM = re.compile(r"cedex\b|\barrondissement\b")


def _sans_accents(text: str) -> str:
    if text.isascii():
        return text.lower()
    # What has no ASCII form (typographic apostrophe, dash) separates words as a space does.
    text = text.translate(_REMPLACES).lower()
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(nom: str) -> str:
    """Lower-case ASCII words joined by hyphens.

    >>> slug("Saint-Cyr-l'École"), slug("Œuilly")
    ('saint-cyr-l-ecole', 'oeuilly')
    """
    return _NON_SLUG.sub("-", _sans_accents(nom)).strip("-")


def normaliser(nom: str) -> str:
    """Form in which two spellings of one name are equal: words in a–z, separated by one space.

    Accents, case, œ, hyphens and apostrophes do not count; St and Ste are written out; digits,
    "CEDEX" and "arrondissement" are dropped. The article is kept: see `sans_article`.

    >>> normaliser("ST-ÉTIENNE CEDEX 2"), normaliser("L’Haÿ-les-Roses")
    ('saint etienne', 'l hay les roses')
    """
    text = _HORS_NOM.sub(" ", _RANG.sub(" ", _sans_accents(nom)))
    return " ".join(_ABREGES.get(word, word) for word in _NON_MOT.split(text) if word)


def mots(nom: str) -> list[str]:
    """The words of a name as people look for it: figures kept, St and Ste written out.

    >>> mots("L’Atelier du 3e, St-Étienne")
    ['l', 'atelier', 'du', '3e', 'saint', 'etienne']
    """
    return [_ABREGES.get(word, word) for word in slug(nom).split("-") if word]


def cle(words: list[str]) -> str:
    """The key under which words are looked for: neither leading article nor Saint, no space.

    >>> cle(["la", "palanquee"]), cle(["saint", "etienne"]), cle(["saint"])
    ('palanquee', 'etienne', 'saint')
    """
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    if len(words) > 1 and words[0] in _SAINTS:
        words = words[1:]
    return "".join(words)


def sans_article(normalise: str) -> str:
    """A normalised name without its leading article.

    >>> sans_article("le pont de claix")
    'pont de claix'
    """
    first, _, rest = normalise.partition(" ")
    return rest if rest and first in _ARTICLES else normalise


def rang(id_: str) -> tuple[tuple[int, int | str], ...]:
    """Return what puts fs-2 before fs-10: records go in the order of their identifiers."""
    parts = "".join(c if c.isdecimal() else f" {c} " for c in id_).split()
    return tuple((0, int(p)) if p.isdecimal() else (1, p) for p in parts)
