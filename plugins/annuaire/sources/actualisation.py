"""`make sources`: each active source fetched anew, its last good copy kept where that fails.

A build reads the copies and needs no network: it never loads this module, nor urllib3.
"""

import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from annuaire.formats import jour_dans
from annuaire.ligne import FormatInconnuError
from annuaire.sources import copies
from annuaire.sources.copies import Copie, Essai, Etat
from annuaire.sources.declaration import Declaree, correspondance
from annuaire.sources.lecture import Collecte, Suivi, lire
from annuaire.telechargement import PRODUCTION, Recu, Regles, TelechargementError, telecharger

PERTE_MAX = 0.05
"""The share of its lieux that a source may lose from one copy to the next."""


@dataclass(frozen=True)
class Resultat:
    """What became of one source: its copy, None if it has none, and why it is not a new one."""

    source: Declaree
    etat: Literal["nouvelle", "inchangée", "gardée", "aucune"]
    copie: Copie | None = None
    echec: str = ""


class _CopieRefuseeError(Exception):
    """A file that came whole but must not replace the last good copy."""


def actualiser(
    content: Path,
    sources: Collection[Declaree],
    le: date,
    *,
    accepter: Collection[str] = (),
    regles: Regles = PRODUCTION,
    suivre: Callable[[str], Suivi] = lambda _: iter,
) -> Iterator[Resultat]:
    """Fetch the sources anew, each as soon as its result is asked for.

    A file that is malformed, gives no lieu, or lost more than 5 % of the lieux of the last good
    copy does not replace it (`accepter` lists the keys that may lose them); the failure is kept
    beside the copy, with its day. One source that fails never stops the next.
    """
    (content / copies.DOSSIER).mkdir(parents=True, exist_ok=True)
    for source in sources:
        yield _actualiser(content, source, le, source.cle in accepter, regles, suivre(source.nom))


def _actualiser(
    content: Path, source: Declaree, le: date, perte_admise: bool, regles: Regles, suivre: Suivi
) -> Resultat:
    before, _ = copies.bonne_copie(content, source)
    with tempfile.TemporaryDirectory(prefix=".essai-", dir=content / copies.DOSSIER) as folder:
        try:
            new = Path(folder) / f"{source.cle}.donnees"
            recu = telecharger(source.url, new, regles)
            if before and recu.sha256 == before.sha256:
                copie = before.model_copy(update={"telecharge_le": le})
            else:
                jour = source.etat_du or jour_dans(_fin(recu.url), le) or recu.modifie_le
                lecteur = _lecteur(content, source, le, suivre)
                found = lecteur(new, jour)
                _refuser_vide(found)
                if before and not perte_admise:
                    old = copies.chemin(content, source.cle)
                    _refuser_perte(found, before, lambda: lecteur(old, before.jour))
                copie = _copie(source, recu, found, le, jour)
        except (TelechargementError, FormatInconnuError, _CopieRefuseeError) as error:
            echec = str(error).replace(str(new), source.url).partition("\n")[0]
            copies.ecrire(
                content, source.cle, Etat(copie=before, dernier_essai=Essai(le=le, echec=echec))
            )
            return Resultat(source, "gardée" if before else "aucune", before, echec)
        new.replace(copies.chemin(content, source.cle))
        copies.ecrire(content, source.cle, Etat(copie=copie, dernier_essai=Essai(le=le)))
    same = before and before.sha256 == copie.sha256
    return Resultat(source, "inchangée" if same else "nouvelle", copie)


def _lecteur(
    content: Path, source: Declaree, le: date, suivre: Suivi
) -> Callable[[Path, date | None], Collecte]:
    mapping = correspondance(content, source)
    return lambda fichier, jour: lire(
        fichier, source, le, jour=jour, correspondance=mapping, suivre=suivre
    )


def _refuser_vide(found: Collecte) -> None:
    if not found.lignes:
        raise _CopieRefuseeError("le fichier n’a aucune ligne. Voyez la page du jeu de données.")
    if not found.lieux:
        first = found.refus[0]
        raise _CopieRefuseeError(
            f"aucune des {found.lignes} lignes ne donne un lieu "
            f"(ligne {first.ligne} : {first.raison}). Voyez la page du jeu de données."
        )


def _refuser_perte(found: Collecte, before: Copie, relire: Callable[[], Collecte]) -> None:
    now = len(found.lieux)
    if not _perd(now, before.lignes - before.refusees):
        return
    # Today's rules may count the old file otherwise than those of its day did.
    had = len(relire().lieux)
    if _perd(now, had):
        raise _CopieRefuseeError(
            f"il n’y a plus que {now} lieux sur {had}, plus de {round(PERTE_MAX * 100)} % de "
            f"perte. Si c’est voulu : make sources ACCEPTER={found.source.cle}"
        )


def _copie(source: Declaree, recu: Recu, found: Collecte, le: date, jour: date | None) -> Copie:
    return Copie(
        url=source.url,
        url_finale=recu.url,
        telecharge_le=le,
        sha256=recu.sha256,
        octets=recu.octets,
        format=found.format,
        lignes=found.lignes,
        refusees=len(found.refus),
        jour=jour,
    )


def _perd(now: int, before: int) -> bool:
    return now < before * (1 - PERTE_MAX)


def _fin(url: str) -> str:
    """Return the name of the file and its folder: data.gouv.fr dates one or the other."""
    return "/".join(urlsplit(url).path.rsplit("/", 2)[-2:])
