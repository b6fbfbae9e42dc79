"""Settings of the published site, for `make publish`; values come from the environment."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

PUBLIER = True
DEPOT = ""  # no link to a repository unless the environment names it

for _name in (
    "SITENAME",
    "SITEURL",
    "DEPOT",
    "EDITEUR_NOM",
    "EDITEUR_ADRESSE",
    "EDITEUR_TELEPHONE",
    "EDITEUR_COURRIEL",
    "EDITEUR_DIRECTEUR",
    "HEBERGEUR",
):
    if os.environ.get(_name):
        globals()[_name] = os.environ[_name]
