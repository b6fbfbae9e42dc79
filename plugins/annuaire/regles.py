"""The rules of one entry, across its fields: commune and postcode, point, label, dates, texts.

Each is a small generator that says what it found through `Lecture.problem`, which knows the
line; RULES is the whole list.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rapidfuzz import fuzz

from annuaire import regles_textes, territoires
from annuaire.model import Lieu
from annuaire.motifs import entier, trouve
from annuaire.phrases import de_commune
from annuaire.problems import Problem
from annuaire.reader import Lecture
from annuaire.refus import dire
from annuaire.valeurs import SLUG, SLUG_MAX

Rule = Callable[[Lecture, Lieu], Iterator[Problem]]

DISTANCE_MAX_KM = 5.0
"""Farther than this outside its commune, a point is an error."""

NOM_PROCHE = 80
"""Likeness, in per cent, from which the name of a commune is a misspelling of another."""

ANNEE_MIN = 2000
"""No entry is older."""


def file_name(lecture: Lecture) -> Iterator[Problem]:
    if lecture.path.suffix != ".md":  # the reader has said so
        return
    if not SLUG.fullmatch(lecture.slug) or len(lecture.slug) > SLUG_MAX:
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
            *dire("ancien_code", texte=lieu.code_insee, nom=commune.nom, code=commune.code),
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
        *dire(
            "autre_commune/homonymes" if others else "autre_commune",
            code=lieu.code_insee,
            nom=commune.nom,
            de=de_commune(commune.nom),
            departement=territoires.departements()[commune.departement].nom,
            texte=lieu.commune,
            communes=others,
            premier=named[0].code if named else "",
        ),
        niveau="avis" if near >= NOM_PROCHE and not others else "erreur",
    )


def _trop_dite(lecture: Lecture, lieu: Lieu, commune: territoires.Commune) -> Iterator[Problem]:
    """A name that holds what other fields say: « Aix-en-Provence CEDEX 1 », « Amplepuis 69550 »."""
    if trouve("commune_trop_dite", lieu.commune.lower()):
        said = dire("commune_trop_dite", texte=lieu.commune, nom=commune.nom)
        yield lecture.problem("commune", *said, niveau="avis")


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
    remede = exemple = ""
    if commune.codes_postaux:
        _, remede, exemple = dire(
            "postal_attendu",
            de=de_commune(commune.nom),
            codes=" ou ".join(commune.codes_postaux[:4]),
            premier=commune.codes_postaux[0],
        )
    if lieu.code_postal == commune.code:
        cle = "postal_insee"
    elif territoires.departement_du_code_postal(lieu.code_postal) == commune.departement:
        cle = "postal_voisin"
    else:
        cle = "postal_ailleurs"
    yield lecture.problem(
        "code_postal",
        *dire(
            cle,
            texte=lieu.code_postal,
            de=de_commune(commune.nom),
            remede=remede,
            exemple=exemple,
        ),
        niveau="avis" if cle == "postal_voisin" else "erreur",
    )


def _point(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    if lieu.latitude is None and lieu.longitude is None:
        if lieu.precision in {"lieu", "rue"}:
            yield lecture.problem(
                "precision",
                *dire("precision_sans_point"),
            )
        return
    if lieu.latitude is None or lieu.longitude is None:
        missing = "latitude" if lieu.latitude is None else "longitude"
        yield lecture.problem(
            "longitude" if lieu.latitude is None else "latitude",
            *dire("demi_point", manque=missing),
        )
        return
    if lieu.precision == "commune":
        yield lecture.problem(
            "latitude",
            *dire("point_de_commune"),
        )
        return
    if lieu.precision is None:
        yield lecture.problem(
            "latitude",
            *dire("point_sans_precision"),
        )
    yield from _place_of_point(lecture, lieu, lieu.latitude, lieu.longitude)


def _place_of_point(lecture: Lecture, lieu: Lieu, lat: float, lon: float) -> Iterator[Problem]:
    code = lieu.code_insee
    distance = territoires.distance_hors_commune_km(code, lat, lon)
    if distance is None or distance <= DISTANCE_MAX_KM:
        return
    repairs = {
        "point_interverti": (lon, lat),
        "point_signe_lon": (lat, -lon),
        "point_signe_lat": (-lat, lon),
    }
    for cle, (fixed_lat, fixed_lon) in repairs.items():
        near = territoires.distance_hors_commune_km(code, fixed_lat, fixed_lon)
        if near is not None and near <= DISTANCE_MAX_KM:
            yield lecture.problem(
                "longitude" if cle == "point_signe_lon" else "latitude",
                *dire(cle, lat=fixed_lat, lon=fixed_lon),
            )
            return
    km = f"{distance:.0f} km" if distance >= 10 else f"{distance:.1f} km".replace(".", ",")
    yield lecture.problem("latitude", *dire("point_loin", km=km, commune=lieu.commune))


# --- Pivot ------------------------------------------------------------------------------


def _pivot(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    # A RIDET is of Nouvelle-Calédonie; elsewhere nine digits are a SIREN, the company's number.
    pivot = lieu.pivot or ""
    if entier("ridet", pivot) and not lieu.code_insee.startswith("988"):
        yield lecture.problem("pivot", *dire("siren", texte=pivot, n=len(pivot)))


# --- Fabrique ---------------------------------------------------------------------------


def _label(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    fabrique = lieu.fabrique
    if fabrique is None:
        return
    if fabrique.label and not fabrique.sources:
        yield lecture.problem(
            "fabrique.label",
            *dire("label_sans_source", label=fabrique.label),
        )
    bonus = fabrique.soutien.bonus_numerique if fabrique.soutien else None
    if bonus and fabrique.label != "fabrique-numerique":
        yield lecture.problem(
            "fabrique.soutien.bonus_numerique",
            *dire("bonus"),
        )
    if fabrique.qpv_code and fabrique.territoire not in {None, "qpv"}:
        yield lecture.problem(
            "fabrique.qpv_code",
            *dire("qpv_hors_qpv"),
        )


# --- Dates, images, texts ---------------------------------------------------------------


def dates(lecture: Lecture, lieu: Lieu, today: date) -> Iterator[Problem]:
    # One day of grace: an author of La Réunion or Nouméa is ahead of the build's clock.
    limit = today + timedelta(days=1)
    for champ, day in (("date_maj", lieu.date_maj), ("meta.verifie_le", lieu.meta.verifie_le)):
        if day and day > limit:
            yield lecture.problem(champ, *dire("jour_a_venir", jour=day, aujourdhui=today))
        if day and day.year < ANNEE_MIN:
            yield lecture.problem(champ, *dire("jour_ancien", jour=day, aujourdhui=today))


def _messages(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for number, avis in enumerate(lieu.avis, 1):
        if avis.au < avis.du:
            yield lecture.problem(
                f"avis.{number}.au",
                *dire("avis_inverse"),
            )
    for number, atelier in enumerate(lieu.ateliers, 1):
        if not (atelier.date or atelier.regle):
            yield lecture.problem(
                f"ateliers.{number}.titre",
                *dire("atelier_sans_jour"),
            )


def _image(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    if lieu.image is None:
        return
    if not lieu.image_alt:
        yield lecture.problem("image", *dire("image_sans_description"))
    if not lieu.image_credit:
        yield lecture.problem("image", *dire("image_sans_auteur"))


def _personal_mail(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for number, mail in enumerate(lieu.courriels, 1):
        if trouve("courriel_de_personne", mail):
            yield lecture.problem(
                f"courriels.{number}", *dire("courriel_de_personne", texte=mail), niveau="avis"
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
