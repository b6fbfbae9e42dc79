"""Annuaire: the Pelican plugin that publishes the directory of the fabriques de territoire."""

import os


def register() -> None:
    """Connect the generator to Pelican's signal; the whole plugin is behind it."""
    # Set but empty, it is an error for numpy; for us it is as if it were not there.
    if not os.environ.get("SOURCE_DATE_EPOCH"):
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    # Here, so that `python -m annuaire` and the tests load the package without Pelican.
    from pelican import signals  # noqa: PLC0415

    from annuaire.generator import AnnuaireGenerator  # noqa: PLC0415

    signals.get_generators.connect(lambda _pelican: AnnuaireGenerator, weak=False)
