"""Web addresses: every address of a cell; `contacts.url` is the judge."""

import re

from annuaire import contacts
from annuaire.ligne import Ligne
from annuaire.nettoyage.cellules import Lu, relire, textes

HTTP = "http:// ajouté devant l’adresse"
REPARE = "http:// mal écrit, réparé"
DOUBLE = "http:// en double retiré"
PLUSIEURS = "plusieurs adresses web séparées"
RESEAUX = "compte de réseau social retiré"
SIGNES = "signes retirés autour de l’adresse"

_DEBUT = re.compile(r"(?i)(https?)\s*(?:://|:/|//:|//|/:|/|;//)\s*(?=[\w])")
_COLLEES = re.compile(r"(?i)(?<=[^\s=])(?=https?(?:://|:/|//))")
_NOM_DE_RESEAU = re.compile(
    r"(?i)(?:facebook|instagram|twitter|linkedin|youtube|tiktok|snapchat)\W*"
)
_LIEN = re.compile(r"(?i)(?:et|ou|[-–/:;,|]+)")
_ANNONCE = re.compile(
    r"(?i)(?:site|internet|web|page|sur|notre|officiel|adresse|et|ou)\W*|[-–/:;,|]+"
)
_ADRESSE = re.compile(r"(?i)https?://|www\.")
_ORDINAIRE = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w./%-]*)?")
_NUE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
# A word with a dot in it is an address only where its end is one that sites have.
_FINS = re.compile(
    r"(?i)(?:www\..+|.+\.(?:[a-z]{2}|com|org|net|info|coop|asso|gouv|bzh|corsica|alsace|paris|pro"
    r"|biz|name|tech|site|online|app|blog|club|center|museum|social|xyz|space))"
)


def nettoyer(ligne: Ligne) -> None:
    """Read the addresses of a record: its sites, then the two fields of one address."""
    relire(ligne, "site_web", lire)
    for champ in ("fiche_acces_libre", "prise_rdv"):
        value = ligne.valeurs.get(champ)
        if not value or _juge(str(value)) is None:
            continue
        lus = [lire(texte) for texte in textes(value)]
        found = list(dict.fromkeys(one for lu in lus for one in lu.valeurs))
        raisons = " ; ".join(dict.fromkeys(raison for lu in lus for raison in lu.raisons))
        if len(found) == 1:
            ligne.note(champ, found[0], raisons)
        else:
            ligne.note(
                champ,
                None,
                f"plus d’une adresse pour un seul champ : {raisons}" if found else raisons,
            )


def lire(texte: str) -> Lu:
    """Return every address of a text; the whole is refused where a word may be part of one.

    >>> lire("http://www.lamaison.org ou atelier.lamaison.org").valeurs
    ('http://www.lamaison.org', 'http://atelier.lamaison.org')
    """
    refus = None if _ORDINAIRE.fullmatch(texte) else _juge(texte)
    if refus is None:
        return Lu((texte,))  # the model judges it
    raisons: list[str] = []
    cut = _couper(texte, raisons)
    found = _lues(cut, raisons) if cut else None
    if not found:
        return Lu((), (_sans_adresse(texte) or refus,))
    if len(found) > 1:
        raisons.append(PLUSIEURS)
    kept = [one for one in found if _juge(one) is None]
    raisons += [why for one in found if (why := _juge(one)) is not None]
    return Lu(tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(raisons)) or (SIGNES,))


def _couper(texte: str, raisons: list[str]) -> list[str]:
    """Return the words of a text, its addresses apart and whole, their http:// mended."""
    mended = _DEBUT.sub(lambda m: f"{m[1].lower()}://", texte)
    twice = re.sub(r"(?i)\bhttps?:/*\s*(?=https?://)", "", mended)
    if twice != mended:
        raisons.append(DOUBLE)
    elif mended.casefold() != texte.casefold():
        raisons.append(REPARE)
    words: list[str] = []
    for word in re.split(r"\s+|(?<=[;|])|(?=[;|])|(?<=,)(?=http|www)", twice):
        pieces = _COLLEES.split(word)
        # An address after a path may be a part of it: web.archive.org/web/2020/http://…
        if any(re.search(r"\w/+\w", piece.partition("://")[2]) for piece in pieces[:-1]):
            return []
        words += pieces
    return [word for word in words if word]


def _lues(words: list[str], raisons: list[str]) -> list[str] | None:
    """Return the addresses among words; None where a word is neither one nor the name of one."""
    found: list[str] = []
    linked, of_network = True, False
    for word in words:
        bare = word.strip(",;|<>()«»\"'").rstrip(".")
        if _NOM_DE_RESEAU.fullmatch(word):
            of_network = True
            raisons.append(RESEAUX)
        elif re.match(r"(?i)https?://", bare) or (_ADRESSE.match(bare) and _NUE.fullmatch(bare)):
            found.append(_complete(bare, raisons))
            of_network = False
        elif _ANNONCE.fullmatch(word):
            of_network = of_network and not re.match(r"(?i)site", word)
            linked = bool(_LIEN.fullmatch(word))
            continue
        elif of_network:
            continue
        elif linked and _NUE.fullmatch(bare) and _FINS.fullmatch(bare.partition("/")[0]):
            found.append(_complete(bare, raisons))
        else:
            return None
        linked = word[-1] in ",;|"
    return found


def _complete(word: str, raisons: list[str]) -> str:
    if re.match(r"(?i)https?://", word):
        return word
    raisons.append(HTTP)
    return f"http://{word}"


def _sans_adresse(texte: str) -> str:
    if any(_NOM_DE_RESEAU.fullmatch(word) for word in texte.split()) or texte.startswith("@"):
        return f"« {' '.join(texte.split())} » n’est pas une adresse web (compte de réseau social)"
    return ""


def _juge(texte: str) -> str | None:
    """Return why a text is no address of the web, None if it is one."""
    try:
        contacts.url(texte)
    except ValueError as error:
        return str(error)
    return None
