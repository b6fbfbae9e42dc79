"""What a lieu takes away from its fiche: its poster, its QR code, a code for its site, what it lacks."""

from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import segno
from markupsafe import Markup

from annuaire import contextes, formulaire, horaires, liens_courts
from annuaire.annuaire import Annuaire
from annuaire.contextes import Manque
from annuaire.fiche import Fiche
from annuaire.site import Site

LIEUX_MAX = 10_000
AFFICHES_MAX = 500
"""On a site of more than LIEUX_MAX lieux, more entries than that have no poster.

A poster is 9.6 KB. 16,000 lieux make 46,300 files and 289 MB without them, of 60,000 and 300 MB.
"""
MASQUE = 4
"""The mask of every QR code: to try all eight, and keep the best, takes five times longer."""
SERVICES_MAX = 6
"""The services that a poster names: a sheet is read from two metres."""
MANQUES_MAX = 5
SURS = " ='/:.-"
"""What a data: address may hold as it is."""
ZOOM = 15
"""Where the map opens in another site: the streets around the lieu."""


class Qr(NamedTuple):
    """A QR code: `svg` for the page, `fichier` the address that holds the same as a file."""

    svg: Markup
    fichier: str


def affichees(annuaire: Annuaire) -> tuple[Fiche, ...]:
    """Return the lieux that have a poster: open, and with an entry of their own."""
    own = tuple(fiche for fiche in annuaire.ouvertes if not fiche.est_reprise)
    fits = len(own) <= AFFICHES_MAX or len(annuaire.fiches) <= LIEUX_MAX
    return own if fits else ()


def url(fiche: Fiche) -> str:
    """Return the path of a poster."""
    return f"{fiche.url}affiche/"


def avec_qr(annuaire: Annuaire) -> tuple[Fiche, ...]:
    """Return the lieux whose page, printed, has a QR code; the others' paper has the link in letters.

    A code is 1.4 to 1.9 KB, 340 to 430 bytes on the line: of 16,000 lieux they would make 24 MB.
    """
    return annuaire.ouvertes if len(annuaire.fiches) <= LIEUX_MAX else affichees(annuaire)


def qr_de_fiche(fiche: Fiche, site: Site) -> Markup | None:
    """Draw the short link of a lieu; None without SITEURL."""
    short = liens_courts.lien(fiche, site)
    return qr(short, error=None).svg if short else None


def contexte(fiche: Fiche, annuaire: Annuaire, site: Site) -> dict[str, Any]:
    """Return what the poster reads; without SITEURL, neither QR code nor code to copy."""
    lieu, manques = fiche.lieu, contextes.manques(fiche)[:MANQUES_MAX]
    whole = liens_courts.lien(fiche, site)
    return {
        "fiche": fiche,
        "semaine": horaires.semaine(lieu.horaires, annuaire.le) if lieu.horaires else None,
        "taille": taille(lieu.nom),
        "services_max": SERVICES_MAX,
        "adresse_web": whole.partition("://")[2],
        "qr": qr(whole) if whole else None,
        "code": code(fiche, site) if whole else "",
        "manques": manques,
        "courrier": courrier(fiche, manques, site) if manques else "",
    }


def taille(nom: str) -> str:
    """Return how large a name may be written: "court", "long" or "tres-long"."""
    return "court" if len(nom) <= 30 else "long" if len(nom) <= 80 else "tres-long"


def qr(address: str, error: str | None = "m") -> Qr:
    """Draw the QR code of an address, black on white with its margin; some 1 ms.

    `error`: how much of it may be lost ("m": 15 %), None for what its size allows, 7 % at least.
    """
    drawn = segno.make(address, error=error, mask=MASQUE, micro=False)
    svg = drawn.svg_inline(light="#fff", svgclass=None, lineclass=None, omitsize=True)
    file = svg.replace('"', "'").replace(
        "<svg ", "<svg xmlns='http://www.w3.org/2000/svg' width='720' height='720' ", 1
    )
    return Qr(
        Markup(svg),  # noqa: S704 - a drawing of squares: no text of an entry is in it
        f"data:image/svg+xml,{quote(file, safe=SURS)}",
    )


def code(fiche: Fiche, site: Site) -> str:
    """Return the HTML that puts the map, open on the lieu, and a link to its page in another site."""
    asked = {"lieu": fiche.slug, "integre": "1"}
    if fiche.point:
        lat, lon = fiche.point
        asked = {"zoom": str(ZOOM), "lat": f"{lat:.4f}", "lon": f"{lon:.4f}", **asked}
    frame = Markup(
        '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>\n'
        '<p><a href="{}">{}</a></p>'
    )
    nom = fiche.lieu.nom
    return str(
        frame.format(
            f"{site.siteurl}/carte/?{urlencode(asked)}",
            f"{nom} sur la carte",
            f"{site.siteurl}/{fiche.url}",
            f"{nom} sur {site.sitename}",
        )
    )


def courrier(fiche: Fiche, manques: tuple[Manque, ...], site: Site) -> str:
    """Return the mailto: whose text is the lines to fill in, "" where nobody is to be written to."""
    quel = f"{fiche.lieu.nom}, {fiche.commune.nom}"
    lines = "".join(f"{one.mot.capitalize()} : \n" for one in manques)
    corps = f"{quel}\n{site.siteurl}/{fiche.url}\n\n{lines}"
    return formulaire.courriel(site, f"Compléter la fiche : {quel}", corps)
