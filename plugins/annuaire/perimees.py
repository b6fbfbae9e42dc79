"""The entries that nobody looked after for 18 months: one message each, answered in one click."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from annuaire import contextes, formulaire, fraicheur, textes
from annuaire.annuaire import Annuaire
from annuaire.contribution.formulaires import CORRIGER, FERME, RIEN_N_A_CHANGE
from annuaire.contribution.markdown import LONGUEUR_MAX, prose
from annuaire.fiche import Fiche
from annuaire.fraicheur import PERIME
from annuaire.problems import sur_une_ligne
from annuaire.site import Site

PAR_MOIS = 20
"""Messages opened at a time: what a team can answer in a month."""
REPONSES = (RIEN_N_A_CHANGE, FERME, CORRIGER)


class Demande(NamedTuple):
    """One message: the lieu, the title that is its own, the body in Markdown."""

    slug: str
    titre: str
    corps: str


def demandes(annuaire: Annuaire, site: Site, deja: Collection[str] = ()) -> list[Demande]:
    """Return at most PAR_MOIS messages, the oldest entries first; none whose title is in `deja`."""
    known = set(map(_serre, deja))
    titles = ((fiche, titre(fiche)) for fiche in perimees(annuaire))
    asked = [(fiche, title) for fiche, title in titles if title not in known]
    return [
        Demande(fiche.slug, title, corps(fiche, annuaire, site))
        for fiche, title in asked[:PAR_MOIS]
    ]


def perimees(annuaire: Annuaire) -> list[Fiche]:
    """Return our entries of open lieux that nobody edited or checked for long, the oldest first."""
    ours = (fiche for fiche in annuaire.ouvertes if not fiche.est_reprise)
    old = [fiche for fiche in ours if fraicheur.stade(suivie_le(fiche), annuaire.le) == PERIME]
    return sorted(old, key=lambda fiche: (suivie_le(fiche), fiche.ordre))


def suivie_le(fiche: Fiche) -> date:
    """Return the last day that somebody looked after an entry: edited it, or checked it."""
    return max(fiche.lieu.date_maj, fiche.lieu.meta.verifie_le or fiche.lieu.date_maj)


def titre(fiche: Fiche) -> str:
    """Name the message; the slug tells two lieux of one name apart."""
    named = sur_une_ligne(formulaire.nomme(fiche))
    return _serre(f"Toujours vrai ? {named[: LONGUEUR_MAX // 2]} ({fiche.slug})")


def _serre(text: str) -> str:
    """Return a text with usual spaces: GitHub may give a title back with others."""
    return " ".join(text.split())


def corps(fiche: Fiche, annuaire: Annuaire, site: Site) -> str:
    """Write what the page says, and the links that answer."""
    since = textes.mois_fr(suivie_le(fiche))
    facts = "\n".join(f"- {label} : {prose(said)}" for label, said in _dit(fiche, annuaire))
    links = "\n".join(f"- [{said}]({url})" for said, url in _liens(fiche, site))
    return (
        f"**{prose(fiche.lieu.nom)}**, {prose(fiche.commune.nom)}"
        f" ({prose(fiche.departement.nom)})\n\n"
        f"Personne n’a modifié ni vérifié cette fiche depuis {since}. Elle dit :\n\n"
        f"{facts}\n\n"
        "Est-ce toujours vrai ? Appelez le lieu ou voyez son site, puis répondez d’un clic :\n\n"
        f"{links}\n\n"
        "Fermez cette demande quand la fiche est à jour.\n"
    )


def _dit(fiche: Fiche, annuaire: Annuaire) -> Iterator[tuple[str, str]]:
    lieu = fiche.lieu
    unknown = "inconnu"
    phones = ", ".join(map(textes.telephone, lieu.telephone))
    yield "Téléphone", phones or unknown
    yield "Adresse", lieu.adresse or f"{unknown}e"
    yield "Horaires", contextes.quand(lieu.horaires, annuaire) if lieu.horaires else f"{unknown}s"


def _liens(fiche: Fiche, site: Site) -> Iterator[tuple[str, str]]:
    for form in REPONSES:
        yield form.titre, formulaire.prerempli(form.nom, fiche, site)
    if site.siteurl:
        yield "Corriger sur le site, champ par champ", formulaire.complete(fiche, site)
        yield "Voir la page du lieu", f"{site.siteurl}/{fiche.url}"
