"""Annuaire: the Pelican plugin that publishes the directory of the fabriques de territoire."""


def register() -> None:
    """Connect the generator to Pelican's signal; the whole plugin is behind it."""
    # Here, so that `python -m annuaire` and the tests load the package without Pelican.
    from pelican import signals  # noqa: PLC0415

    from annuaire.generator import AnnuaireGenerator  # noqa: PLC0415

    signals.get_generators.connect(lambda _pelican: AnnuaireGenerator, weak=False)
