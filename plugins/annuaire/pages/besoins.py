"""« Je veux… »: the pages of the needs, by département, and what to bring for each démarche."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from annuaire import besoins as regles
from annuaire import contextes, demarches, territoires
from annuaire import vocabulaires as voc
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche, Proche, centre
from annuaire.pages.page import Contenu, Page, url_besoin
from annuaire.territoires import Departement
from annuaire.vocabulaires import Besoin

DETAILLES_MAX = 60
"""Beyond, a page names each lieu in one line, without its open days: it stays light."""
MUETS_MAX = 8
"""The lieux that told nothing, named at most: the others are on the département's page."""
PROCHES = 5

JE_VEUX = ("Je veux…", "je-veux/")
LES_DEMARCHES = ("Les démarches", "demarches/")


def je_veux(contenu: Contenu) -> Iterator[Page]:
    """All the needs, then each of them in France and in each département."""
    yield Page(
        "je-veux/",
        "besoins",
        "Je veux…",
        "Ce que l’on vient faire dans ces lieux : une démarche, apprendre, imprimer, réparer…",
    )
    for besoin in voc.BESOINS:
        fiches = contenu.annuaire.par_besoin.get(besoin.cle, ())
        groups = groupby(fiches, key=lambda fiche: fiche.departement.code)
        by_code = {code: tuple(own) for code, own in groups}
        yield Page(
            url_besoin(besoin),
            "besoin",
            besoin.phrase,
            f"{besoin.phrase} : les lieux qui le proposent, par département.",
            {
                "besoin": besoin,
                "nombre": len(fiches),
                "comptes": {code: len(own) for code, own in by_code.items()},
                "demarches": demarches.pour(besoin.cle, contenu.redaction.demarches.values()),
            },
            (JE_VEUX,),
        )
        for departement in contenu.annuaire.departements:
            yield _ici(contenu, besoin, departement, by_code.get(departement.code, ()))


def _ici(
    contenu: Contenu, besoin: Besoin, departement: Departement, fiches: tuple[Fiche, ...]
) -> Page:
    annuaire = contenu.annuaire
    where, center = territoires.dans_le(departement), centre(departement)
    alone = center if not fiches else None
    near = annuaire.proches_pour(besoin.cle, alone, PROCHES) if alone else []
    any_kind = annuaire.proches(alone, PROCHES, joignables=True, sur=False) if alone else []
    return Page(
        url_besoin(besoin, departement),
        "besoin_ici",
        f"{besoin.phrase} {where}",
        f"{besoin.phrase} {where} : les lieux, commune par commune, et leur téléphone.",
        lambda: {
            "besoin": besoin,
            "departement": departement,
            "fiches": fiches,
            "groupes": contextes.par_commune(fiches),
            "detaille": len(fiches) <= DETAILLES_MAX,
            "semaines": contextes.semaines(fiches, annuaire)
            if len(fiches) <= DETAILLES_MAX
            else {},
            "autres": [b for b in contextes.besoins_du(departement, annuaire) if b != besoin],
            "demarches": bool(demarches.pour(besoin.cle, contenu.redaction.demarches.values())),
            "proches": near,
            **_muets(besoin, departement, fiches, annuaire, [] if near else any_kind),
        },
        (JE_VEUX, (besoin.phrase, url_besoin(besoin))),
        indexe=bool(fiches),
        selon=(annuaire.par_departement.get(departement.code, ()), near, any_kind),
    )


def _muets(
    besoin: Besoin,
    departement: Departement,
    fiches: Sequence[Fiche],
    annuaire: Annuaire,
    any_kind: list[Proche],
) -> dict[str, Any]:
    """Those of here that told nothing.

    `muets` are the ones to name: all where they are few, the first where nobody else answers.
    `a_appeler` are the nearest of any kind, where there is nobody else to name.
    """
    here = annuaire.par_departement.get(departement.code, ())
    silent = [f for f in here if not f.lieu.est_ferme(annuaire.le) and regles.est_muet(besoin, f)]
    silent.sort(key=lambda f: not f.lieu.telephone)
    named = silent if len(silent) <= MUETS_MAX else [] if fiches else silent[:MUETS_MAX]
    return {
        "muets": named,
        "nombre_muets": len(silent),
        "a_appeler": [] if named else any_kind,
    }


def les_demarches(contenu: Contenu) -> Iterator[Page]:
    """The list of démarches, then one sheet for each; nothing where none is written."""
    written = contenu.redaction.demarches.values()
    if not written:
        return
    yield Page(
        "demarches/",
        "demarches",
        "Que faut-il apporter ?",
        "Impôts, Caf, papiers, santé, emploi, retraite : ce qu’il faut apporter pour chaque démarche.",
        {"demarches": sorted(written, key=lambda one: territoires.normaliser(one.entete.titre))},
    )
    for demarche in written:
        yield Page(
            demarche.url,
            "demarche",
            demarche.entete.titre,
            demarche.entete.description,
            {"demarche": demarche, "entete": demarche.entete},
            (LES_DEMARCHES,),
        )
