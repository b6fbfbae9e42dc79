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
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annuaire import horaires, territoires
from annuaire.ecriture import entree, slug
from annuaire.model import CHAMPS_NATIONAUX, Lieu
from annuaire.reader import plain_message, read_tree
from annuaire.regles import DISTANCE_MAX_KM
from annuaire.territoires import Commune

RAPPORT = "rapport-import.json"


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
    """What became of each row of a file."""

    fichier: str
    lignes: int = 0
    importees: int = 0
    refus: list[Refus] = field(default_factory=list)
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
    fichier: Path, vers: Path, suivre: Callable[[Iterable[Ligne]], Iterable[Ligne]] = iter
) -> Rapport:
    """Write an entry under `vers/lieux/<département>/` for each row that can be one.

    An entry that exists already, by its id, keeps its file name. The same file twice changes
    nothing. `suivre` shows the progress of the rows. Raises FormatInconnuError where the file is not a CSV of the national standard.
    """
    rapport = Rapport(fichier.name)
    there = list(read_tree(vers)) if vers.exists() else []
    known = {lecture.lieu.id: lecture.path for lecture in there if lecture.lieu}
    taken = {lecture.slug for lecture in there}
    ready: list[tuple[Lieu, Ligne]] = []
    seen: set[str] = set()
    for ligne in suivre(_rows(fichier)):
        rapport.lignes += 1
        try:
            ready.append((_lieu(ligne, fichier, seen), ligne))
        except LigneRefuseeError as error:
            rapport.refus.append(Refus(ligne.numero, ligne.id, str(error)))
    for lieu, ligne in sorted(ready, key=lambda pair: _natural(pair[0].id)):
        _write(lieu, vers, known.get(lieu.id), taken)
        rapport.importees += 1
        rapport.nettoyages += ligne.nettoyages
    rapport.nettoyages.sort(key=lambda n: (n.ligne, n.champ))
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


def _lieu(ligne: Ligne, fichier: Path, seen: set[str]) -> Lieu:
    """Put a row in order and return its Lieu; raise LigneRefuseeError if it cannot be one."""
    if ligne.trop_longue:
        raise LigneRefuseeError("cette ligne a plus de colonnes que la première")
    if ligne.id in seen:
        raise LigneRefuseeError(f"l’identifiant « {ligne.id} » est déjà pris plus haut")
    seen.add(ligne.id)
    commune = _commune(ligne)
    _code_postal(ligne, commune)
    _point(ligne, commune)
    _lists(ligne)
    _addresses(ligne)
    _hours(ligne)
    if set(ligne.valeurs.get("pivot", "")) == {"0"}:
        ligne.note("pivot", None, "pivot inconnu (que des zéros)")
    for champ in (
        "nom",
        "adresse",
        "complement_adresse",
        "structure_parente",
        "presentation_detail",
    ):
        text = ligne.valeurs.get(champ, "")
        if text[:1] in tuple("=@+-"):
            ligne.note(champ, text.lstrip("=@+- ") or None, "signe de tableur retiré au début")
    source = ligne.valeurs.get("source") or fichier.name
    ligne.valeurs["meta"] = {"sources": [{"titre": source}]}
    return _validated(ligne)


def _validated(ligne: Ligne) -> Lieu:
    """Validate; an optional value that is refused is left out and accounted for."""
    for _ in range(len(CHAMPS_NATIONAUX)):
        try:
            return Lieu.model_validate(ligne.valeurs)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                champ = str(detail["loc"][0])
                info = Lieu.model_fields[champ]
                raison = _reason(detail)
                if info.is_required():
                    raise LigneRefuseeError(f"{champ} : {raison}") from None
                if champ in ligne.valeurs:
                    _leave_out(ligne, champ, detail["loc"], raison)
    raise LigneRefuseeError("cette ligne n’a pas pu être mise en ordre")


def _reason(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "missing":
        return "cette colonne est vide"
    return context.get("message") or plain_message(detail["type"], context, detail["input"])[0]


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


def _write(lieu: Lieu, vers: Path, known: Path | None, taken: set[str]) -> None:
    """Write one entry; its file name is new only if the entry is."""
    commune = territoires.commune_actuelle(lieu.code_insee)
    if commune is None:  # the model refuses unknown codes
        return
    folder = vers / "lieux" / territoires.departements()[commune.departement].slug
    name = known.stem if known else _free(slug(lieu.nom, commune.nom), taken)
    folder.mkdir(parents=True, exist_ok=True)
    path, text = folder / f"{name}.md", entree(lieu)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _free(base: str, taken: set[str]) -> str:
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base[:76]}-{number}"
    taken.add(name)
    return name


def _natural(id_: str) -> tuple[tuple[int, int | str], ...]:
    """Order fs-2 before fs-10."""
    parts = "".join(c if c.isdigit() else f" {c} " for c in id_).split()
    return tuple((0, int(p)) if p.isdigit() else (1, p) for p in parts)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "|".join(value) if isinstance(value, list) else str(value)
