"""Who speaks for a lieu: what a stranger could change to harm it, and what confirms it.

A false telephone or site sends people to a swindler, a false closure turns them away: each asks
for a link among the sources, or for a call noted in `meta.verifie_par`.
"""

from annuaire.model import Lieu

SENSIBLES = ("telephone", "site_web", "ferme_le")
"""The fields whose change asks for a confirmation."""


def a_confirmer(avant: Lieu | None, apres: Lieu) -> tuple[str, ...]:
    """Return the fields that changed and that nothing new confirms, in the order of the model.

    A new lieu has its sources, which its rules demand: nothing is asked of it here.
    """
    if avant is None or _confirme(avant, apres):
        return ()
    return tuple(name for name in SENSIBLES if getattr(avant, name) != getattr(apres, name))


def _confirme(avant: Lieu, apres: Lieu) -> bool:
    known = {source.url for source in avant.meta.sources}
    link = any(source.url and source.url not in known for source in apres.meta.sources)
    before = (avant.meta.verifie_le, avant.meta.verifie_par)
    call = (apres.meta.verifie_le, apres.meta.verifie_par)
    return link or (all(call) and call != before)
