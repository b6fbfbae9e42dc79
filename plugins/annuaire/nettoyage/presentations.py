"""The two texts that present a lieu: the short one, and the one under the fields."""

from annuaire.ligne import Ligne

RESUME_MAX = 280


def nettoyer(ligne: Ligne) -> None:
    """Move to the detailed presentation a short one that is too long for its field."""
    resume = ligne.valeurs.get("presentation_resume", "")
    if len(" ".join(resume.split())) <= RESUME_MAX:
        return
    parts = (resume, ligne.valeurs.get("presentation_detail"))
    ligne.valeurs["presentation_detail"] = "\n\n".join(filter(None, parts))
    ligne.note(
        "presentation_resume",
        None,
        "résumé trop long, déplacé dans la présentation détaillée",
    )
