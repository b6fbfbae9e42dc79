"""A record as its file gives it → a Lieu, each value put in order or left out with a reason."""

import re
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annuaire import checks, ecriture, horaires, problems, reader, territoires
from annuaire.ligne import Ligne, LigneRefuseeError
from annuaire.model import CHAMPS_NATIONAUX, Lieu
from annuaire.regles import DISTANCE_MAX_KM
from annuaire.territoires import Commune

_TEXTES = ("nom", "adresse", "complement_adresse", "structure_parente", "source")
# The longer text may well begin with a list.
_SIGNES = dict.fromkeys(_TEXTES, "=@+-") | {"presentation_detail": "=@"}


def lieu_de(ligne: Ligne, origine: str, le: date) -> tuple[Lieu, str]:
    """Put a record in order: its Lieu and the text of its entry, else raise LigneRefuseeError.

    `origine` is the title of the source of a record that names none; `le` the day of the checks.
    """
    if ligne.faute:
        raise LigneRefuseeError(ligne.faute)
    commune = _commune(ligne)
    _code_postal(ligne, commune)
    _point(ligne, commune)
    _lists(ligne)
    _addresses(ligne)
    _hours(ligne)
    if set(ligne.valeurs.get("pivot", "")) == {"0"}:
        ligne.note("pivot", None, "pivot inconnu (que des zéros)")
    for champ, signs in _SIGNES.items():
        text = ligne.valeurs.get(champ, "")
        if text[:1] in tuple(signs):
            ligne.note(champ, text.lstrip(f"{signs} ") or None, "signe de tableur retiré au début")
    for _ in CHAMPS_NATIONAUX:  # each turn leaves out one value at least
        source = ligne.valeurs.get("source") or origine
        ligne.valeurs["meta"] = {"sources": [{"titre": source}]}
        lieu = _validated(ligne)
        if lieu and (checked := _checked(ligne, lieu, le)):
            return checked
    raise LigneRefuseeError("cette ligne n’a pas pu être mise en ordre")


def _validated(ligne: Ligne) -> Lieu | None:
    """Return the Lieu of a row; None if values had to be left out, each accounted for."""
    try:
        return Lieu.model_validate(ligne.valeurs)
    except ValidationError as error:
        # The title of the source is refused with the source, then the name of the file serves.
        details = [
            detail
            for detail in error.errors(include_url=False)
            if detail["loc"][0] != "meta" or "source" not in ligne.valeurs
        ]
        for detail in details:
            _refuse_or_leave_out(ligne, detail["loc"], _reason(detail))
    return None


def _checked(ligne: Ligne, lieu: Lieu, le: date) -> tuple[Lieu, str] | None:
    """Return the Lieu as its entry says it, and that text; None if a value had to be left out."""
    text = ecriture.entree(lieu)
    if len(text.encode()) > reader.TAILLE_MAX:
        raise LigneRefuseeError(f"sa fiche ferait plus de {reader.TAILLE_MAX // 1000} Ko")
    lecture = reader.parse(ecriture.place(lieu), text)
    faults = problems.erreurs(checks.check_one(lecture, le))
    for fault in faults:
        champ, *rest = fault.champ.split(".")
        loc = (champ, *(int(part) - 1 if part.isdecimal() else part for part in rest))
        _refuse_or_leave_out(ligne, loc, fault.message)
    return (lecture.lieu, text) if lecture.lieu and not faults else None


def _refuse_or_leave_out(ligne: Ligne, loc: tuple[int | str, ...], raison: str) -> None:
    champ = str(loc[0])
    info = Lieu.model_fields.get(champ)
    if info is None or info.is_required():
        raise LigneRefuseeError(f"{champ} : {raison}" if champ else raison)
    if champ in ligne.valeurs:
        _leave_out(ligne, champ, loc, raison)


def _reason(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "missing":
        return "cette colonne est vide"
    return (
        context.get("message") or reader.plain_message(detail["type"], context, detail["input"])[0]
    )


def _leave_out(ligne: Ligne, champ: str, loc: tuple[int | str, ...], raison: str) -> None:
    """Leave out the refused value: the one item of a list, or the whole field."""
    value = ligne.valeurs[champ]
    if isinstance(value, list) and len(loc) > 1 and isinstance(loc[1], int):
        kept = [item for item in value if item != value[loc[1]]] if loc[1] < len(value) else []
        ligne.note(champ, kept or None, raison)
    elif champ == "presentation_resume" and len(value) > 280:
        detail = "\n\n".join(filter(None, (value, ligne.valeurs.get("presentation_detail"))))
        ligne.valeurs["presentation_detail"] = detail
        ligne.note(champ, None, "résumé trop long, déplacé dans la présentation détaillée")
    else:
        ligne.note(champ, None, raison)
    if champ in {"latitude", "longitude"}:
        other = "longitude" if champ == "latitude" else "latitude"
        if other in ligne.valeurs:
            ligne.note(other, None, raison)
        ligne.valeurs["precision"] = "commune"


def _commune(ligne: Ligne) -> Commune:
    values = ligne.valeurs
    code = values.get("code_insee", "").upper()
    commune = territoires.commune_actuelle(code) if code else None
    if commune is None:
        commune = _found_commune(ligne)
        ligne.note("code_insee", commune.code, "code INSEE retrouvé")
    elif commune.code != code:
        ligne.note("code_insee", commune.code, "ancien code INSEE remplacé")
    if values.get("commune") != commune.nom:
        ligne.note("commune", commune.nom, "nom de la commune selon l’Insee")
    return commune


def _found_commune(ligne: Ligne) -> Commune:
    """Find the commune of a row without code INSEE, only where one answer is possible."""
    values = ligne.valeurs
    name, postcode = values.get("commune", ""), values.get("code_postal", "")
    named = territoires.communes_par_nom(name) if name else ()
    in_postcode = territoires.communes_par_code_postal(postcode)
    department = territoires.departement_du_code_postal(postcode)
    candidates = (
        [c for c in named if postcode in c.codes_postaux],
        [c for c in named if c.departement == department],
        list(in_postcode) if len(in_postcode) == 1 else [],
        _by_point(values, in_postcode),
        _by_point(values, named),
        [c for c in named if any(cp[:2] == postcode[:2] for cp in c.codes_postaux)],
    )
    for found in candidates:
        if len(found) == 1:
            return found[0]
    raise LigneRefuseeError(
        f"commune introuvable ou ambiguë : « {name} », code postal « {postcode} », sans code INSEE"
    )


def _by_point(values: dict[str, Any], parmi: tuple[Commune, ...]) -> list[Commune]:
    try:
        lat, lon = float(values["latitude"]), float(values["longitude"])
    except (KeyError, ValueError):
        return []
    found = territoires.commune_du_point(lat, lon, [c.code for c in parmi])
    return [c for c in parmi if c.code == found]


def _code_postal(ligne: Ligne, commune: Commune) -> None:
    postcode = ligne.valeurs.get("code_postal", "")
    if not postcode or postcode in commune.codes_postaux:
        return
    same = territoires.departement_du_code_postal(postcode) == commune.departement
    if len(commune.codes_postaux) == 1:
        ligne.note("code_postal", commune.codes_postaux[0], "code postal de la commune")
    elif not same or postcode == commune.code:
        ligne.note("code_postal", None, "code postal impossible ; la commune en a plusieurs")


def _point(ligne: Ligne, commune: Commune) -> None:
    values = ligne.valeurs
    typed = [champ for champ in ("latitude", "longitude") if champ in values]
    reason = "point incomplet ou illisible"
    if len(typed) == 2:
        try:
            lat, lon = float(values["latitude"]), float(values["longitude"])
        except ValueError:
            pass
        else:
            distance = territoires.distance_hors_commune_km(commune.code, lat, lon)
            if distance is None or distance <= DISTANCE_MAX_KM:
                values["precision"] = "lieu"
                return
            reason = "point à plus de 5 km de la commune"
    for champ in typed:
        ligne.note(champ, None, reason)
    values["precision"] = "commune"


def _lists(ligne: Ligne) -> None:
    for champ in CHAMPS_NATIONAUX:
        if isinstance(Lieu.model_fields[champ].default, tuple) and champ in ligne.valeurs:
            items = [item.strip() for item in ligne.valeurs[champ].split("|")]
            ligne.valeurs[champ] = list(dict.fromkeys(filter(None, items)))


def _addresses(ligne: Ligne) -> None:
    """Give its scheme to a bare address of the web: www.olmo.fr."""
    typed = ligne.valeurs.get("site_web", [])
    full = [f"http://{url}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+", url) else url for url in typed]
    if full != typed:
        ligne.note("site_web", full, "http:// ajouté devant l’adresse")


def _hours(ligne: Ligne) -> None:
    typed = ligne.valeurs.get("horaires")
    if not typed:
        return
    try:
        repaired, done = horaires.reparer(typed)
    except ValueError:
        return  # the model will refuse it, with its reason
    if done:
        ligne.note("horaires", repaired or None, " ; ".join(done))
