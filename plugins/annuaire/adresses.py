"""Where the site answers from today on: what the next release must answer at too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annuaire import registre
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche, FicheEnCorrection
from annuaire.registre import Adresse, Registre

HORS_REGISTRE = ("", "404.html")
"""The home page never goes, and the 404 page is nobody's address."""


def fichiers(chemins: Iterable[str], annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the record, from the paths of all the pages of the site."""
    published = registre.reunir(annuaire.adresses, publiees(chemins, annuaire))
    yield registre.FICHIER, registre.texte(published)


def publiees(chemins: Iterable[str], annuaire: Annuaire) -> Registre:
    """Return the addresses of these pages, each with the lieu that it speaks of or leads to."""
    named = _par_adresse(annuaire)
    return {
        chemin: named.get(chemin) or Adresse(chemin)
        for chemin in chemins
        if chemin not in HORS_REGISTRE
    }


def _par_adresse(annuaire: Annuaire) -> Mapping[str, Adresse]:
    found = {one.url: _en_correction(one, annuaire.adresses) for one in annuaire.en_correction}
    found |= {fiche.url: _fiche(fiche) for fiche in annuaire.fiches}
    for old, url in annuaire.redirections.items():
        found[f"lieux/{old}/"] = replace(found[url], adresse=f"lieux/{old}/")
    return found


def _fiche(fiche: Fiche) -> Adresse:
    lieu = fiche.lieu
    return Adresse(
        fiche.url,
        tuple(dict.fromkeys((lieu.id, *fiche.ids))),
        lieu.nom,
        (fiche.code_insee,),
        fiche.origines[0].source.cle if fiche.est_reprise and fiche.origines else "",
        lieu.remplace_par or "",
    )


def _en_correction(faulty: FicheEnCorrection, known: Registre) -> Adresse:
    """Return the little that an entry in correction tells, nothing where the record knows more."""
    if faulty.url in known or not faulty.commune:
        return Adresse(faulty.url)
    return Adresse(faulty.url, (), faulty.nom, (faulty.commune.code,))
