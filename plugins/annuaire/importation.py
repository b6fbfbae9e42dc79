"""A CSV file of the national standard v1 → entries, with an account of every row.

Nothing is invented and nothing is lost: what is put in order, left out or refused is in the
report with its row, its value and the reason.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annuaire import checks, depot, horaires, problems, reader, territoires
from annuaire.depot import Depot, Gardee
from annuaire.ecriture import entree
from annuaire.model import CHAMPS_NATIONAUX, Lieu
from annuaire.regles import DISTANCE_MAX_KM
from annuaire.territoires import Commune

RAPPORT = "rapport-import.json"
"""The report of the last import into a folder, whatever its file."""


class FormatInconnuError(Exception):
    """A file that is not of the national standard, said in French."""


@dataclass(frozen=True, slots=True)
class Nettoyage:
    """One value put in order or left out of an entry."""

    ligne: int
    id: str
    champ: str
    avant: str
    apres: str
    raison: str


@dataclass(frozen=True, slots=True)
class Refus:
    """One row that gave no entry."""

    ligne: int
    id: str
    raison: str


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


@dataclass
class Ligne:
    """One row being put in order: its values so far, and what was done to them."""

    numero: int
    id: str
    valeurs: dict[str, Any]
    trop_longue: bool = False
    nettoyages: list[Nettoyage] = field(default_factory=list)

    def note(self, champ: str, apres: Any, raison: str) -> None:
        """Change a value (None leaves it out) and keep the account of it."""
        avant = self.valeurs.pop(champ, "")
        if apres is not None:
            self.valeurs[champ] = apres
        self.nettoyages.append(
            Nettoyage(self.numero, self.id, champ, _shown(avant), _shown(apres), raison)
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
                ready.append((*_lieu(ligne, fichier, le or datetime.now(UTC).date()), ligne))
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


class LigneRefuseeError(Exception):
    """A row that cannot be an entry, with the reason in French."""


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
                yield Ligne(rows.line_num, values.get("id", ""), values, None in row)
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


_TEXTES = ("nom", "adresse", "complement_adresse", "structure_parente", "source")
# The longer text may well begin with a list.
_SIGNES = dict.fromkeys(_TEXTES, "=@+-") | {"presentation_detail": "=@"}


def _lieu(ligne: Ligne, fichier: Path, le: date) -> tuple[Lieu, str]:
    """Put a row in order: its Lieu and the text of its entry, else raise LigneRefuseeError."""
    if ligne.trop_longue:
        raise LigneRefuseeError("cette ligne a plus de colonnes que la première")
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
        source = ligne.valeurs.get("source") or fichier.name
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
    text = entree(lieu)
    if len(text.encode()) > reader.TAILLE_MAX:
        raise LigneRefuseeError(f"sa fiche ferait plus de {reader.TAILLE_MAX // 1000} Ko")
    lecture = reader.parse(depot.place(lieu), text)
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


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "|".join(value) if isinstance(value, list) else str(value)
