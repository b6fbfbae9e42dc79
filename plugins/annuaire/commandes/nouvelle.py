"""`new`: the entry of a lieu begun: what is known, and what is most useful to add, as comments."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from annuaire import arbre, ecriture, reader, ressemblance, territoires
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, OK
from annuaire.contextes import MANQUES
from annuaire.model import Lieu
from annuaire.problems import sur_une_ligne
from annuaire.reader import Lecture
from annuaire.site import aujourdhui
from annuaire.territoires import Commune

RESSEMBLANCE_MIN = 85
"""From this closeness of two names of one commune, the person is told of the other (0 to 100)."""
A_COMPLETER = "Complétez : retirez le « # », puis remplacez l’exemple par ce que vous savez."


def nouvelle(args: argparse.Namespace) -> int:
    """Write an entry under `contenu/lieux/`; what the options do not say is asked."""
    content: Path = args.contenu
    if not (content / "lieux").is_dir():
        print(f"Il n’y a pas de dossier « lieux » dans {content}", file=sys.stderr)
        return MAUVAIS_USAGE
    nom = args.nom or _demande("Nom du lieu", "--nom")
    where = args.commune or _demande("Commune (nom ou code postal)", "--commune")
    commune = _commune(where) if where else None
    source = args.source or _demande("D’où le savez-vous (adresse web, ou titre)", "--source")
    if not (nom and commune and source):
        return MAUVAIS_USAGE
    lecture = _lecture(nom, commune, source)
    if lecture.lieu is None:
        for problem in lecture.problems:
            print(f"{problem.champ} : {problem.phrase}", file=sys.stderr)
        return ERREURS
    return _ecrite(content, lecture.lieu, lecture.slug)


def _ecrite(content: Path, lieu: Lieu, slug: str) -> int:
    path = content / ecriture.place(lieu, slug)
    taken = next((file for file in reader.files(content / "lieux") if file.stem == slug), None)
    if taken:
        print(
            f"Cette fiche existe déjà : {taken}. Corrigez-la, ou donnez un autre nom à ce lieu.",
            file=sys.stderr,
        )
        return ERREURS
    for other in _semblables(content, lieu):
        print(
            sur_une_ligne(
                f"Attention, ce lieu existe peut-être déjà : « {other.nom} »,"
                f" {other.adresse or other.commune} (distinct_de: [{other.id}] si c’en est un autre)"
            ),
            file=sys.stderr,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(avec_ce_qui_manque(lieu))
    print(f"Fiche commencée : {path}")
    print("Ouvrez-la, complétez-la, puis :")
    print(f"  python -m annuaire format {path}")
    print(f"  python -m annuaire check {path}")
    return OK


def avec_ce_qui_manque(lieu: Lieu) -> str:
    """Return the text of an entry, with a comment for each useful field that it lacks.

    Each stands where the field goes, so that taking its « # » away is all there is to do.
    """
    order = list(Lieu.model_fields)
    missing = sorted(
        (one.champ for one in MANQUES if not getattr(lieu, one.champ)), key=order.index
    )
    lines = ecriture.entree(lieu).split("\n")
    for number, champ in enumerate(missing):
        after = next(
            index
            for index, line in enumerate(lines[1:], 1)
            if (name := re.match(r"(\w+):|---", line))
            and (name[1] is None or order.index(name[1]) > order.index(champ))
        )
        comment = [f"# {A_COMPLETER}"] if number == 0 else []
        lines[after:after] = [*comment, *_commentaire(champ)]
    return "\n".join(lines)


def _commentaire(champ: str) -> Iterator[str]:
    """Say what a field is, then write it with its example."""
    info = Lieu.model_fields[champ]
    aide = f" {info.description}" if info.description != info.title else ""
    yield f"# {info.title}.{aide}"
    yield f"# {champ}: {(info.examples or [''])[0]}"


def _lecture(nom: str, commune: Commune, source: str) -> Lecture:
    """Read the shortest entry that says this, as if someone had typed it."""
    slug = ecriture.slug(nom, commune.nom)
    values = {
        "id": slug,
        "nom": nom,
        "commune": commune.nom,
        "code_insee": commune.code,
        "date_maj": aujourdhui().isoformat(),
        "precision": "commune",
        **({"code_postal": commune.codes_postaux[0]} if len(commune.codes_postaux) == 1 else {}),
    }
    front = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items())
    front += f"meta: {{sources: [{json.dumps(source, ensure_ascii=False)}]}}\n"
    return reader.parse(Path(f"{slug}.md"), f"---\n{front}---\n")


def _commune(typed: str) -> Commune | None:
    """Return the commune that was meant; where several may be, ask which."""
    text = typed.strip()
    found: tuple[Commune, ...] = territoires.communes_par_code_postal(text)
    exact = territoires.commune_actuelle(text.upper())
    if not found:
        found = (exact,) if exact else territoires.communes_par_nom(text)
    if len(found) <= 1:
        if not found:
            print(
                sur_une_ligne(f"Aucune commune ne s’appelle « {text} », et aucun code postal."),
                file=sys.stderr,
            )
        return found[0] if found else None
    for number, one in enumerate(found, 1):
        departement = territoires.departements()[one.departement]
        print(f"{number:>4}. {one.nom} ({departement.nom}), {one.code}", file=sys.stderr)
    choice = _demande(f"Laquelle (1 à {len(found)})", "--commune avec le code INSEE")
    chosen = choice.isdecimal() and 1 <= int(choice) <= len(found)
    return found[int(choice) - 1] if chosen else None


def _semblables(content: Path, lieu: Lieu) -> list[Lieu]:
    """Return the entries of the commune whose name is close, the closest first."""
    wanted = ressemblance.nom(lieu.nom, lieu.commune)
    code = f"{lieu.code_insee}".encode()
    near = [file for file in reader.files(content / "lieux") if code in file.read_bytes()]
    found = []
    for other in (lecture.lieu for lecture in arbre.lire(near)):
        if other and other.code_insee == lieu.code_insee:
            name = ressemblance.nom(other.nom, other.commune)
            close = max(
                ressemblance.proximite(wanted, name),
                ressemblance.complete(wanted, name),
            )
            if close >= RESSEMBLANCE_MIN:
                found.append((-close, other.id, other))
    return [other for _, _, other in sorted(found, key=lambda one: one[:2])]


def _demande(question: str, option: str) -> str:
    """Ask a question of the terminal; "" where nobody is there to answer, once that is said."""
    if not sys.stdin.isatty():
        print(f"Il manque : {option}", file=sys.stderr)
        return ""
    try:
        return input(f"{question} : ").strip()
    except EOFError:
        return ""
