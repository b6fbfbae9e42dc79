"""Sentences that invented lieux say of themselves, put together by chance."""

from collections.abc import Iterator
from random import Random

RESUMES = (
    "On vous aide avec l’ordinateur, le téléphone et les démarches, à {commune}.",
    "Un café associatif où l’on prend le temps d’expliquer. Entrée libre.",
    "Ateliers, imprimante, ordinateurs en libre accès : passez quand vous voulez.",
    "Deux conseillères vous reçoivent pour la Caf, les impôts, la retraite et l’emploi.",
    "Un tiers-lieu ouvert à tous les habitants de {commune} et des villages d’à côté.",
)
PHRASES = (
    "Le lieu accueille les habitants de {commune} et des communes voisines.",
    "Un conseiller numérique est là trois jours par semaine ; il suffit de pousser la porte.",
    "On y vient pour une déclaration, un dossier de retraite, ou pour apprendre à écrire un courriel.",
    "Six ordinateurs sont en libre accès, ainsi qu’une imprimante et un scanner.",
    "Les ateliers se font par petits groupes, de quatre à huit personnes.",
    "Rien n’est demandé à l’entrée : **c’est gratuit**, et personne ne vous presse.",
    "L’équipe se déplace aussi à domicile pour les personnes qui ne peuvent pas sortir.",
    "Le mercredi est le jour des enfants, avec des jeux et de la *programmation*.",
    "Une fois par mois, des bénévoles réparent avec vous les objets en panne.",
    "Le bâtiment est une ancienne école, rénovée avec l’aide du département.",
    "L’arrêt de bus est à deux minutes ; le stationnement est facile derrière l’église.",
    "Pour un premier rendez-vous, apportez une pièce d’identité et vos derniers courriers.",
    "On peut y recevoir un ordinateur reconditionné, sous condition de ressources.",
    "Le café du matin est ouvert à qui veut parler, même sans rien demander d’autre.",
    "Voir aussi [le programme des ateliers](https://www.example.org/ateliers).",
)
LISTE = "- des ordinateurs en libre accès\n- une imprimante\n- un coin pour les enfants"


def paragraphes(chance: Random, commune: str) -> Iterator[str]:
    """Yield two to four paragraphs of two to four sentences; one body in five has a list."""
    for _ in range(chance.randint(2, 4)):
        said = chance.sample(PHRASES, chance.randint(2, 4))
        yield " ".join(said).format(commune=commune)
    if chance.random() < 0.2:
        yield f"On y trouve :\n\n{LISTE}"
