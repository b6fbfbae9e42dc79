"""The pages that short links open: one a département, light, and their table of contents."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from annuaire import liens_courts, phrases, territoires
from annuaire.annuaire import Annuaire
from annuaire.pages.disparus import commune_de, meme_lieu
from annuaire.pages.page import Contenu, Page, url_departement


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
        context={"departements": [(d.code, d.nom, liens_courts.page(d)) for d in shown]},
        indexe=False,
    )
    for departement in shown:
        lignes = liens_courts.lignes(annuaire.par_departement.get(departement.code, ()))
        taken = {code for ligne in lignes for code in (ligne.code, *ligne.anciens)}
        yield Page(
            liens_courts.page(departement),
            "lien_court",
            f"Les lieux {phrases.du(departement)}, par lien court",
            context={
                "departement": departement,
                "lignes": lignes,
                "anciennes": _libres(past.get(departement.code, {}), taken),
            },
            fil=((departement.nom, url_departement(departement)),)
            if departement in annuaire.departements
            else (),
            indexe=False,
        )


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


def _libres(past: dict[str, Ancienne], taken: Collection[str]) -> list[Ancienne]:
    return [one for code, one in past.items() if code not in taken]
