"""What a review found, as a page of Markdown: the summary that GitHub shows beside a proposal."""

from collections.abc import Sequence

from annuaire import problems
from annuaire.contribution.differences import differences
from annuaire.contribution.markdown import bloc, code, prose
from annuaire.contribution.reponse import a_verifier, adresse, tableau_des_changements
from annuaire.contribution.revue import FicheChangee, Revue
from annuaire.problems import Problem

FICHES_MAX = 50
"""Entries shown in full, at most: GitHub refuses a summary of more than 1 MB."""
LIGNES_MAX = 500


def resumer(revue: Revue, siteurl: str = "") -> str:
    """Return the whole summary; a proposal that touches no entry has a short one."""
    if not revue.fiches:
        return "## Les fiches\n\nCette proposition ne change aucune fiche.\n"
    parts = ["## Les fiches", _verdict(revue)]
    if revue.hors_contenu:
        told = ", ".join(code(str(path)) for path in revue.hors_contenu[:20])
        parts.append(
            "**Cette proposition change aussi autre chose que le contenu : une personne de"
            f" l’équipe doit le lire.** {told}"
        )
    parts += _lignes("À corriger", revue.fautes)
    parts += [_fiche(fiche, siteurl) for fiche in revue.fiches[:FICHES_MAX]]
    if len(revue.fiches) > FICHES_MAX:
        parts.append(f"Et {len(revue.fiches) - FICHES_MAX} autres fiches.")
    parts += _lignes("À relire (sans bloquer)", revue.avis)
    parts += _lignes("Ailleurs, déjà là avant cette proposition (sans bloquer)", revue.anciennes)
    return "\n\n".join(parts) + "\n"


def _verdict(revue: Revue) -> str:
    if not revue.fautes:
        return "Merci ! Tout est bon. Une personne relit, puis fusionne."
    count = len(revue.fautes)
    told = "une chose" if count == 1 else f"{count} choses"
    return f"Merci ! Il reste {told} à corriger : modifiez le fichier, tout sera relu aussitôt."


def _lignes(titre: str, found: Sequence[Problem]) -> list[str]:
    if not found:
        return []
    lines = [problems.terminal(problem) for problem in found[:LIGNES_MAX]]
    if len(found) > LIGNES_MAX:
        lines.append(f"… et {len(found) - LIGNES_MAX} autres")
    return [f"### {titre}", bloc("\n".join(lines))]


def _fiche(fiche: FicheChangee, siteurl: str) -> str:
    shown = fiche.apres or fiche.avant
    assert shown, "a changed entry is there before or after"
    before, after = fiche.lieux
    lieu = after or before
    parts = [f"### {prose(lieu.nom)}, {prose(lieu.commune)}" if lieu else f"### {code(shown.slug)}"]
    if fiche.apres is None:
        parts.append("Cette fiche est retirée.")
    elif after is None:
        parts.append("Cette fiche ne peut pas encore être lue : corrigez-la d’abord.")
    else:
        parts.append(
            f"Future adresse : {adresse(fiche.apres.slug, siteurl)}"
            if before is None
            else f"Adresse : {adresse(fiche.apres.slug, siteurl)}"
        )
        parts.append(
            tableau_des_changements(before, after)
            if differences(before, after)
            else "Rien ne change pour le visiteur : seule l’écriture est différente."
        )
        parts += [told for told in (a_verifier(before, after),) if told]
    return "\n\n".join(parts)
