"""A lieu in schema.org's words, for search engines: only what is known."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from annuaire import horaires
from annuaire.fiche import Fiche
from annuaire.horaires import JOURS_OSM, Plage


def lieu(fiche: Fiche, le: date) -> dict[str, Any]:
    """Return the lieu as a LocalBusiness; a point known to the commune only is left out."""
    own = fiche.lieu
    ferme = own.est_ferme(le)
    address = {
        "@type": "PostalAddress",
        "streetAddress": own.adresse,
        "postalCode": fiche.code_postal,
        "addressLocality": fiche.commune.nom,
        "addressCountry": "FR",
    }
    known = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": own.nom,
        "description": own.presentation_resume,
        "telephone": own.telephone[0] if own.telephone and not ferme else None,
        "email": own.courriels[0] if own.courriels else None,
        "sameAs": list(own.site_web),
        "openingHours": [] if ferme else list(_heures(own.horaires, le)),
        "address": {key: value for key, value in address.items() if value},
        "geo": dict(
            zip(
                ("@type", "latitude", "longitude"),
                ("GeoCoordinates", *fiche.point_exact),
                strict=True,
            )
        )
        if fiche.point_exact
        else None,
    }
    return {key: value for key, value in known.items() if value}


def _heures(texte: str | None, le: date) -> Iterator[str]:
    """Yield each span of the ordinary week with its days; none where they say half of the truth."""
    semaine = horaires.semaine(texte, le) if texte else None
    if semaine is None or semaine.variable or semaine.remarques:
        return
    days: dict[Plage, list[str]] = {}
    for jour, plages in zip(JOURS_OSM, semaine.jours, strict=True):
        for plage in plages:
            days.setdefault(plage, []).append(jour)
    for (debut, fin), jours in days.items():
        yield f"{','.join(jours)} {_hhmm(debut)}-{_hhmm(fin)}"


def _hhmm(minutes: int) -> str:
    # schema.org has no 24:00: an end at midnight is said one minute before.
    minutes = min(minutes, 24 * 60 - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"
