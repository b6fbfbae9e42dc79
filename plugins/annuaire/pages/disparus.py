"""What stands at the addresses of past releases where no page is any more: none is left without answer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from annuaire import pres, territoires
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche, Proche, point_de
from annuaire.pages import lieux
from annuaire.pages.page import Contenu, Page, fil, url_departement, url_pres
from annuaire.registre import Adresse
from annuaire.territoires import Commune, Departement

AFFICHE = "affiche/"


class _Reste(NamedTuple):
    """A lieu that is gone: where it was, who took over from it, whether its dataset was read."""

    adresse: Adresse
    commune: Commune | None
    successeur: Fiche | None
    source_lue: bool


def disparus(contenu: Contenu, vivantes: Collection[str]) -> Iterator[Page]:
    """One page per address of the record that is not among `vivantes`, the paths of all other pages.

    A redirection to the same lieu or territory, where it has a page; else a page that says what
    was there, and the nearest lieux. No redirection leads to another.
    """
    gone = [one for path, one in contenu.annuaire.adresses.items() if path not in vivantes]
    if not gone:
        return
    suites = Suites(contenu, vivantes)
    restes = []
    for adresse in gone:
        vers = suites.vers(adresse)
        if vers:
            yield lieux.redirection(adresse.adresse, vers)
        elif adresse.slug:
            restes.append(suites.reste(adresse))
        else:
            yield _rien(adresse, suites.au_dessus(adresse.adresse))
    for reste, near in zip(restes, _proches(restes, contenu.annuaire), strict=True):
        yield _page(reste, near, contenu.annuaire)


class Suites:
    """Where what stood at an address stands today."""

    def __init__(self, contenu: Contenu, vivantes: Collection[str]) -> None:
        """Tell the pages that exist from those that only lead to another."""
        self._annuaire, self._vivantes = contenu.annuaire, vivantes
        self._menent: dict[str, str] = {
            page.path: page.context["vers"] for page in lieux.redirections(contenu)
        }

    @cached_property
    def _lues(self) -> set[str]:
        collectes = self._annuaire.federation.collectes
        return {collecte.source.cle for collecte in collectes if collecte.lieux}

    @cached_property
    def _par_id(self) -> Mapping[str, Adresse]:
        return {id_: one for one in self._annuaire.adresses.values() for id_ in one.ids}

    def vers(self, adresse: Adresse) -> str:
        """Return where the same lieu or territory has its page today, "" where it has none."""
        folder, _, rest = adresse.adresse.partition("/")
        if adresse.slug:
            fiche = meme_lieu(adresse, self._annuaire)
            return fiche.url if fiche else ""
        if folder == "lieux" and rest.endswith(f"/{AFFICHE}"):
            return self._affiche(adresse.adresse.removesuffix(AFFICHE))
        return next((url for url in self._territoire(folder, rest) if self._existe(url)), "")

    def _affiche(self, page: str) -> str:
        """The poster of a lieu that moved; where it has none, the page of the lieu, or what is left."""
        known = self._annuaire.adresses.get(page, Adresse(page))
        own = self._menent.get(page) or (page if page in self._vivantes else self.vers(known))
        if own:
            return f"{own}{AFFICHE}" if self._existe(f"{own}{AFFICHE}") else own
        return page if page in self._annuaire.adresses else ""

    def _territoire(self, folder: str, rest: str) -> Iterator[str]:
        """Yield the addresses that speak of the same territory, the nearest to what was asked first."""
        name, _, below = rest.partition("/")
        code = name.partition("-")[0].upper()
        if folder == "communes" and (own := territoires.commune_actuelle(code)):
            yield url_pres(territoires.commune(own.parent or "") or own, self._annuaire)
        if folder == "cp":
            yield from self._departement(territoires.departement_du_code_postal(name), "communes/")
        if folder == "departements":
            yield from self._departement(code, below)
        if folder == "je-veux":
            departement = territoires.departements().get(below.partition("-")[0].upper())
            if departement:
                yield f"je-veux/{name}/{departement.slug}/"

    def _departement(self, code: str | None, below: str) -> Iterator[str]:
        departement = territoires.departements().get(code or "")
        if departement:
            yield f"{url_departement(departement)}{below}"
            yield url_departement(departement)
            town = territoires.commune(departement.chef_lieu)
            if town:
                yield url_pres(town, self._annuaire)

    def _existe(self, url: str) -> bool:
        return url.partition("#")[0] in self._vivantes

    def au_dessus(self, path: str) -> str:
        """Return the page nearest above an address, "" for the home page."""
        while path:
            path = "".join(f"{part}/" for part in path.split("/")[:-2])
            if path in self._vivantes:
                return self._menent.get(path, path)
        return ""

    def reste(self, adresse: Adresse) -> _Reste:
        """Tell what is left to say of a lieu that has no page any more."""
        return _Reste(
            adresse,
            commune_de(adresse),
            self._successeur(adresse.remplace_par),
            not adresse.origine or adresse.origine in self._lues,
        )

    def _successeur(self, id_: str) -> Fiche | None:
        """Follow who took over from whom, to the last: None where that one has closed too."""
        found, seen = None, set()
        while id_ and id_ not in seen:
            seen.add(id_)
            fiche = self._annuaire.par_id.get(id_)
            found = fiche or found
            known = self._par_id.get(id_)
            id_ = (fiche.lieu.remplace_par if fiche else known and known.remplace_par) or ""
        return found if found and not found.lieu.est_ferme(self._annuaire.le) else None


def meme_lieu(adresse: Adresse, annuaire: Annuaire) -> Fiche | None:
    """Return the lieu whose address this was, None where it has no page any more."""
    return next((annuaire.par_id[id_] for id_ in adresse.ids if id_ in annuaire.par_id), None)


def commune_de(adresse: Adresse) -> Commune | None:
    """Return where a lieu was, None where nothing tells it."""
    found = (territoires.commune_actuelle(code) for code in adresse.communes)
    return next((commune for commune in found if commune), None)


def _proches(restes: Sequence[_Reste], annuaire: Annuaire) -> list[tuple[Proche, ...]]:
    """Return the nearest lieux of each, without the one that took over: the page names it apart."""
    points = [point_de(one.commune) if one.commune else None for one in restes]
    near = iter(pres.pres(annuaire, [point for point in points if point]))
    rows = [next(near) if point else () for point in points]
    return [
        tuple(p for p in row if one.successeur is None or p.fiche.slug != one.successeur.slug)
        for one, row in zip(restes, rows, strict=True)
    ]


def _departement(commune: Commune | None, annuaire: Annuaire) -> Departement | None:
    found = territoires.departements()[commune.departement] if commune else None
    return found if found in annuaire.departements else None


def _page(reste: _Reste, near: Sequence[Proche], annuaire: Annuaire) -> Page:
    adresse, commune = reste.adresse, reste.commune
    departement = _departement(commune, annuaire)
    nom = adresse.nom or adresse.slug.replace("-", " ").capitalize()
    donnees = {
        "nom": nom,
        "commune": commune,
        "departement": departement,
        "successeur": reste.successeur,
        "source_lue": reste.source_lue,
        "proches": near,
        "vers": url_departement(departement) if departement else "departements/",
    }
    return Page(
        adresse.adresse,
        "disparu",
        nom,
        "",
        donnees,
        fil(departement, annuaire, commune) if departement else (),
        indexe=False,
        selon=tuple(donnees.values()),
    )


def _rien(adresse: Adresse, vers: str) -> Page:
    """What stands at the address of a page that was of no lieu and of no territory."""
    return Page(
        adresse.adresse,
        "disparu",
        "Cette page n’existe plus",
        "",
        {"nom": "", "vers": vers},
        indexe=False,
        selon=(vers,),
    )
