"""The pages of the postcodes: what is nearest, for every address of France."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annuaire import contextes, pres, statut, territoires
from annuaire.annuaire import Annuaire
from annuaire.fiche import Proche, point_de
from annuaire.pages.page import Contenu, Page, url_code_postal, url_departement
from annuaire.pres import Centre
from annuaire.territoires import Commune, Departement

INDEX = ("Codes postaux", "cp/")


class _Fonds(NamedTuple):
    """What all the pages share: the nearest lieu by commune."""

    annuaire: Annuaire
    par_commune: dict[str, Proche]


def codes_postaux(contenu: Contenu) -> Iterator[Page]:
    """The list of postcodes, then a page each: five lieux, the nearest of each of its communes.

    Search engines may keep those that have a lieu near: « aide numérique 23500 » is what one types,
    and no other page answers it. A page that only says that there is nothing stays out.
    """
    annuaire = contenu.annuaire
    found = {cp: own for cp, own in territoires.codes_postaux().items() if _montre(own, annuaire)}
    yield _index(found, annuaire)
    centres = {cp: _centre(cp, communes) for cp, communes in found.items()}
    known = [one.point for one in centres.values() if one]
    nearest = iter(pres.pres(annuaire, known))
    fonds = _Fonds(
        annuaire,
        _nearest({c.code: c for own in found.values() for c in own}, annuaire),
    )
    for cp, center in centres.items():
        near = next(nearest) if center else ()
        yield _page(cp, near, center, fonds)


def _montre(communes: Sequence[Commune], annuaire: Annuaire) -> bool:
    """Tell whether a postcode is of the site's territory."""
    territoire = annuaire.territoire
    return not territoire or any(commune.departement in territoire for commune in communes)


def _departement(cp: str) -> Departement:
    return territoires.departements()[territoires.departement_du_code_postal(cp) or ""]


def _centre(cp: str, communes: Sequence[Commune]) -> Centre | None:
    return pres.centre_de(communes, _departement(cp))


def _nearest(communes: dict[str, Commune], annuaire: Annuaire) -> dict[str, Proche]:
    located = {code: point for code, one in communes.items() if (point := point_de(one))}
    found = annuaire.plus_proche_de(list(located.values()))
    return {code: near for code, near in zip(located, found, strict=True) if near}


def _rangs(cp: str, communes: Sequence[Commune]) -> list[Commune]:
    """Return the communes to list, by name: a city of arrondissements is on its first page only."""
    cities = {commune.parent for commune in communes}
    kept = [c for c in communes if c.code not in cities or c.codes_postaux[0] == cp]
    return sorted(kept, key=contextes.nom)


def _principale(communes: Sequence[Commune]) -> Commune:
    """Return the commune that gives its name to a page: the most peopled, an arrondissement first."""
    return max(communes, key=lambda c: (c.parent is not None, c.population or 0))


def _page(cp: str, near: Sequence[Proche], center: Centre | None, fonds: _Fonds) -> Page:
    annuaire, communes = fonds.annuaire, territoires.communes_par_code_postal(cp)
    first, departement = _principale(communes), _departement(cp)
    nom = first.nom.removesuffix(" Arrondissement")
    rows = tuple((one, fonds.par_commune.get(one.code)) for one in _rangs(cp, communes))
    passages = tuple(contextes.passages(communes, annuaire))
    depuis = _chef_lieu(departement) if center is None or center.repli else ""
    shown = departement in annuaire.departements
    loin = not near or near[0].km > pres.LOIN_KM
    return Page(
        url_code_postal(cp),
        "code_postal",
        f"{cp} {nom} : aide numérique",
        f"Aide avec internet et pour vos démarches près de {cp} {nom} : où, quels jours,"
        " quel téléphone.",
        lambda: {
            "code": cp,
            "nom": nom,
            "communes": rows,
            "depuis": depuis,
            "proches": near,
            "cites": {one.fiche.slug for one in near},
            "loin": loin,
            "loin_km": pres.LOIN_KM,
            "passages": passages,
            "semaines": contextes.semaines(tuple(p.fiche for p in near), annuaire),
            "statuts": statut.de_la_liste((p.fiche for p in near), annuaire, departement, first),
        },
        ((departement.nom, url_departement(departement)) if shown else INDEX,),
        indexe=not loin,
        selon=(rows, near, passages, depuis),
    )


def _chef_lieu(departement: Departement) -> str:
    found = territoires.commune(departement.chef_lieu)
    return found.nom if found else ""


def _index(found: dict[str, tuple[Commune, ...]], annuaire: Annuaire) -> Page:
    """All the postcodes by département: a link to their list, or the few of a collectivity."""
    groups: dict[str, list[str]] = {}
    for cp in found:
        groups.setdefault(_departement(cp).code, []).append(cp)
    listed = {departement.code for departement in annuaire.departements}
    return Page(
        "cp/",
        "codes_postaux",
        "Tous les codes postaux",
        "Le lieu d’aide le plus proche, par code postal.",
        {
            "departements": [
                (departement, groups[code])
                for code, departement in territoires.departements().items()
                if code in groups and code in listed
            ],
            "collectivites": [
                (departement, groups[code])
                for code, departement in territoires.departements().items()
                if code in groups and code not in listed
            ],
        },
    )
