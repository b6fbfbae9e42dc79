"""The form of /contribuer/: what it asks, in which order, each question from the model.

Beside the page: the entry of each lieu as JSON, for the form to start from, and the communes by
name and by postcode, in files small enough for a thin line.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from annuaire import ecriture, horaires, noms, territoires
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.contextes import MANQUES
from annuaire.contribution import formulaires, parole
from annuaire.documentation import Schema, bloc, sens, valeur
from annuaire.fiche import Fiche
from annuaire.model import Lieu
from annuaire.provenance import URL_MAX
from annuaire.site import Site

GROUPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "lieu": (
        "Le nom et l’adresse",
        ("nom", "commune", "adresse", "complement_adresse", "precision"),
    ),
    "joindre": ("Le joindre", ("telephone", "courriels", "site_web", "prise_rdv")),
    "horaires": ("Les horaires et l’accès", ("horaires", "modalites_acces", "acces")),
    "aide": (
        "Ce qu’on y fait",
        (
            "presentation_resume",
            "services",
            "frais_a_charge",
            "publics_specifiquement_adresses",
            "prise_en_charge_specifique",
            "modalites_accompagnement",
            "a_apporter",
        ),
    ),
    "plus": (
        "Pour en dire plus",
        (
            "presentation_detail",
            "structure_parente",
            "pivot",
            "itinerance",
            "typologie",
            "dispositif_programmes_nationaux",
            "formations_labels",
            "autres_formations_labels",
            "fiche_acces_libre",
        ),
    ),
}
"""Key of a group of questions → its title, its fields in the order they are asked."""

AVEC: dict[str, tuple[str, ...]] = {
    "commune": ("code_postal", "code_insee"),
    "precision": ("latitude", "longitude"),
}
"""What one question answers beside its own field: a commune has its codes, a precision its point."""

HORS: dict[str, str] = {
    "id": "il ne change jamais, et se fait du nom",
    "source": "il vient avec la preuve",
    "date_maj": "c’est le jour de l’envoi",
    "avis": "un message du moment se demande en une phrase",
    "ateliers": "ils se demandent en une phrase",
    "tournee": "elle se demande en une phrase",
    "image": "une photo s’envoie à part",
    "image_alt": "elle va avec la photo",
    "image_credit": "il va avec la photo",
    "historique": "il s’écrit d’après une source",
    "fabrique": "le label s’écrit d’après une source",
    "anciens_slugs": "le site les tient",
    "anciens_ids": "le site les tient",
    "ferme_le": "« ce lieu est fermé » a sa propre question",
    "remplace_par": "il va avec la fermeture",
    "distinct_de": "les mainteneurs l’écrivent",
    "meta": "la preuve l’écrit",
}
"""The fields that the form leaves as they are, and why."""

AIDES = {
    "horaires": "Les heures habituelles. Laissez vide un jour fermé.",
    "presentation_detail": "Quelques phrases de plus, si elles sont utiles.",
    "typologie": "Ce qu’est le lieu.",
    "precision": "Que connaissez-vous de l’endroit ?",
}
"""What the model says to who writes a file, said to who answers a form."""
EXEMPLES = {"telephone": "03 81 56 20 65"}
MINUTES = {"telephone": 1, "horaires": 3, "services": 1, "frais_a_charge": 1}
"""How long it takes to tell what is missed most."""
DOSSIER = "contribuer/"
SIGNALER = "signaler"
EN_UNE_ETAPE = {
    "Rien n’a changé": "rien-n-a-change",
    "Ce lieu est fermé": "lieu-ferme",
    "Signaler une erreur": SIGNALER,
}
"""What one says of a lieu without filling a form → the issue form that asks it."""
PAR_FICHIER = 350
"""Communes in a file of the names: 5 KB compressed."""


class Question(NamedTuple):
    """One question: its field, its words, how it is answered.

    `genre` is "texte", "long", "liste" (several texts, one a line), "choix" (one of), "cases"
    (some of), or the name of a field that has an answer of its own: commune, horaires, precision.
    `choix` are the values and what is shown of each.
    """

    champ: str
    label: str
    aide: str
    exemple: str
    requis: bool
    genre: str
    clavier: str = "text"
    choix: tuple[tuple[str, str], ...] = ()
    longueur: int | None = None


PROPRES = frozenset({"commune", "horaires", "precision"})
CLAVIERS = {"telephone": "tel", "courriels": "email"}


def questions() -> dict[str, tuple[str, tuple[Question, ...]]]:
    """Return the groups of questions: key → title, questions."""
    schema = Lieu.model_json_schema()
    return {
        key: (title, tuple(_question(name, schema) for name in names))
        for key, (title, names) in GROUPES.items()
    }


def _question(name: str, schema: Schema) -> Question:
    field = schema["properties"][name]
    value = valeur(field)
    label, aide = str(field["title"]), str(field["description"])
    return Question(
        champ=name,
        label=label,
        aide=AIDES.get(name, "" if aide == label else aide),
        exemple=EXEMPLES.get(name) or str(field.get("examples", [""])[0]).strip('"[]'),
        requis=name in schema["required"],
        genre=_genre(name, field, value),
        clavier=CLAVIERS.get(name) or ("url" if value.get("format") == "uri" else "text"),
        choix=_choix(value.get("enum", ())),
        longueur=value.get("maxLength"),
    )


def _genre(name: str, field: Schema, value: Schema) -> str:
    several = field.get("type") == "array"
    if name in PROPRES:
        return name
    if "enum" in value:
        return "cases" if several else "choix"
    if several:
        return "liste"
    return "long" if value.get("maxLength", 0) > 200 else "texte"


def _choix(values: Any) -> tuple[tuple[str, str], ...]:
    meanings = sens(list(values)) or {s.nom: s.simple for s in voc.SERVICES}
    return tuple((value, meanings.get(value, value)) for value in values)


def forme() -> dict[str, Any]:
    """Return what writing an entry needs: `ordre` of its fields, `reels`, its numbers with a point.

    {"ordre": {"": ["id", "pivot"…], "meta": ["sources"…], "meta.sources": ["url"…]},
    "reels": ["latitude"…]}
    """
    found: dict[str, list[str]] = {}
    reels: list[str] = []
    schema = Lieu.model_json_schema()
    queue: list[tuple[str, Schema]] = [("", schema)]
    while queue:
        path, part = queue.pop(0)
        found[path] = list(part["properties"])
        for name, field in part["properties"].items():
            full = f"{path}.{name}".lstrip(".")
            if block := bloc(field):
                queue.append((full, schema["$defs"][block]))
            elif valeur(field).get("type") == "number":
                reels.append(full)
    return {"ordre": found, "reels": reels}


def modele(site: Site) -> dict[str, Any]:
    """Return what the form's script needs of us: the shape of an entry, where it is sent."""
    return {
        **forme(),
        "premiers": premiers(),
        "minutes": MINUTES,
        "manques": {one.champ: one.label for one in MANQUES},
        "sensibles": parole.SENSIBLES,
        "preuves": {preuve.cle: preuve._asdict() for preuve in preuves()},
        "depot": site.depot,
        "branche": site.branche,
        "courriel": site.editeur_courriel,
        "url_max": URL_MAX,
        "jours": horaires.JOURS,
        "departements": {d.code: d.nom for d in territoires.departements().values()},
    }


def preuves() -> tuple[formulaires.Preuve, ...]:
    """Return the proofs that the form takes: those that an entry can tell."""
    return tuple(p for p in formulaires.PREUVES if p.verifie_par or p.suffit)


def en_une_etape(fiche: Fiche, site: Site) -> Iterator[tuple[str, str]]:
    """Yield (what is said, where it leads) of what needs no form: an e-mail, else a GitHub form.

    Of a lieu that a source tells, faults alone: nobody here can say that nothing changed.
    """
    quel = nomme(fiche)
    for dit, formulaire in EN_UNE_ETAPE.items():
        if fiche.est_reprise and formulaire != SIGNALER:
            continue
        if site.editeur_courriel:
            corps = f"{site.siteurl}/{fiche.url}\n"
            yield dit, courriel(site, f"{dit} : {quel}", corps)
        elif site.depot:
            yield dit, prerempli(formulaire, fiche, site)


def nomme(fiche: Fiche) -> str:
    """Name a lieu as the issue forms find it again: its name, its commune."""
    return f"{fiche.lieu.nom}, {fiche.commune.nom}"


def prerempli(formulaire: str, fiche: Fiche, site: Site) -> str:
    """Return the address of an issue form, the lieu already written in it."""
    asked = {"template": f"{formulaire}.yml", "lieu": nomme(fiche)}
    return f"{site.depot}/issues/new?{urlencode(asked, quote_via=quote)}"


def complete(fiche: Fiche, site: Site) -> str:
    """Return the address of the form of the site, preloaded with a fiche."""
    return f"{site.siteurl}/{DOSSIER}?lieu={fiche.slug}"


def courriel(site: Site, sujet: str, corps: str) -> str:
    """Return the mailto: that writes to the publisher, "" where no address is known."""
    if not site.editeur_courriel:
        return ""
    asked = urlencode({"subject": sujet, "body": corps}, quote_via=quote)
    return f"mailto:{site.editeur_courriel}?{asked}"


# --- Files ------------------------------------------------------------------------------


def fichiers(annuaire: Annuaire, site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of what the form reads: its model, the entries, the communes."""
    yield f"{DOSSIER}modele.json", _json(modele(site))
    for fiche in annuaire.fiches:
        entry = {
            "chemin": fiche.chemin,
            "nouvelle": fiche.est_reprise,
            "commune": _ligne(fiche.commune),
            "valeurs": ecriture.valeurs(fiche.lieu),
        }
        yield f"{fiche.url}fiche.json", _json(entry)
    yield from _communes()


def premiers() -> list[str]:
    """Return the first folded name of each file of communes, in order: the place of any name."""
    return [noms.normaliser(lot[0].nom) for lot in _lots()]


def _lots() -> list[list[territoires.Commune]]:
    known = [c for c in territoires.communes().values() if c.parent is None]
    known.sort(key=lambda c: (noms.normaliser(c.nom), c.code))
    return [known[i : i + PAR_FICHIER] for i in range(0, len(known), PAR_FICHIER)]


def _communes() -> Iterator[tuple[str, str]]:
    for number, lot in enumerate(_lots()):
        yield f"{DOSSIER}communes/nom-{number}.json", _json([_ligne(c) for c in lot])
    par_prefixe: dict[str, dict[str, territoires.Commune]] = {}
    for commune in territoires.communes().values():
        if commune.parent is None:
            for code in commune.codes_postaux:
                par_prefixe.setdefault(code[:2], {})[commune.code] = commune
    for prefixe, found in sorted(par_prefixe.items()):
        rows = [_ligne(c) for _, c in sorted(found.items())]
        yield f"{DOSSIER}communes/cp-{prefixe}.json", _json(rows)


def _ligne(c: territoires.Commune) -> list[Any]:
    """Code INSEE, name, postcodes, département, point."""
    return [c.code, c.nom, " ".join(c.codes_postaux), c.departement, c.latitude, c.longitude]


def _json(value: Mapping[str, Any] | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
