"""The rules of one entry, across its fields: commune and postcode, point, label, dates, texts.

Each is a small generator that says what it found through `Lecture.problem`, which knows the
line; RULES is the whole list.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rapidfuzz import fuzz

from annuaire import regles_textes, territoires
from annuaire.model import Lieu
from annuaire.phrases import de_commune
from annuaire.problems import Problem
from annuaire.reader import Lecture
from annuaire.valeurs import SLUG

Rule = Callable[[Lecture, Lieu], Iterator[Problem]]

DISTANCE_MAX_KM = 5.0
"""Farther than this outside its commune, a point is an error."""

LABEL_EXEMPLE = "sources: [{url: https://…, titre: Ouest-France, date: 2020-02}]"


def file_name(lecture: Lecture) -> Iterator[Problem]:
    if lecture.path.suffix != ".md":  # the reader has said so
        return
    if not SLUG.fullmatch(lecture.slug) or len(lecture.slug) > 80:
        yield lecture.problem(
            "",
            f"le nom du fichier « {lecture.path.name} » ne peut pas servir d’adresse",
            "Renommez-le : minuscules, chiffres et tirets, 80 caractères au plus",
            "konk-ar-lab-concarneau.md",
            line=1,
        )


def _folder(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    commune = territoires.commune_actuelle(lieu.code_insee)
    if commune is None:  # the model refuses unknown codes
        return
    departement = territoires.departements()[commune.departement]
    folder = lecture.path.parent.name
    if folder != departement.slug:
        there = territoires.communes_par_nom(lieu.commune, folder.partition("-")[0].upper())
        yield lecture.problem(
            "",
            f"une fiche {de_commune(commune.nom)} va dans le dossier « {departement.slug} »,"
            f" pas dans « {folder} »",
            f"Déplacez le fichier vers lieux/{departement.slug}/, ou "
            + (f'écrivez code_insee: "{there[0].code}"' if there else "corrigez code_insee"),
            line=1,
        )


# --- Commune, postcode, point -----------------------------------------------------------


def _commune(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    commune = territoires.commune_actuelle(lieu.code_insee)
    if commune is None:
        return
    if territoires.commune(lieu.code_insee) is None:
        yield lecture.problem(
            "code_insee",
            f"« {lieu.code_insee} » est un ancien code",
            f"{commune.nom} a maintenant le code {commune.code}",
            f'code_insee: "{commune.code}"',
            niveau="avis",
        )
    if _same_commune(lieu.commune, commune):
        yield from _trop_dite(lecture, lieu, commune)
        return
    near = fuzz.ratio(territoires.normaliser(lieu.commune), territoires.normaliser(commune.nom))
    named = territoires.communes_par_nom(lieu.commune)[:4]
    others = ", ".join(
        f"{c.code} ({c.nom}, {territoires.departements()[c.departement].nom})" for c in named
    )
    yield lecture.problem(
        "commune",
        f"le code INSEE {lieu.code_insee} est celui {de_commune(commune.nom)}"
        f" ({territoires.departements()[commune.departement].nom}), pas de « {lieu.commune} »",
        f"Corrigez code_insee : {others}"
        if others
        else f"Écrivez « {commune.nom} », ou corrigez code_insee",
        f'code_insee: "{named[0].code}"' if named else f"commune: {commune.nom}",
        niveau="avis" if near >= 80 and not others else "erreur",
    )


def _trop_dite(lecture: Lecture, lieu: Lieu, commune: territoires.Commune) -> Iterator[Problem]:
    """A name that holds what other fields say: « Aix-en-Provence CEDEX 1 », « Amplepuis 69550 »."""
    if re.search(r"(?i)c[eé]dex|\d{5}", lieu.commune):
        yield lecture.problem(
            "commune",
            f"« {lieu.commune} » dit plus que le nom de la commune",
            f"Écrivez {commune.nom}",
            f"commune: {commune.nom}",
            niveau="avis",
        )


def _same_commune(nom: str, commune: territoires.Commune) -> bool:
    city = territoires.commune(commune.parent) if commune.parent else None
    known = {territoires.normaliser(c.nom) for c in (commune, city) if c}
    return (
        territoires.normaliser(nom) in known
        or commune in territoires.communes_par_nom(nom)
        or commune in territoires.communes_par_ancien_nom(nom)
    )


def _code_postal(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    commune = territoires.commune_actuelle(lieu.code_insee)
    if commune is None or lieu.code_postal is None or lieu.code_postal in commune.codes_postaux:
        return
    if not _same_commune(lieu.commune, commune):  # said already, and nobody knows which is right
        return
    expected = " ou ".join(commune.codes_postaux[:4])
    remede = f"Le code postal {de_commune(commune.nom)} est {expected}" if expected else ""
    if lieu.code_postal == commune.code:
        message, niveau = "c’est le code INSEE, pas le code postal", "erreur"
    elif territoires.departement_du_code_postal(lieu.code_postal) == commune.departement:
        message = f"{lieu.code_postal} n’est pas un code postal {de_commune(commune.nom)} (CEDEX, voisine ?)"
        niveau = "avis"
    else:
        message, niveau = f"{lieu.code_postal} est dans un autre département", "erreur"
    yield lecture.problem(
        "code_postal",
        message,
        remede,
        f'code_postal: "{commune.codes_postaux[0]}"' if commune.codes_postaux else "",
        niveau="avis" if niveau == "avis" else "erreur",
    )


def _point(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    if lieu.latitude is None and lieu.longitude is None:
        if lieu.precision in {"lieu", "rue"}:
            yield lecture.problem(
                "precision",
                "la précision est donnée, mais pas le point",
                "Ajoutez latitude et longitude, ou écrivez « commune »",
                "precision: commune",
            )
        return
    if lieu.latitude is None or lieu.longitude is None:
        missing = "latitude" if lieu.latitude is None else "longitude"
        yield lecture.problem(
            "longitude" if lieu.latitude is None else "latitude",
            f"la {missing} manque",
            "Donnez les deux, ou retirez celle-ci",
            "latitude: 47.87062 puis longitude: -3.91921",
        )
        return
    if lieu.precision == "commune":
        yield lecture.problem(
            "latitude",
            "un point connu à la commune près ne s’écrit pas : le site le calcule",
            "Retirez latitude et longitude, ou écrivez precision: lieu",
        )
        return
    if lieu.precision is None:
        yield lecture.problem(
            "latitude",
            "on ne sait pas si ce point est celui du lieu ou celui de sa rue",
            "Ajoutez la ligne precision, avec « lieu » ou « rue »",
            "precision: lieu",
        )
    yield from _place_of_point(lecture, lieu, lieu.latitude, lieu.longitude)


def _place_of_point(lecture: Lecture, lieu: Lieu, lat: float, lon: float) -> Iterator[Problem]:
    code = lieu.code_insee
    distance = territoires.distance_hors_commune_km(code, lat, lon)
    if distance is None or distance <= DISTANCE_MAX_KM:
        return
    repairs = {
        "latitude et longitude sont interverties": (lon, lat),
        "le signe de la longitude est faux": (lat, -lon),
        "le signe de la latitude est faux": (-lat, lon),
    }
    for message, (fixed_lat, fixed_lon) in repairs.items():
        near = territoires.distance_hors_commune_km(code, fixed_lat, fixed_lon)
        if near is not None and near <= DISTANCE_MAX_KM:
            yield lecture.problem(
                "latitude" if "latitude" in message else "longitude",
                message,
                f"Écrivez latitude: {fixed_lat} et longitude: {fixed_lon}",
            )
            return
    km = f"{distance:.0f} km" if distance >= 10 else f"{distance:.1f} km".replace(".", ",")
    yield lecture.problem(
        "latitude",
        f"ce point est à {km} de {lieu.commune}",
        "Vérifiez le point, ou retirez latitude et longitude et écrivez precision: commune",
        "precision: commune",
    )


# --- Pivot ------------------------------------------------------------------------------


def _pivot(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    # A RIDET is of Nouvelle-Calédonie; elsewhere nine digits are a SIREN, the company's number.
    if re.fullmatch(r"[0-9]{9,10}", lieu.pivot or "") and not lieu.code_insee.startswith("988"):
        yield lecture.problem(
            "pivot",
            f"« {lieu.pivot} » n’est pas un SIRET : il a {len(lieu.pivot or '')} chiffres au lieu de 14",
            "Un SIREN suivi des 5 chiffres de l’établissement fait un SIRET ; ou retirez la ligne",
            'pivot: "43493312300029"',
        )


# --- Fabrique ---------------------------------------------------------------------------


def _label(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    fabrique = lieu.fabrique
    if fabrique is None:
        return
    if fabrique.label and not fabrique.sources:
        yield lecture.problem(
            "fabrique.label",
            f"le label « {fabrique.label} » n’a pas de source",
            "Ajoutez fabrique.sources, ou retirez le label si rien ne le prouve",
            LABEL_EXEMPLE,
        )
    bonus = fabrique.soutien.bonus_numerique if fabrique.soutien else None
    if bonus and fabrique.label != "fabrique-numerique":
        yield lecture.problem(
            "fabrique.soutien.bonus_numerique",
            "seules les fabriques numériques ont reçu ce bonus",
            "Retirez-le, ou corrigez le label avec sa source",
            "label: fabrique-numerique",
        )
    if fabrique.qpv_code and fabrique.territoire not in {None, "qpv"}:
        yield lecture.problem(
            "fabrique.qpv_code",
            "un code de quartier prioritaire va avec « territoire: qpv »",
            "Corrigez l’un des deux",
            "territoire: qpv",
        )


# --- Dates, images, texts ---------------------------------------------------------------


def dates(lecture: Lecture, lieu: Lieu, today: date) -> Iterator[Problem]:
    # One day of grace: an author of La Réunion or Nouméa is ahead of the build's clock.
    limit = today + timedelta(days=1)
    for champ, day in (("date_maj", lieu.date_maj), ("meta.verifie_le", lieu.meta.verifie_le)):
        if day and day > limit:
            yield lecture.problem(
                champ, f"le jour {day} n’est pas encore venu", "Écrivez la date du jour", f"{today}"
            )
        if day and day.year < 2000:
            yield lecture.problem(
                champ,
                f"le jour {day} est trop ancien pour une fiche",
                "Vérifiez l’année",
                f"{today}",
            )


def _messages(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for number, avis in enumerate(lieu.avis, 1):
        if avis.au < avis.du:
            yield lecture.problem(
                f"avis.{number}.au",
                "ce message finit avant de commencer",
                "Vérifiez les deux dates",
                "du: 2026-12-21 puis au: 2027-01-03",
            )
    for number, atelier in enumerate(lieu.ateliers, 1):
        if not (atelier.date or atelier.regle):
            yield lecture.problem(
                f"ateliers.{number}.titre",
                "cet atelier n’a ni jour ni régularité",
                "Ajoutez date ou regle",
                "date: 2026-12-03",
            )


def _image(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    if lieu.image is None:
        return
    if not lieu.image_alt:
        yield lecture.problem(
            "image",
            "cette photo n’a pas de description",
            "Ajoutez image_alt, pour les personnes qui ne voient pas",
            "image_alt: L’entrée de l’atelier, rue des Charmes",
        )
    if not lieu.image_credit:
        yield lecture.problem(
            "image", "cette photo n’a pas d’auteur", "Ajoutez image_credit", "image_credit: Mairie"
        )


_PERSONAL = re.compile(
    r"[a-z]+[._-][a-z]+@(gmail|orange|wanadoo|free|hotmail|outlook|yahoo|laposte|sfr)\."
)


def _personal_mail(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for number, mail in enumerate(lieu.courriels, 1):
        if _PERSONAL.match(mail):
            yield lecture.problem(
                f"courriels.{number}",
                f"« {mail} » ressemble à l’adresse d’une personne",
                "Si vous le pouvez, donnez une adresse du lieu",
                "contact@monlieu.fr",
                niveau="avis",
            )


RULES: tuple[Rule, ...] = (
    _folder,
    _commune,
    _code_postal,
    _pivot,
    _point,
    _label,
    _messages,
    _image,
    *regles_textes.RULES,
    _personal_mail,
)
