"""The open datasets that the site federates: `content/sources.yml`, their local copies."""

from annuaire.sources.collecte import SourceInvalideError, collecter, donnes
from annuaire.sources.declaration import FICHIER, SANS_LICENCE, Declaree, Source, declarees
from annuaire.sources.lecture import Collecte, lire

__all__ = [
    "FICHIER",
    "SANS_LICENCE",
    "Collecte",
    "Declaree",
    "Source",
    "SourceInvalideError",
    "collecter",
    "declarees",
    "donnes",
    "lire",
]
