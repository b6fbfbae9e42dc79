"""The pages of the lieux, and what stands at the addresses that are no lieu any more."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from annuaire import (
    affiche,
    agenda,
    besoins,
    contextes,
    formulaire,
    fraicheur,
    horaires,
    itineraire,
    json_ld,
    liens_courts,
    provenance,
    sms,
    soutien,
    statut,
)
from annuaire import vocabulaires as voc
from annuaire.fiche import Fiche, Proche
from annuaire.nouvelles import Nouvelle
from annuaire.pages.page import Contenu, Page, fil

DERNIERS = 3
"""The changes that the page of a lieu tells."""
PROCHES = 3
"""The lieux around that it names."""


class _Entour(NamedTuple):
    """What the page of a lieu says that is not of its own fiche."""

    proches: list[Proche]
    joignable: Proche | None
    chef_de_file: Fiche | None
    remplacant: Fiche | None
    derniers: tuple[Nouvelle, ...]
    a_une_affiche: bool
    a_un_qr: bool


def lieux(contenu: Contenu) -> Iterator[Page]:
    """One page per lieu."""
    annuaire = contenu.annuaire
    affichees = {fiche.slug for fiche in affiche.affichees(annuaire)}
    avec_qr = {fiche.slug for fiche in affiche.avec_qr(annuaire)}

    @cache
    def proches(code: str) -> dict[str, list[Proche]]:
        # A département at a time: ten times faster than each alone, and only those that are asked for.
        return contextes.autour_de_chacun(annuaire, annuaire.par_departement[code], PROCHES)

    def entourer(fiche: Fiche) -> _Entour:
        lieu = fiche.lieu
        return _Entour(
            proches(fiche.departement.code)[fiche.slug],
            contextes.joignable(annuaire, fiche),
            annuaire.par_id.get(lieu.fabrique.consortium or "") if lieu.fabrique else None,
            annuaire.par_id.get(lieu.remplace_par or ""),
            contenu.nouvelles.de(fiche)[:DERNIERS],
            fiche.slug in affichees,
            fiche.slug in avec_qr,
        )

    for fiche in annuaire.fiches:
        lieu = fiche.lieu
        entour = partial(entourer, fiche)
        yield Page(
            fiche.url,
            "lieu",
            f"{lieu.nom}, {fiche.commune.nom}",
            lieu.presentation_resume or f"{lieu.nom}, {fiche.commune.nom} : adresse et contacts.",
            partial(_lieu, fiche, entour, contenu),
            fil(fiche.departement, annuaire, fiche.commune),
            indexe=not lieu.est_ferme(annuaire.le),
            selon=partial(_selon, fiche, entour),
        )


def _selon(fiche: Fiche, entourer: Callable[[], _Entour]) -> tuple[Any, ...]:
    return (fiche, *entourer())


def _lieu(fiche: Fiche, entourer: Callable[[], _Entour], contenu: Contenu) -> dict[str, Any]:
    annuaire, lieu, entour = contenu.annuaire, fiche.lieu, entourer()
    return {
        "fiche": fiche,
        "semaine": horaires.semaine(lieu.horaires, annuaire.le) if lieu.horaires else None,
        "statuts": statut.de_la_page(fiche, annuaire),
        "manque": tuple(contextes.manque(fiche)),
        "fraicheur": fraicheur.de(fiche, annuaire.le),
        "en_une_etape": tuple(formulaire.en_une_etape(fiche, contenu.site)),
        "origines": tuple(provenance.origines(fiche)),
        "joignable": entour.joignable,
        "proches": entour.proches,
        "chef_de_file": entour.chef_de_file,
        "remplacant": entour.remplacant,
        "demarches": bool(contenu.redaction.demarches) and besoins.repond(voc.DEMARCHE, fiche),
        "faits": tuple(contextes.faits(lieu)),
        "soutien": soutien.phrase(fiche, contenu.redaction.programme),
        "tournee": tuple(contextes.tournee(lieu, annuaire)),
        "ateliers": tuple(contextes.ateliers(lieu, annuaire)),
        "avis": tuple(a for a in lieu.avis if a.au >= annuaire.le),
        "ferme": lieu.est_ferme(annuaire.le),
        "itineraire": itineraire.de(fiche),
        "carte_sms": _sms(fiche, contenu),
        "lien_court": liens_courts.lien(fiche, contenu.site),
        "qr": affiche.qr_de_fiche(fiche, contenu.site) if entour.a_un_qr else None,
        "calendrier": agenda.url(fiche) if agenda.seances(fiche, annuaire.le) else "",
        "affiche": affiche.url(fiche) if entour.a_une_affiche else "",
        "derniers": entour.derniers,
        "photo": contenu.photos.get(lieu.image or ""),
        "json_ld": json_ld.lieu(fiche, annuaire.le),
    }


def _sms(fiche: Fiche, contenu: Contenu) -> str:
    """Return the link that sends the card of an open lieu."""
    if fiche.lieu.est_ferme(contenu.annuaire.le):
        return ""
    short = liens_courts.lien(fiche, contenu.site)
    return sms.lien(sms.carte(fiche, contenu.annuaire.le, short))


def affiches(contenu: Contenu) -> Iterator[Page]:
    """One poster to print per lieu that has an entry of its own, and what goes with it."""
    annuaire = contenu.annuaire
    for fiche in affiche.affichees(annuaire):
        lieu, commune = fiche.lieu, fiche.commune
        yield Page(
            affiche.url(fiche),
            "affiche",
            f"L’affiche de {lieu.nom}, {commune.nom}",
            "",
            partial(affiche.contexte, fiche, annuaire, contenu.site),
            (*fil(fiche.departement, annuaire, commune), (lieu.nom, fiche.url)),
            indexe=False,
            selon=(fiche,),
        )


def en_correction(contenu: Contenu) -> Iterator[Page]:
    """What stands at the address of an entry that could not be read."""
    for faulty in contenu.annuaire.en_correction:
        yield Page(
            faulty.url,
            "en_correction",
            faulty.nom,
            "Cette fiche est en cours de correction.",
            {
                "fiche": faulty,
                "proches": contenu.annuaire.proches(faulty.point, 5, sur=False)
                if faulty.point
                else [],
            },
            fil(faulty.departement, contenu.annuaire) if faulty.departement else (),
            indexe=False,
        )


def redirections(contenu: Contenu) -> Iterator[Page]:
    """A page at each former address, and at the folders that hold no page of their own."""
    moved = {f"lieux/{old}/": url for old, url in sorted(contenu.annuaire.redirections.items())}
    for path, target in {**moved, "lieux/": "departements/", "communes/": "departements/"}.items():
        yield redirection(path, target)


def redirection(path: str, vers: str) -> Page:
    """A page that leads to another of the site at once."""
    return Page(
        path,
        "redirection",
        "Cette page a changé d’adresse",
        "",
        {"vers": vers},
        indexe=False,
        selon=(vers,),
    )
