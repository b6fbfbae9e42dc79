"""What Python answers to what a form may hold: the vectors that the browser must answer alike."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel, ValidationError

from annuaire import checks, ecriture, reader, territoires
from annuaire.contribution.communes_saisie import decrire
from annuaire.fautes_du_modele import en_francais
from annuaire.model import Lieu
from annuaire.regles_textes import fin_de

FIXTURES = Path(__file__).parent / "fixtures" / "saisie"
AUJOURDHUI = date(2026, 11, 23)

BASE: dict[str, Any] = {
    "id": "lieu",
    "nom": "Un lieu",
    "commune": "Felletin",
    "code_insee": "23079",
    "date_maj": "2026-01-01",
    "meta": {"sources": [{"titre": "Un titre"}]},
}
BLOCS: dict[str, dict[str, Any]] = {
    "avis": {"du": "2026-01-01", "au": "2026-01-02", "texte": "Fermé"},
    "ateliers": {"titre": "Un atelier"},
    "tournee": {"code_insee": "23079", "lieu": "Place", "regle": "We 09:00-12:00"},
    "historique": {"type": "epn"},
    "sources": {"titre": "Un titre"},
    "soutien": {"montant": "1"},
}
EN_LISTE = {"avis", "ateliers", "tournee", "historique", "sources"}


def vecteurs() -> list[dict[str, Any]]:
    """Each input of entrees.json, with the value or the refusal that Python gives."""
    groups = json.loads((FIXTURES / "entrees.json").read_text(encoding="utf-8"))
    return [
        {
            "champ": group["champ"],
            **({"saisie": group["saisie"]} if "saisie" in group else {}),
            "texte": texte,
            "attendu": verdict(group["champ"], texte, group.get("saisie", {})),
        }
        for group in groups
        for texte in group["textes"]
    ]


def verdict(champ: str, texte: str, saisie: dict[str, str]) -> dict[str, Any]:
    """Return {valeur} or {message, remede, exemple} of one field as typed."""
    if champ == "presentation_detail":
        return _of_body(texte)
    path = champ.split(".")
    entry = _entry(path, normalize("NFC", texte), saisie)
    try:
        return {"valeur": _at(Lieu.model_validate(entry), path)}
    except ValidationError as error:
        fautes = [en_francais(detail, Lieu) for detail in error.errors(include_url=False)]
    for faute in fautes:
        if [part for part in faute.loc if isinstance(part, str)] == path:
            return {"message": faute.message, "remede": faute.remede, "exemple": faute.exemple}
    # The fault is of another field: to this one, it is as if that field were empty.
    return verdict(champ, texte, {k: v for k, v in saisie.items() if k != fautes[0].loc[0]})


def fiches() -> list[dict[str, Any]]:
    """Each entry of fiches.json, with the problems that the rules across fields find in it."""
    cases = json.loads((FIXTURES / "fiches.json").read_text(encoding="utf-8"))
    found = []
    for case in cases:
        lieu = Lieu.model_validate(BASE | case.get("fiche", {}))
        lecture = reader.parse(Path("content/lieux/23-creuse/lieu.md"), ecriture.entree(lieu))
        assert lecture.lieu == lieu, lecture.problems
        problems = [p for p in checks.check_one(lecture, AUJOURDHUI) if p.champ]
        keys = ("champ", "niveau", "message", "remede", "exemple")
        found.append(
            {
                "nom": case["nom"],
                "fiche": lieu.model_dump(mode="json", exclude_defaults=True),
                "attendu": [{key: getattr(problem, key) for key in keys} for problem in problems],
            }
        )
    return found


def contexte() -> dict[str, Any]:
    """Return the communes that the vectors speak of, as a form would know them."""
    groups = json.loads((FIXTURES / "entrees.json").read_text(encoding="utf-8"))
    cases = json.loads((FIXTURES / "fiches.json").read_text(encoding="utf-8"))
    entries = [BASE | case.get("fiche", {}) for case in cases]
    saisies = [group.get("saisie", {}) for group in groups]
    codes = {t.strip().upper() for g in groups if "code_insee" in g["champ"] for t in g["textes"]}
    named = {entry["commune"] for entry in (*entries, *saisies) if "commune" in entry}
    named |= {f.commune for entry in entries if (f := fin_de(entry.get("adresse", "")))}
    postal = {e["code_postal"] for e in (*entries, *saisies) if "code_postal" in e} | codes
    codes |= {e["code_insee"] for e in (*entries, *saisies) if "code_insee" in e}
    codes |= {f"0{code}" for code in codes}
    found = {c for code in codes if (c := territoires.commune_actuelle(code))}
    found |= {c for name in named for c in territoires.communes_par_nom(name)}
    found |= {c for code in postal for c in territoires.communes_par_code_postal(code)}
    found |= {territoires.communes()[c.parent] for c in found if c.parent}
    drawn = {territoires.commune_actuelle(e["code_insee"]) for e in entries if "latitude" in e}
    drawn |= {territoires.communes()[c.parent] for c in drawn if c and c.parent}
    return {
        "communes": [decrire(c, contour=c in drawn) for c in sorted(found, key=lambda c: c.code)],
        "departements": {code: d.nom for code, d in territoires.departements().items()},
        "aujourdhui": AUJOURDHUI.isoformat(),
    }


def _entry(path: list[str], texte: str, saisie: dict[str, str]) -> dict[str, Any]:
    value: Any = texte
    for above, name in zip(reversed([*path[:-1]]), reversed(path), strict=False):
        value = {**BLOCS.get(above, {}), name: value}
        if above in EN_LISTE:
            value = [value]
    entry = BASE | saisie | {path[0]: value}
    if path[0] == "meta":
        entry["meta"] = BASE["meta"] | value
    order = [*Lieu.model_fields]
    return {name: entry[name] for name in sorted(entry, key=order.index)}


def _at(lieu: Lieu, path: list[str]) -> Any:
    value: Any = lieu
    for name in path:
        value = getattr(value, name)
        if isinstance(value, tuple):
            value = value[0] if value else None
    if isinstance(value, BaseModel):
        raise TypeError(path)
    return value.isoformat() if isinstance(value, date) else value


def _of_body(texte: str) -> dict[str, Any]:
    front = ecriture.entree(Lieu.model_validate(BASE))
    text = normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n"))
    lecture = reader.parse(Path("content/lieux/23-creuse/lieu.md"), f"{front}\n{text}")
    if lecture.lieu is None:
        problem = lecture.problems[0]
        return {"message": problem.message, "remede": problem.remede, "exemple": problem.exemple}
    return {"valeur": lecture.lieu.presentation_detail}
