"""What `make sources` says of each source, and of all of them."""

from collections.abc import Iterable, Iterator, Sequence

from annuaire.sources.actualisation import Resultat
from annuaire.sources.copies import Copie
from annuaire.sources.declaration import Declaree


def phrases(result: Resultat) -> tuple[str, ...]:
    """Say what became of one source, then why it is not up to date."""
    cle, copie = result.source.cle, result.copie
    if copie is None:
        return f"{cle} : aucune copie.", f"  {result.echec}"
    told = f"{cle} : copie {result.etat}, {_contenu(copie)}, du {copie.telecharge_le:%d/%m/%Y}."
    if copie.format != result.source.format:
        told += f" Format reconnu : {copie.format}, et non {result.source.format}."
    return (told, f"  {result.echec}") if result.echec else (told,)


def inactives(declared: Iterable[Declaree]) -> Iterator[str]:
    """Say which sources are not asked, and why."""
    return (f"{one.cle} : inactive. {one.raison}" for one in declared if not one.active)


def bilan(results: Sequence[Resultat]) -> tuple[str, ...]:
    """Count the sources that are up to date and the others; say what to do next."""
    etats = [result.etat for result in results]
    fresh = sum(etat in {"nouvelle", "inchangée"} for etat in etats)
    told = (
        f"Sources à jour : {fresh} ; gardées dans leur dernière bonne copie : "
        f"{etats.count('gardée')} ; sans copie : {etats.count('aucune')}."
    )
    return told, "Pour reconstruire le site avec ces données : make html"


def _contenu(copie: Copie) -> str:
    kept = copie.lignes - copie.refusees
    return f"{kept} lieux pour {copie.lignes} lignes, {copie.octets / 1e6:.1f} Mo".replace(".", ",")
