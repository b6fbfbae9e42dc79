"""Opening hours: the OpenStreetMap syntax mended, plain French translated where nothing is lost.

What cannot be translated whole is kept in its own words, as the comment that the syntax allows:
`"9h-12h, sauf en août"`. Nothing is published that says something else than the source.
"""

import re
from collections.abc import Iterable, Mapping

from annuaire import horaires
from annuaire.horaires import JOURS, JOURS_OSM, HorairesInvalidesError, Plage
from annuaire.ligne import Ligne
from annuaire.nettoyage.caracteres import en_ordre
from annuaire.nettoyage.heures_francaises import (
    ContradictionError,
    Semaine,
    traduire,
    traduire_un_jour,
)

TRADUITS = "horaires traduits"
MOTS = "horaires gardés dans leurs mots"
RIEN = "ce texte ne dit aucun horaire"

_RDV = r"(?:rendez[- ]?vous|rdv|r\.d\.v\.)"
_CONDITION = rf"(?:(?:uniquement |seulement )?(?:sans|sur|avec) {_RDV}(?: uniquement| seulement| obligatoire)?)"
_AVANT = re.compile(rf"(?P<mots>{_CONDITION})\s*[:,]?\s+(?P<reste>.*)", re.IGNORECASE | re.DOTALL)
_APRES = re.compile(
    rf"(?P<reste>.*?)[\s,;(–-]+(?P<mots>{_CONDITION})\s*\)?\.?", re.IGNORECASE | re.DOTALL
)
_QUINZAINE = re.compile(
    r"(?i)^(?P<a>.*?)[\s,;(:–-]*\bsemaines? (?P<im>im)?paires?\b[\s):,;.–-]*(?P<b>.*)$", re.DOTALL
)
_VIDE = re.compile(
    r"(?i)(?:oui|non|nc|n/?[ac]|néant|aucune?|inconnus?|à définir|non (?:renseigné|connu)e?s?|x+)\.?"
)
_UN_CHIFFRE = re.compile(r'"[^"]*"|(?<![\d:])\d:\d\d(?!\d)')
_VIRGULE = re.compile(
    r'"[^"]*"|(?<=[a-z])\s*,\s+(?=(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)|(?<=\d)\s*,\s+(?=\d\d:)'
)
_ECRITURE_OSM = re.compile(r"(?:PH|SH|week|easter|Mo|Tu|We|Th|Fr|Sa|Su|\d\d?:\d\d)\b")


def nettoyer(ligne: Ligne) -> None:
    """Put the hours of a record in order: one text, or a text for each day of the week."""
    typed = ligne.valeurs.get("horaires")
    if not typed:
        return
    value, raison = par_jour(typed) if isinstance(typed, dict) else lire(str(typed))
    if raison:
        ligne.note("horaires", value or None, raison)
    else:
        ligne.valeurs["horaires"] = value


def lire(texte: str) -> tuple[str, str]:
    """Return the hours in the OpenStreetMap syntax ("" where they are left out) and what was done.

    >>> lire("Mardi et jeudi de 9h à 12h sur rendez-vous")
    ('Tu,Th 09:00-12:00 "sur rendez-vous"', 'horaires traduits')
    >>> lire("9h-12h du lundi au vendredi, sauf en août")[0]
    '"9h-12h du lundi au vendredi, sauf en août"'
    """
    texte = en_ordre(texte)[0].strip()
    osm, raison = _osm(texte)
    if osm is not None:
        return osm, raison
    fortnight = _QUINZAINE.fullmatch(texte)
    if fortnight and not (fortnight["a"] and fortnight["b"]):
        found = _une_semaine_sur_deux(fortnight["a"] or fortnight["b"], not fortnight["im"])
        return (found, TRADUITS) if found else _en_mots(texte)
    try:
        translated = _francais(texte)
    except ContradictionError as error:
        return "", f"« {' '.join(texte.split())} » : {error}"
    if translated:
        return translated, TRADUITS
    if _ECRITURE_OSM.match(texte) and not re.search(r"[a-zà-ÿ]{3}|\dh", texte):
        return "", raison  # a fault of syntax is not words
    return _en_mots(texte)


def par_jour(textes: Mapping[str, str]) -> tuple[str, str]:
    """Return the hours told one text a day ({"lundi": "9h-12h"…}), and what was done.

    A day that is empty or « Fermé » has no hours. Where one day cannot be translated all are kept
    in their words: a table would show that day as closed.
    """
    typed = {jour: " ".join(en_ordre(textes.get(jour, ""))[0].split()) for jour in JOURS}
    said = {jour: texte for jour, texte in typed.items() if re.search(r"\w", texte)}
    week: Semaine = {}
    conditions: dict[int, str] = {}
    for jour, texte in said.items():
        bare, condition = _condition(texte)
        try:
            spans = traduire_un_jour(bare)
        except ContradictionError as error:
            return "", f"« {jour} : {texte} » : {error}"
        if spans is None:
            return _en_mots(" ; ".join(f"{day} : {words}" for day, words in said.items()))
        week[JOURS.index(jour)] = spans
        if condition:
            conditions[JOURS.index(jour)] = condition
    value = "; ".join(_regles(week, conditions))
    return (value, TRADUITS) if value else ("", RIEN)


def _osm(texte: str) -> tuple[str | None, str]:
    """Return hours already in the syntax, mended, and what was done; None and why if they are not."""
    bare = texte.strip("; ")
    padded = _UN_CHIFFRE.sub(lambda m: m[0] if m[0][0] == '"' else f"0{m[0]}", bare)
    # ", " begins a rule in this syntax: "Tu, Th 09:00-12:00" would say nothing of Tuesday.
    tight = _VIRGULE.sub(lambda m: m[0] if m[0][0] == '"' else ",", padded)
    done = ["heures écrites sur deux chiffres"] if padded != bare else []
    done += ["espaces retirées entre les jours"] if tight != padded else []
    try:
        mended, faults = horaires.reparer(tight)
        checked = horaires.verifier(mended) if mended else ""
    except HorairesInvalidesError as error:
        return None, error.message
    except ValueError:
        return None, f"« {texte} » n’est pas dans l’écriture attendue pour les horaires"
    return checked, " ; ".join((*done, *faults))


def _une_semaine_sur_deux(texte: str, paire: bool) -> str:
    """Return the hours of every second week, "" where the text does not say them alone."""
    typed, _ = _osm(texte)
    value = typed or _francais(texte)
    # "lundi 9h-12h, mardi 14h-17h semaine paire": both days, or the second? Nobody knows.
    if not value or '"' in value or "week" in value or (not typed and ";" in value):
        return ""
    weeks = "week 2-52/2" if paire else "week 1-53/2"
    rules = (rule.strip() for rule in value.split(";"))
    return "; ".join(rule if rule.startswith("PH") else f"{weeks} {rule}" for rule in rules)


def _francais(texte: str) -> str:
    """Translate a text that names its days; "" where a doubt remains."""
    bare, condition = _condition(texte)
    found = traduire(bare)
    if found is None or not any(found[0].values()):
        return ""
    week, feries = found
    rules = list(_regles(week, {}))
    if condition and len(rules) > 1:
        return ""  # the condition may be of the last day only
    comment = f" {_commentaire(condition)}" if condition else ""
    return "; ".join(rules) + comment + ("; PH off" if feries else "")


def _condition(texte: str) -> tuple[str, str]:
    """Part a text from « sur rendez-vous » before or after it, in its own words."""
    match = _AVANT.fullmatch(texte) or _APRES.fullmatch(texte)
    return (match["reste"], match["mots"]) if match else (texte, "")


def _regles(week: Semaine, conditions: Mapping[int, str]) -> Iterable[str]:
    """Yield the rules of a week: the days that share their hours and their condition, in one.

    A condition that is not of all the days is told with the names of its own.
    """
    groups: dict[tuple[tuple[Plage, ...], str], list[int]] = {}
    for day, spans in sorted(week.items()):
        if spans:
            groups.setdefault((spans, conditions.get(day, "")), []).append(day)
    for (spans, condition), days in groups.items():
        named = f"{', '.join(JOURS[day] for day in days)} : " if len(groups) > 1 else ""
        comment = f" {_commentaire(named + condition)}" if condition else ""
        yield f"{_jours(days)} {','.join(map(_plage, spans))}{comment}"


def _jours(days: list[int]) -> str:
    """Write days in the syntax: from three in a row, a range."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        f"{JOURS_OSM[run[0]]}-{JOURS_OSM[run[-1]]}"
        if len(run) > 2
        else ",".join(JOURS_OSM[day] for day in run)
        for run in runs
    )


def _plage(span: Plage) -> str:
    return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in span)


def _en_mots(texte: str) -> tuple[str, str]:
    line = re.sub(r"^[\W_]+(?=\w)|[\s|>_-]+$", "", " ".join(texte.split()))
    if len(re.findall(r"[^\W\d_]", line)) < 2 or _VIDE.fullmatch(line):
        return "", RIEN
    value = _commentaire(line)
    try:
        return horaires.verifier(value), MOTS
    except HorairesInvalidesError as error:
        return "", error.message


def _commentaire(texte: str) -> str:
    """Quote words as the syntax does, none of which may be read as hours around the clock."""
    quoted = re.sub(r'"\s*([^"]*?)\s*"', r"« \1 »", texte).replace('"', "")
    quoted = quoted.replace("24/7", "24 h sur 24, 7 j sur 7").replace("24:00", "24h00")
    return f'"{quoted}"'
