"""A lieu in schema.org's words, for search engines: only what is known."""

from typing import Any

from annuaire.annuaire import Fiche
from annuaire.site import Site


def lieu(fiche: Fiche, site: Site) -> dict[str, Any]:
    """Return the lieu as a LocalBusiness; a point known to the commune only is left out."""
    own = fiche.lieu
    address = {
        "@type": "PostalAddress",
        "streetAddress": own.adresse,
        "postalCode": fiche.code_postal,
        "addressLocality": fiche.commune.nom,
        "addressRegion": fiche.region.nom,
        "addressCountry": "FR",
    }
    known = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": own.nom,
        "description": own.presentation_resume,
        "telephone": own.telephone[0] if own.telephone else None,
        "email": own.courriels[0] if own.courriels else None,
        "url": f"{site.siteurl}/{fiche.url}" if site.siteurl else None,
        "sameAs": list(own.site_web),
        "openingHours": own.horaires,
        "address": {key: value for key, value in address.items() if value},
        "geo": {"@type": "GeoCoordinates", "latitude": fiche.point[0], "longitude": fiche.point[1]}
        if fiche.point and fiche.precision != "commune"
        else None,
    }
    return {key: value for key, value in known.items() if value}
