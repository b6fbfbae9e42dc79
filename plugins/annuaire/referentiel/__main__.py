"""`python -m annuaire.referentiel`, the same as `python -m annuaire referentiel`."""

import sys

from . import run

sys.exit(run())
