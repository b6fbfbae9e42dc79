r"""The patterns of what may be typed, each once: Python's checks and the browser's read this table.

Written in what Python and JavaScript (2018) share: no \d, \s, \w or \b, which differ beyond
ASCII, no named group, no look-behind.
"""

import re
from functools import cache

from email_validator import SPECIAL_USE_DOMAIN_NAMES

ESPACES = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What `str.split` takes for a space, written for a class of characters."""
_CACHES = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff"
_LETTRES = "a-zA-ZÀ-ÖØ-öø-ɏ"  # Latin: sites of France with an accent in their name
_MOT = f"0-9_{_LETTRES}"
# Neither letters nor digits: punctuation, arrows, drawings.
_SIGNES = r"\x20-/:-@\[-\^`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf×÷\u2010-\u2070\u20a0-\u20bf\u2100\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3001-\u3004\u3008-\u3020\ufffd🀀-🫿"
_RESERVES = "|".join(SPECIAL_USE_DOMAIN_NAMES)
_HOTE = rf"(?:[0-9{_LETTRES}](?:[{_MOT}-]{{0,61}}[0-9{_LETTRES}])?\.)+[{_LETTRES}]{{2,24}}\.?(?=[:/?#]|$)"
_ETIQUETTE = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_APRES_LE_NOM = "^[^/]+//(?:[^/?#]*@)?(?![^/?#]*@)"

JOURS = {"jour_jma": "jma", "jour_amj": "amj", "jour_colle": "amj", "jour_dit": "jma"}
"""The patterns of a day, and what their groups are: jour, mois, année."""

MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)

MOTIFS = {
    # Characters that nobody sees, some of which reverse or break what is read; tab and LF are not.
    "invisible": f"[{_CACHES}]",
    "balise": "<[a-zA-Z/!]",
    "formule": r"^[=@+\-]",
    "formule_longue": "^[=@]",
    "guillemets": '" *([^"]*?) *"',
    "accents_abimes": rf"Ã[©¨ª§\xa0€´¢‰]|â€™|╢|\ufffd|[{_LETTRES}]²[{_LETTRES}]",
    "code_html": "&(?:[a-z]{2,8}|#[0-9]+);",
    # In lower case: what says nothing, and what a machine writes before a street.
    "ne_dit_rien": (
        "(?:null|none|undefined|nan|nc|n/?[ac]|néant|aucune?|inconnue?s?|à (?:définir|compléter)"
        rf"|non (?:renseigné|connu|communiqué)e?s?|x{{3,}}|[{_SIGNES}]+)\.?"
    ),
    "adresse_debut": f"^(null|undefined|none|nan|0+)[ ,]+(?=[{_MOT}])",
    "adresse_fin": (
        f"(|.*?[^{_MOT}])([0-9]{{5}})[ ,–-]+([{_LETTRES}][^0-9]*(?:[cC][eE][dD][eE][xX] *[0-9]*)?)"
    ),
    "commune_trop_dite": "c[eé]dex|[0-9]{5}",
    "lambert": r"[0-9]{6,7}([.,][0-9]+)?",
    "degres": r"-?[0-9]{1,3}(\.[0-9]+)?",
    "degres_decimaux": r"-?[0-9]{1,3}\.[0-9]+",
    # Of what a GPS writes, only N and E go without a word: S and W would change the sign.
    "degres_en_trop": rf"[{ESPACES}+°]|[NE]$|\.$",
    "deux_nombres": (
        rf"([pP][oO][iI][nN][tT])?[^{_MOT}]*?(-?[0-9]+\.[0-9]+)[,;{ESPACES}]+(-?[0-9]+\.[0-9]+)[^{_MOT}]*"
    ),
    "entier": "[0-9]{1,9}",
    "decimal": r"[0-9]{1,6}(\.[0-9]{1,2})?",
    "jour": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    # Days written otherwise, in lower case and without accents; which group is what: `JOURS`.
    "jour_jma": rf"([0-9]{{1,2}})[/. -]([0-9]{{1,2}})[/. -]([0-9]{{4}})(?:[{ESPACES}][^\n]*)?",
    "jour_amj": rf"([0-9]{{4}})[/. -]([0-9]{{1,2}})[/. -]([0-9]{{1,2}})(?:[{ESPACES}t][^\n]*)?",
    "jour_colle": "((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})",
    "jour_dit": f"([0-9]{{1,2}})(?:er)? ({'|'.join(MOIS)}) ([0-9]{{4}})",
    "date_partielle": "[0-9]{4}(-(0[1-9]|1[0-2]))?",
    "code_insee": "([013-9][0-9]|2[AB1-9])[0-9]{3}",
    "quatre_chiffres": "[0-9]{4}",
    "code_postal": "[0-9]{5}",
    "siret": "[0-9]{14}",
    "zeros": "0+",
    "rna": "W[0-9A-Z]{3}[0-9]{6}",
    "ridet": "[0-9]{9,10}",
    "identifiant": rf'(?![=@+\-])(?:[^"\xad\ue000-\uf8ff{_CACHES}{ESPACES}]| ){{1,120}}',
    "slug": "[a-z0-9]+(-[a-z0-9]+)*",
    "qpv": "QN[0-9]{2}[0-9AB][0-9]{2}[A-Z]",
    "image": r"[a-z0-9-]+\.(jpe?g|png|webp)",
    "id_anct": "fabt-[0-9]{2,3}",
    "telephone": r"[0-9+ ().\-]+",
    "telephone_court": "[13][0-9 ]{1,6}",
    # An address whose domain is in lower case: what email_validator accepts of plain ASCII.
    "courriel": (
        r"(?=.{1,254}$)(?=.*[a-z]$)"
        r"[a-zA-Z0-9_][a-zA-Z0-9_+\-]*(?:\.[a-zA-Z0-9_+\-]+)*@"
        rf"(?=.{{1,253}}$)(?!(?:.*\.)?(?:{_RESERVES})$)(?!(?:.*\.)?(?!xn)[a-z0-9]{{2}}--)"
        rf"(?:{_ETIQUETTE}\.)+{_ETIQUETTE}"
    ),
    # Under the names of `refus`, in its order: the first that is found is said.
    "courriel/arobase": "^[^@]*$",
    "courriel/double": "@@",
    "courriel/pluriel": f"[{ESPACES},;/]|@.*@",
    "courriel/debut": f"^(?![{_MOT}.+-]+@)",
    "courriel/fin": r"^(?!.*@.*\.[a-zA-Z]{2,}$)",
    "courriel/point": r"^\.|\.@|\.\..*@",
    "courriel_de_personne": (
        r"^[a-z]+[._-][a-z]+@(gmail|orange|wanadoo|free|hotmail|outlook|yahoo|laposte|sfr)\."
    ),
    # Web addresses, in lower case. The last ones in their order: the first that is found is said.
    "url_dangereuse": "^(?:javascript|data|vbscript|file):|^//",
    "url_complete": "^https?://[^/]",
    "url_nue": (
        rf"(?:[hH][tT][tT][pP][sS]?[^{_MOT}]{{1,4}})?"
        rf"([{_MOT}-]+(?:\.[{_MOT}-]+)+(?:/[^{ESPACES}]*)?)"
    ),
    "url_illisible": _APRES_LE_NOM + r"[^/?#:\[]*:(?![0-9]{0,5}(?:[/?#]|$))",
    "url_longue": r"^[\s\S]{301}",
    "url_signe": rf'[{ESPACES}\\<>"`{{}}|^;\x00-\x1f]',
    "url_double": r"^[\s\S]{8}(?:[\s\S]*[^=])?https?[:/]",
    "url_utilisateur": "^[^/]+//[^/?#]*@",
    "url_port": _APRES_LE_NOM + r"[^/?#:\[]*:(?!(?:80|443)?(?:[/?#]|$))",
    "url_machine": _APRES_LE_NOM + r"(?:\[|(?:[0-9]+\.){3}[0-9]+(?:[:/?#]|$))",
    "url_site": f"^(?![^/]+//{_HOTE})",
    "url_reservee": rf"^[^/]+//[^/?#:]*\.(?:{_RESERVES})\.?(?:[:/?#]|$)",
}


@cache
def _compile(cle: str) -> re.Pattern[str]:
    return re.compile(MOTIFS[cle])


def entier(cle: str, texte: str) -> re.Match[str] | None:
    """Match the whole text with a pattern of the table."""
    return _compile(cle).fullmatch(texte)


def trouve(cle: str, texte: str) -> re.Match[str] | None:
    """Search a text for a pattern of the table."""
    return _compile(cle).search(texte)
