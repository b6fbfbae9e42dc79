"""The answer to a message, in French and in Markdown: what is right, what is not, what comes next."""

import re

from annuaire.contribution.differences import differences
from annuaire.contribution.formulaires import ACCEPTE, FICHE
from annuaire.contribution.markdown import code, prose, tableau
from annuaire.contribution.parole import preuves, sensibles
from annuaire.contribution.proposition import Proposition
from annuaire.model import Lieu
from annuaire.problems import Problem

FAUTES_MAX = 30
"""Faults told in one answer, at most."""
MODIFIER = "le menu « ⋯ » en haut à droite de votre message, puis le crayon"
INCONNU = """\
Merci pour votre message.

Nous n’avons pas reconnu le formulaire : ses titres ont peut-être été effacés, ou il est resté vide.

### Et ensuite

Rouvrez un formulaire depuis la page du lieu (« Corriger cette fiche »), ou écrivez simplement ici le nom du lieu, sa commune et ce qui change : une personne lira votre message.
"""


def repondre(proposition: Proposition | None, siteurl: str = "", *, acceptee: bool = False) -> str:
    """Return the answer to a message; None is a message that comes from none of our forms.

    `siteurl` is the address of the site, "" where it is not known. `acceptee` says that the
    label was given already, before the message was changed.
    """
    if proposition is None:
        return INCONNU
    parts = [_accueil(proposition), *_corps(proposition)]
    if proposition.remarques:
        parts += ["### À savoir", _liste(proposition.remarques)]
    parts += ["### Et ensuite", _suite(proposition, siteurl)]
    if acceptee:
        parts.append(
            f"Cette demande avait déjà été acceptée. Ce qui a changé depuis ne compte pas encore :"
            f" une personne doit retirer puis remettre l’étiquette « {ACCEPTE} »."
        )
    return "\n\n".join(parts) + "\n"


def remercier(proposition: Proposition, siteurl: str = "") -> str:
    """Return the thanks for a message whose entry is now written, with the future address."""
    return (
        "Merci ! Votre demande est acceptée, et la fiche est écrite.\n\n"
        f"Après une dernière relecture, elle sera ici : {adresse(_slug(proposition), siteurl)}\n"
    )


def adresse(slug: str, siteurl: str) -> str:
    """Return where the page of a lieu is, or will be."""
    # A slug has no sign of Markdown, and the address of the site is ours.
    place = f"lieux/{slug}/"
    return f"{siteurl.rstrip('/')}/{place}" if siteurl else f"`{place}`"


def a_verifier(avant: Lieu | None, apres: Lieu) -> str:
    """Say what somebody must confirm before accepting, "" where nothing must be."""
    named = [str(Lieu.model_fields[name].title) for name in sensibles(avant, apres)]
    if avant is None or not named:
        return ""
    asked = f"**À confirmer avant d’accepter : {', '.join(named)}.**"
    given = ", ".join(map(code, preuves(avant, apres)))
    if given:
        return f"{asked} Ce qui est donné pour preuve : {given}. Regardez-la, ou appelez le lieu."
    return (
        f"{asked} Rien ne le prouve encore. Il faut une page qui le dit (dans `meta.sources`) ou"
        " un appel au lieu (dans `meta.verifie_le` et `meta.verifie_par`)."
    )


def tableau_des_changements(avant: Lieu | None, apres: Lieu | None) -> str:
    """Return the fields that change, old value and new one; of a new lieu, all that it says."""
    changes = differences(avant, apres)
    if avant is None:
        return tableau(("Champ", "Valeur"), [(one.label, code(one.apres)) for one in changes])
    rows = [(one.label, code(one.avant), code(one.apres)) for one in changes]
    return tableau(("Champ", "Avant", "Après"), rows)


# --- The parts of an answer -------------------------------------------------------------


def _accueil(proposition: Proposition) -> str:
    count = len(proposition.fautes)
    if count:
        told = "un point" if count == 1 else f"{count} points"
        return f"Merci pour votre message. Il reste {told} à corriger."
    if proposition.main:
        return "Merci pour votre message. Une personne de l’annuaire va le lire."
    return "Merci pour votre message. Tout est bon : la fiche est prête."


def _corps(proposition: Proposition) -> list[str]:
    parts = []
    if proposition.fautes:
        told = [_faute(fault, proposition.texte) for fault in proposition.fautes[:FAUTES_MAX]]
        more = len(proposition.fautes) - FAUTES_MAX
        numbered = "\n".join(f"{rank}. {one}" for rank, one in enumerate(told, 1))
        parts += ["### À corriger", numbered]
        parts += [f"Et {more} autres, que nous dirons ensuite."] if more > 0 else []
    lieu = proposition.apres
    if lieu is not None:
        before = proposition.avant.lieu if proposition.avant else None
        parts += [
            f"### {'Ce qui change' if before else 'Ce que nous avons compris'}",
            tableau_des_changements(before, lieu),
        ]
    elif proposition.avant and proposition.avant.lieu:
        found = proposition.avant.lieu
        parts.append(f"La fiche : « {prose(found.nom)} », {prose(found.commune)}.")
    if proposition.avis:
        told = [_faute(fault, "") for fault in proposition.avis[:FAUTES_MAX]]
        parts += ["### À relire (sans bloquer)", _liste(told)]
    return parts


def _faute(fault: Problem, texte: str) -> str:
    """Say one fault: where, what, how to mend it, an example; then the line as it was typed."""
    place = _titre(fault.champ) if fault.champ else "La fiche"
    line = _ligne(fault, texte)
    where = f"**{place}**" + (f", ligne {fault.line}" if line is not None else "")
    parts = [f"{where} : {prose(fault.message).rstrip('.')}."]
    if fault.remede:
        parts.append(f"{prose(fault.remede).rstrip('.')}.".replace("?.", "?"))
    if fault.exemple:
        parts.append(f"Exemple : {code(fault.exemple)}.")
    said = " ".join(parts)
    return f"{said}\n   Vous avez écrit : {code(line)}" if line else said


def _ligne(fault: Problem, texte: str) -> str | None:
    """Return the line that a fault speaks of, None where the entry was not typed as one."""
    lines = texte.split("\n")
    if not texte or not 1 <= fault.line <= len(lines):
        return None
    line = lines[fault.line - 1]
    # Where a field is missing, the line is the first of all, which speaks of another.
    other = re.match(r"(\w+):", line)
    name = fault.champ.partition(".")[0]
    return None if other and name and other[1] != name else line.strip()


def _titre(champ: str) -> str:
    """Return the label of a field ("courriels.2" is the second), else its name as it was typed."""
    name = champ.partition(".")[0]
    info = Lieu.model_fields.get(name)
    own = {FICHE: "La fiche entière", "lieu": "Quel lieu ?", "source": "La page ou l’article"}
    own |= {"changement": "Qu’est-ce qui change ?", "preuve": "Comment le savez-vous ?"}
    if champ in own:
        return own[champ]
    return f"{info.title} ({code(champ)})" if info else code(champ)


def _suite(proposition: Proposition, siteurl: str) -> str:
    if proposition.fautes:
        return (
            f"Corrigez votre message ({MODIFIER}) : nous relirons aussitôt."
            " Vous préférez l’écrire en une phrase ? Répondez ici, une personne lira."
        )
    if proposition.main:
        return (
            "Vous n’avez rien d’autre à faire."
            f"\n\nPour les mainteneurs : {proposition.main}."
            " La marche à suivre est dans `docs/mainteneurs.md`."
        )
    before = proposition.avant.lieu if proposition.avant else None
    confirm = a_verifier(before, proposition.apres) if proposition.apres else ""
    done = (
        "Vous n’avez rien d’autre à faire : une personne relit, puis accepte."
        f" La page sera ici : {adresse(_slug(proposition), siteurl)}"
    )
    return f"{done}\n\n{confirm}" if confirm else done


def _slug(proposition: Proposition) -> str:
    return proposition.chemin.stem if proposition.chemin else ""


def _liste(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)
