"""The pages that short links open: one a département, light, and their table of contents."""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from annuaire import liens_courts, phrases, territoires
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.pages.disparus import commune_de, meme_lieu
from annuaire.pages.page import Contenu, Page, url_departement
from annuaire.territoires import Departement


class Ancienne(NamedTuple):
    """A short link of the past: its lieu moved to another département, or is gone."""

    code: str
    nom: str
    commune: str
    url: str


def pages(contenu: Contenu) -> Iterator[Page]:
    """The départements, then every lieu of each, at the anchor that is its code."""
    annuaire = contenu.annuaire
    past = _anciennes(annuaire)
    shown = [
        d
        for d in territoires.departements().values()
        if d in annuaire.departements or d.code in past
    ]
    yield Page(
        liens_courts.DOSSIER,
        "liens_courts",
        "Les liens courts",
        donnees={"departements": [(d.code, d.nom, liens_courts.page(d)) for d in shown]},
        indexe=False,
    )
    for departement in shown:
        fiches = annuaire.par_departement.get(departement.code, ())
        anciennes = tuple(past.get(departement.code, {}).values())
        yield Page(
            liens_courts.page(departement),
            "lien_court",
            f"Les lieux {phrases.du(departement)}, par lien court",
            donnees=partial(_liens, departement, fiches, anciennes),
            fil=((departement.nom, url_departement(departement)),)
            if departement in annuaire.departements
            else (),
            indexe=False,
            selon=(fiches, anciennes),
        )


def _liens(
    departement: Departement, fiches: tuple[Fiche, ...], anciennes: tuple[Ancienne, ...]
) -> dict[str, Any]:
    lignes = liens_courts.lignes(fiches)
    taken = {code for ligne in lignes for code in (ligne.code, *ligne.anciens)}
    return {
        "departement": departement,
        "lignes": lignes,
        "anciennes": [one for one in anciennes if one.code not in taken],
    }


def _anciennes(annuaire: Annuaire) -> dict[str, dict[str, Ancienne]]:
    """Return the links of the record by département, then by code: paper outlives the lieux."""
    found: dict[str, dict[str, Ancienne]] = {}
    for adresse in annuaire.adresses.values():
        if not adresse.slug:
            continue
        fiche, commune = meme_lieu(adresse, annuaire), commune_de(adresse)
        nom = fiche.lieu.nom if fiche else adresse.nom
        where = fiche.commune if fiche else commune
        url = fiche.url if fiche else adresse.adresse
        communes = map(territoires.commune_actuelle, adresse.communes)
        for code in dict.fromkeys(c.departement for c in communes if c):
            own = found.setdefault(code, {})
            for short in map(liens_courts.code, adresse.ids):
                own.setdefault(short, Ancienne(short, nom, where.nom if where else "", url))
    return found
