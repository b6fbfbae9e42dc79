"""An accepted message → the file of its entry, and the texts of the pull request that carries it.

Names and texts that Git and GitHub read are made of the number of the message and of the checked
slug alone: no text of a stranger is in them, but in the body, where it does nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from annuaire import ecriture
from annuaire.contribution.proposition import Proposition
from annuaire.contribution.reponse import a_verifier, adresse, tableau_des_changements


@dataclass(frozen=True, slots=True, kw_only=True)
class Envoi:
    """What the pull request of a message is made of."""

    branche: str
    titre: str
    message: str
    """Of the commit."""
    corps: str
    """Of the pull request, in Markdown."""


def ecrire(proposition: Proposition, content: Path) -> Path:
    """Write the entry under `content`, in place of the one it corrects; return its path."""
    assert proposition.prete, "only what has no fault is written"
    assert proposition.apres, "a proposal without fault has a lieu"
    assert proposition.chemin, "a lieu has a place"
    path = content / proposition.chemin
    # A shortcut or a folder of that name would write elsewhere.
    if path.resolve() != content.resolve() / proposition.chemin:
        raise FileExistsError(17, "un raccourci mène hors des fiches", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ecriture.entree(proposition.apres), encoding="utf-8")
    before = proposition.avant
    if before and before.path.resolve() != path.resolve():
        before.path.unlink()
    return path


def envoi(proposition: Proposition, numero: int, siteurl: str = "") -> Envoi:
    """Return the texts of the pull request of the message number `numero`."""
    assert proposition.chemin, "a proposal to send has a place"
    assert proposition.apres, "a proposal to send has a lieu"
    slug = proposition.chemin.stem
    before = proposition.avant.lieu if proposition.avant else None
    parts = [
        f"{proposition.formulaire.titre}, d’après la demande #{numero}.",
        tableau_des_changements(before, proposition.apres),
        a_verifier(before, proposition.apres),
        f"La page sera ici : {adresse(slug, siteurl)}",
        # « close » and the number: GitHub closes the message once this is merged.
        f"Une fois fusionnée, demande close #{numero}.",
    ]
    return Envoi(
        branche=f"fiche/{numero}-{slug}",
        titre=f"Fiche {slug} (demande {numero})",
        message=f"Fiche {slug} (demande {numero})\n",
        corps="\n\n".join(part for part in parts if part) + "\n",
    )
