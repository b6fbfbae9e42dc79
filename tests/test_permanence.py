"""Five hundred renames, moves, merges, closures and losses: every address that was published answers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from annuaire import adresses, annuaire, liens_courts, reader, registre, territoires
from annuaire.annuaire import Annuaire
from annuaire.model import Lieu
from annuaire.pages import PAGES, Contenu, Page, disparus
from annuaire.reader import Lecture
from annuaire.registre import Adresse
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, contenu, lecture

CONTENT = Path(__file__).parents[1] / "content"
TERRITOIRE = ("22", "25", "29", "30", "38", "87", "978")
OPERATIONS, PAR_PUBLICATION = 500, 5
SOURCE = Source(cle="france-services", nom="France services")

D_AVANT = (
    "communes/22001-une-commune-qui-n-a-plus-de-lieu/",
    "communes/22046-le-chef-lieu-d-une-commune-reunie/",
    "communes/99999-nulle-part/",
    "departements/22-cotes-du-nord/",
    "departements/22-cotes-du-nord/communes/",
    "departements/978-saint-martin/tournee-telephonique/",
    "je-veux/demarche/22-cotes-du-nord/",
    "je-veux/un-besoin-oublie/",
    "je-veux/un-besoin-oublie/22-cotes-d-armor/",
    "cp/22999/",
    "cp/00000/",
    "regions/bretagne-et-loire/",
    "demarches/la-vignette-auto/",
    "familles/cyberbase/",
    "agenda/",
    "une-page-d-autrefois/",
    "lieux/jamais-vu/affiche/",
    "lieux/une-fiche-illisible/",
)
"""Addresses that no page has today, as the releases of other years may have had."""


@dataclass
class Site:
    """A tree of entries, a dataset, the record of what was published; and what happens to them."""

    hasard: Random
    entrees: dict[str, Lieu]
    source: dict[str, Lieu]
    registre: dict[str, Adresse] = field(default_factory=dict)
    liens: set[tuple[str, str]] = field(default_factory=set)
    illisibles: set[str] = field(default_factory=set)
    en_panne: bool = False
    numero: int = 0

    def entree(self) -> tuple[str, Lieu]:
        slug = self.hasard.choice(sorted(self.entrees))
        return slug, self.entrees[slug]

    def ligne(self) -> str:
        """The id of a record of the dataset that nobody adopted."""
        adopted = {id_ for one in self.entrees.values() for id_ in (one.id, *one.anciens_ids)}
        return self.hasard.choice(sorted(set(self.source) - adopted))

    def commune(self) -> dict[str, str]:
        found = [c for c in territoires.communes().values() if c.departement in TERRITOIRE]
        one = self.hasard.choice([c for c in found if not c.parent and c.codes_postaux])
        return {"commune": one.nom, "code_insee": one.code, "code_postal": one.codes_postaux[0],
                "latitude": None, "longitude": None, "precision": "commune"}  # fmt: skip

    def libre(self, slug: str, lieu: Lieu) -> str:
        """The first name of file that `check` accepts, as a contributor would find it."""
        self.numero += 1
        tries = (slug, f"{slug}-{self.numero}")
        taken = {old for one in self.entrees.values() for old in one.anciens_slugs}
        for name in tries:
            faults = registre.verifier(self.registre, [lecture(lieu, name)])
            errors = [fault for fault in faults if fault.niveau == "erreur"]
            if not errors and name not in self.entrees and name not in taken:
                return name
        raise AssertionError(tries)

    def lectures(self) -> list[Lecture]:
        read = [lecture(lieu, slug) for slug, lieu in self.entrees.items()]
        return [r if r.slug not in self.illisibles else Lecture(r.path, None) for r in read]

    def annuaire(self) -> Annuaire:
        rows = () if self.en_panne else tuple(self.source.values())
        return annuaire.build(
            self.lectures(), LE, TERRITOIRE, [Collecte(SOURCE, rows)], None, self.registre
        )


# --- What may happen --------------------------------------------------------------------------


def renomme(site: Site) -> None:
    """A file takes another name; who renames it does not always keep the former one."""
    slug, lieu = site.entree()
    site.numero += 1
    name = site.libre(f"{slug[:50].rstrip('-')}-{site.numero}", lieu)
    old = (*lieu.anciens_slugs, slug) if site.hasard.random() < 0.5 else lieu.anciens_slugs
    del site.entrees[slug]
    site.entrees[name] = lieu.model_copy(update={"anciens_slugs": old})


def change_d_identifiant(site: Site) -> None:
    slug, lieu = site.entree()
    site.numero += 1
    new = {"id": f"id-{site.numero}", "anciens_ids": (*lieu.anciens_ids, lieu.id)}
    site.entrees[slug] = lieu.model_copy(update=new)


def demenage(site: Site) -> None:
    """A lieu moves to another commune, most often of another département: its file moves too."""
    slug, lieu = site.entree()
    where = site.commune()
    site.entrees[slug] = lieu.model_copy(update=where)
    for id_ in {lieu.id, *lieu.anciens_ids} & set(site.source):  # adopted: one id is one place
        site.source[id_] = site.source[id_].model_copy(update=where)


def reunit(site: Site) -> None:
    """Two entries are one lieu: one of them goes, the other takes its id and its address."""
    (gone, a), (slug, b) = site.entree(), site.entree()
    if gone == slug:
        return
    del site.entrees[gone]
    site.entrees[slug] = b.model_copy(
        update={
            "anciens_ids": (*b.anciens_ids, a.id, *a.anciens_ids),
            "anciens_slugs": (*b.anciens_slugs, gone, *a.anciens_slugs),
        }
    )


def ferme(site: Site) -> None:
    slug, lieu = site.entree()
    other = site.entree()[1]
    heir = other.id if other is not lieu and site.hasard.random() < 0.7 else None
    site.entrees[slug] = lieu.model_copy(
        update={"ferme_le": date(2026, 1, 1), "remplace_par": heir}
    )


def efface(site: Site) -> None:
    del site.entrees[site.entree()[0]]


def cree(site: Site) -> None:
    """A new lieu, which may have the name of one that is gone; some in a collectivity."""
    site.numero += 1
    model = site.hasard.choice(modeles())
    lieu = model.model_copy(
        update={"id": f"neuf-{site.numero}", "anciens_ids": (), "anciens_slugs": (),
                "telephone": (), "courriels": (), "site_web": (), **site.commune()}
    )  # fmt: skip
    gone = [a.slug for a in site.registre.values() if a.slug and a.slug not in site.entrees]
    name = site.hasard.choice([*gone, lieu.id]) if gone else lieu.id
    site.entrees[site.libre(name, lieu)] = lieu


def cree_outre_mer(site: Site) -> None:
    cree(site)
    slug = list(site.entrees)[-1]
    where = {"commune": "Saint-Martin", "code_insee": "97801", "code_postal": "97150"}
    site.entrees[slug] = site.entrees[slug].model_copy(update=where)


def illisible(site: Site) -> None:
    """A fault is published, and mended the next time."""
    site.illisibles.add(site.entree()[0])


def source_perd(site: Site) -> None:
    if len(site.source) > 15:
        del site.source[site.hasard.choice(sorted(site.source))]


def source_renomme(site: Site) -> None:
    id_ = site.ligne()
    name = f"Espace numérique {site.hasard.randint(1, 99)}"
    site.source[id_] = site.source[id_].model_copy(update={"nom": name})


def source_renumerote(site: Site) -> None:
    id_ = site.ligne()
    site.numero += 1
    new = f"fs-{site.numero}"
    site.source[new] = site.source.pop(id_).model_copy(update={"id": new})


def source_en_panne(site: Site) -> None:
    site.en_panne = True


def source_gagne(site: Site) -> None:
    site.numero += 1
    lieu = site.hasard.choice(modeles()).model_copy(
        update={"id": f"fs-{site.numero}", "anciens_ids": (), "anciens_slugs": (),
                "nom": f"France services {site.numero % 7}", "telephone": (), "courriels": (),
                "site_web": (), **site.commune()}
    )  # fmt: skip
    site.source[lieu.id] = lieu


def adopte(site: Site) -> None:
    """A record of the dataset becomes an entry, under its own address."""
    lieu = site.source[site.ligne()]
    site.entrees[site.libre(f"adopte-{lieu.id}", lieu)] = lieu


FAITS: tuple[Callable[[Site], None], ...] = (
    renomme, renomme, change_d_identifiant, demenage, demenage, reunit, ferme, efface, efface,
    cree, cree, cree, cree_outre_mer, illisible, source_perd, source_renomme, source_renumerote,
    source_en_panne, source_gagne, source_gagne, adopte,
)  # fmt: skip


# --- What must hold ---------------------------------------------------------------------------


@cache
def modeles() -> tuple[Lieu, ...]:
    """The real entries of content/, of a few départements."""
    read = [r.lieu for r in reader.read_tree(CONTENT) if r.lieu]
    return tuple(r for r in read if r.code_insee[:2] in TERRITOIRE)


_par_departements: dict[tuple[str, tuple[str, ...]], list[Page]] = {}


def vivantes(found: Contenu) -> dict[str, Page]:
    """The pages of a site; those of communes and postcodes, whose addresses depend on the
    départements shown alone and which take most of the time, once for each set of them.
    """
    shown = tuple(d.code for d in found.annuaire.departements)
    pages: dict[str, Page] = {}
    for build in PAGES:
        if build.__name__ in {"codes_postaux", "communes_du_departement"}:
            key = (build.__name__, shown)
            if key not in _par_departements:
                _par_departements[key] = [replace(p, donnees={}) for p in build(found)]
            made = _par_departements[key]
        else:
            made = list(build(found))
        for page in made:
            assert page.path not in pages, page.path
            pages[page.path] = page
    return pages


def publie(site: Site, base: Contenu) -> dict[str, Page]:
    """Publish the site: check that all that was published answers, then remember what is."""
    found = replace(base, annuaire=site.annuaire())
    pages = vivantes(found)
    for page in disparus.disparus(found, set(pages)):
        assert page.path not in pages, page.path
        pages[page.path] = page
    for chemin, adresse in site.registre.items():
        repond(chemin, adresse, pages, found.annuaire)
    liens(site, pages, found.annuaire)

    before = set(site.registre)
    ((name, text),) = adresses.fichiers(pages, found.annuaire)
    assert name == "adresses.csv"
    site.registre = relu(text)
    assert before <= set(site.registre)
    assert set(site.registre) == before | set(pages) - {"", "404.html"}
    return pages


def relu(text: str) -> dict[str, Adresse]:
    """The record as the next release reads it."""
    rows = [registre._adresse(row) for row in registre.csv.reader(text.splitlines()[1:])]
    assert [(one, why) for one, why in rows if why] == []
    return {one.adresse: one for one, _ in rows}


def repond(chemin: str, adresse: Adresse, pages: dict[str, Page], index: Annuaire) -> None:
    """Check that an address has a page, which leads in one step to a page, or says what is near."""
    page = pages.get(chemin)
    assert page, f"{chemin} ne répond plus"
    if page.template == "redirection":
        end = pages.get(page.context["vers"].partition("#")[0])
        assert end, f"{chemin} mène à {page.context['vers']}, qui n’existe pas"
        assert end.template != "redirection", f"{chemin} mène à une redirection"
    alive = {index.par_id[id_].url for id_ in adresse.ids if id_ in index.par_id}
    if page.template == "disparu":
        assert not page.indexe
        assert page.context["vers"] == "" or page.context["vers"] in pages
        assert not alive, f"{chemin} dit disparu un lieu qui a sa page"
        if adresse.nom:
            assert page.titre == adresse.nom
            assert page.context["proches"] or page.context["successeur"], chemin
        heir = page.context.get("successeur")
        assert heir is None or not heir.lieu.est_ferme(LE)
    if page.template == "redirection" and adresse.slug and alive:
        assert page.context["vers"] in alive | {f.url for f in index.en_correction} or (
            index.redirections.get(adresse.slug) == page.context["vers"]
        )


def liens(site: Site, pages: dict[str, Page], index: Annuaire) -> None:
    """Check that every short link ever printed still leads somewhere, then note those of today."""
    for departement, id_ in site.liens:
        page = pages[f"l/{departement.lower()}/"]
        codes = {c for ligne in page.context["lignes"] for c in (ligne.code, *ligne.anciens)}
        past = {ancienne.code: ancienne.url for ancienne in page.context["anciennes"]}
        short = liens_courts.code(id_)
        assert short in codes | set(past), f"le lien court de {id_} est perdu"
        assert past.get(short, "") in {"", *pages}
    site.liens |= {(f.departement.code, f.lieu.id) for f in index.fiches}


def test_every_address_answers_after_five_hundred_operations():
    hasard = Random(7)
    real = modeles()
    site = Site(
        hasard,
        {one.id: one for one in real[::2]},
        {one.id: one for one in real[1::2]},
        {chemin: Adresse(chemin) for chemin in D_AVANT},
    )
    base, seen = contenu(), set()
    publie(site, base)

    for n in range(1, OPERATIONS + 1):
        hasard.choice(FAITS)(site)
        if n % PAR_PUBLICATION == 0:
            pages = publie(site, base)
            seen |= {page.template for page in pages.values()}
            site.illisibles.clear()
            site.en_panne = False

    assert {"disparu", "redirection", "en_correction", "lieu"} <= seen
    assert len(site.registre) > 5 * len(real)
