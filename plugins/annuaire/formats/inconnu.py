"""What to tell of a file whose format nobody knows: its columns, and a mapping to complete."""

from annuaire import noms
from annuaire.formats import national
from annuaire.formats.correspondance import CHAMPS
from annuaire.formats.fichier import Fichier
from annuaire.ligne import FormatInconnuError
from annuaire.model import CHAMPS_NATIONAUX, Lieu

_SQUELETTE = (
    *("id", "nom", "commune", "code_insee", "code_postal", "adresse", "latitude", "longitude"),
    *("telephone", "courriels", "site_web", "horaires", "date_maj"),
)
_MOTS = {
    "id": ("identifiant", "id", "numero", "code"),
    "nom": ("nom", "nom du lieu", "nom de la structure", "structure", "libelle", "titre", "name"),
    "commune": ("commune", "ville", "localite", "nom de la commune", "city"),
    "code_insee": ("code insee", "insee", "code commune", "depcom", "citycode"),
    "code_postal": ("code postal", "cp", "postal", "postcode"),
    "adresse": ("adresse", "adresse postale", "voie", "rue", "address"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "telephone": ("telephone", "tel", "numero de telephone", "phone"),
    "courriels": ("courriel", "courriels", "mail", "email", "e mail", "adresse mail"),
    "site_web": ("site web", "site", "site internet", "url", "web", "website"),
    "horaires": ("horaires", "horaires d ouverture", "opening hours"),
    "date_maj": ("date maj", "date de mise a jour", "mise a jour", "derniere mise a jour"),
}
"""The names that these columns often have, as `noms.slug` writes them with spaces."""


def erreur(fichier: Fichier) -> FormatInconnuError:
    """Build the error of a file of no known format."""
    shown = ", ".join(name or "(sans nom)" for name in fichier.colonnes)
    word = "Ses colonnes sont" if fichier.genre == "csv" else "Ses champs sont"
    parts = [f"{fichier.path} n’est dans aucun des formats connus. {word} : {shown}."]
    missing = [name for name in national.INDISPENSABLES if name not in fichier.colonnes]
    if fichier.genre == "csv" and set(CHAMPS_NATIONAUX) & set(fichier.colonnes):
        parts.append(
            f"Si c’est un CSV du standard national v1, il manque la colonne {', '.join(missing)}. "
            f"La première ligne attendue est : {','.join(CHAMPS_NATIONAUX)}"
        )
    parts.append(
        "Sinon, dites quelle colonne donne quel champ dans un fichier de correspondance, "
        f"par exemple :\n\n{squelette(fichier.colonnes)}"
    )
    return FormatInconnuError("\n".join(parts))


def squelette(colonnes: tuple[str, ...]) -> str:
    """Return a mapping to complete, the likely columns filled in: a person checks them."""
    lines = ["champs:"]
    for champ in _SQUELETTE:
        column = _probable(champ, colonnes)
        title = Lieu.model_fields[champ].title
        lines.append(f'  {champ}: "{_echappe(column)}"' if column else f"  {champ}:  # {title}")
    lines += [
        "constantes:",
        "  source:  # qui a recueilli ces données",
        'separateur: "|"  # entre les valeurs d’une même case',
        "prefixe_id:  # par exemple creuse-",
    ]
    return "\n".join(lines)


def _probable(champ: str, colonnes: tuple[str, ...]) -> str:
    """Return the column that is called as such a field often is, "" if none."""
    for word in (champ.replace("_", " "), *_MOTS[champ]):
        for column in colonnes:
            if noms.slug(column).replace("-", " ") == word:
                return column
    return ""


def _echappe(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


assert set(_SQUELETTE) <= set(CHAMPS)
