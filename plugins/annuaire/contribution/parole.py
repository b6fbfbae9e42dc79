"""Who speaks for a lieu: what a stranger could change to harm it, and what confirms it.

A false telephone or site sends people to a swindler, a false closure turns them away: each asks
for a link among the sources, or for a call noted in `meta.verifie_par`.
"""

from annuaire.model import Lieu

SENSIBLES = ("telephone", "site_web", "ferme_le")
"""The fields whose change asks for a confirmation."""


def sensibles(avant: Lieu | None, apres: Lieu) -> tuple[str, ...]:
    """Return the fields that changed and that need a proof, in the order of the model.

    A new lieu has its sources, which its rules demand: nothing more is asked of it.
    """
    if avant is None:
        return ()
    return tuple(name for name in SENSIBLES if getattr(avant, name) != getattr(apres, name))


def preuves(avant: Lieu, apres: Lieu) -> tuple[str, ...]:
    """Return what is new among the proofs: links, then who checked, as the entry says them."""
    known = {source.url for source in avant.meta.sources}
    links = tuple(s.url for s in apres.meta.sources if s.url and s.url not in known)
    before = (avant.meta.verifie_le, avant.meta.verifie_par)
    call = (apres.meta.verifie_le, apres.meta.verifie_par)
    return (*links, f"{call[1]}, le {call[0]}") if all(call) and call != before else links
