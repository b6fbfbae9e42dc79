"""The files offered as open data, one module each: PATH, LABEL, export(annuaire)."""

from types import ModuleType

from annuaire.exports import lieu_schema, lieux_complet, lieux_csv, lieux_geojson, lieux_json

EXPORTS: tuple[ModuleType, ...] = (
    lieux_csv,
    lieux_complet,
    lieux_json,
    lieux_geojson,
    lieu_schema,
)
"""In the order of the page /donnees/ (a test holds that no module is forgotten)."""
