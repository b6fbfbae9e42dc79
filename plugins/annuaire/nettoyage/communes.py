"""The commune and the postcode of a record, in the words of the Code officiel géographique."""

import re

from rapidfuzz import fuzz, process

from annuaire import territoires
from annuaire.ligne import Ligne, LigneRefuseeError
from annuaire.nettoyage import points
from annuaire.noms import normaliser
from annuaire.territoires import Commune

_PROCHE = 85.0  # rapidfuzz ratio: one letter in seven
_LISIBLE = 80.0


def nettoyer(ligne: Ligne) -> Commune:
    """Give a record its commune, named as Insee does; raise LigneRefuseeError where unsure."""
    _lire_codes(ligne)
    departement = str(ligne.valeurs.pop("departement", "")).upper()
    code = ligne.valeurs.get("code_insee", "").upper()
    commune = territoires.commune_actuelle(code) if code else None
    if commune is None:
        commune = _trouvee(ligne, departement)
        ligne.note("code_insee", commune.code, "code INSEE retrouvé")
    else:
        commune = _confirmee(ligne, commune)
        if commune.code != ligne.valeurs["code_insee"]:
            old = "ancien code INSEE remplacé" if commune.code != code else "code en majuscules"
            ligne.note("code_insee", commune.code, old)
    if ligne.valeurs.get("commune") != commune.nom:
        ligne.note("commune", commune.nom, "nom de la commune selon l’Insee")
    _code_postal(ligne, commune)
    return commune


def nommees(nom: str) -> tuple[Commune, ...]:
    """Return the communes that a name can be, what stands in parentheses apart.

    >>> [c.nom for c in nommees("Etreux (Le Gard)")]
    ['Étreux']
    """
    for written in (nom, re.sub(r"\([^()]*\)?", " ", nom)):
        found = territoires.communes_par_nom(written) if normaliser(written) else ()
        if found:
            return found
    return ()


# --- Codes as typed ---------------------------------------------------------------------


def _lire_codes(ligne: Ligne) -> None:
    for champ in ("code_postal", "code_insee"):
        typed = ligne.valeurs.get(champ, "")
        if re.fullmatch(r"[0-9]{5}", typed) or not typed:
            continue
        bare = re.sub(r"\s", "", typed).removesuffix(".0").removeprefix("F-")
        if re.fullmatch(r"[1-9][0-9]{3}", bare):
            ligne.note(champ, f"0{bare}", "zéro du début rétabli")
        elif bare != typed:
            ligne.note(champ, bare, "code écrit en chiffres")
    # "69550 Amplepuis": the postcode stands beside the name.
    beside = re.search(r"(?<!\d)\d{5}(?!\d)", ligne.valeurs.get("commune", ""))
    if beside and "code_postal" not in ligne.valeurs:
        ligne.note("code_postal", beside[0], "code postal lu à côté de la commune")


def _code_postal(ligne: Ligne, commune: Commune) -> None:
    postcode = ligne.valeurs.get("code_postal", "")
    if postcode in commune.codes_postaux:
        return
    same = territoires.departement_du_code_postal(postcode) == commune.departement
    if len(commune.codes_postaux) == 1:
        ligne.note("code_postal", commune.codes_postaux[0], "code postal de la commune")
    elif postcode and (not same or postcode == commune.code):
        ligne.note("code_postal", None, "code postal impossible ; la commune en a plusieurs")


# --- Which commune ----------------------------------------------------------------------


def _confirmee(ligne: Ligne, commune: Commune) -> Commune:
    """Return the commune of a code INSEE; raise where the name and the postcode deny it."""
    nom, postcode = ligne.valeurs.get("commune", ""), ligne.valeurs.get("code_postal", "")
    if not nom or normaliser(nom) == normaliser(commune.nom):
        return commune
    others = nommees(nom)
    city = territoires.commune(commune.parent) if commune.parent else None
    if commune in others or city in others or commune in territoires.communes_par_ancien_nom(nom):
        return commune
    if postcode in commune.codes_postaux and not any(postcode in c.codes_postaux for c in others):
        return commune
    # A name that is no commune's is a hamlet or a typing error: the code and the postcode decide.
    same = territoires.departement_du_code_postal(postcode) == commune.departement
    if not others and (same or not postcode or _ressemble(nom, commune.nom) >= _LISIBLE):
        return commune
    if points.dans(ligne, (commune, *others)) == commune:
        return commune
    named = f" ; ce nom est celui de {_dites(others)}" if others else ""
    raise LigneRefuseeError(
        f"commune : le code INSEE {commune.code} est celui de {commune.nom},"
        f" pas de « {nom} » ({postcode or 'sans code postal'}){named}"
    )


def _trouvee(ligne: Ligne, departement: str = "") -> Commune:
    """Find the commune of a record without code INSEE, only where one answer is possible.

    `departement` is its code where the record says it, "" where it does not.
    """
    nom, postcode = ligne.valeurs.get("commune", ""), ligne.valeurs.get("code_postal", "")
    named = nommees(nom) if nom else ()
    sharing = territoires.communes_par_code_postal(postcode)
    former = territoires.communes_par_ancien_nom(nom) if nom else ()
    if departement in territoires.departements():
        # « Plouhinec » is one in the Finistère, one in the Morbihan.
        named = tuple(c for c in (*named, *former) if c.departement == departement)
    tries = (
        [c for c in named if postcode in c.codes_postaux],
        [c for c in former if postcode in c.codes_postaux],
        _du_departement(named, postcode),
        list(sharing) if len(sharing) == 1 and not named else [],
        *([c] for parmi in (sharing, named) if (c := points.dans(ligne, parmi))),
        list(named) if not postcode else [],
        _mal_ecrite(nom, sharing) if not named else [],
    )
    for found in tries:
        if len(found) == 1:
            return found[0]
    raise LigneRefuseeError(_introuvable(nom, postcode, named, sharing))


def _du_departement(named: tuple[Commune, ...], postcode: str) -> list[Commune]:
    """Return those whose département or whole postcode is that of a CEDEX or a mistyped postcode.

    A postcode that no commune has is a CEDEX. One that other communes have is a typing error
    only where one digit differs: 27220 for Vernon (27200), but 07330 for Vernon stays unsure.
    """
    if len(postcode) != 5:
        return []
    one_off = [c for c in named if any(_un_chiffre(postcode, cp) for cp in c.codes_postaux)]
    if one_off or territoires.communes_par_code_postal(postcode):
        return one_off
    size = 3 if postcode[:2] in {"97", "98"} else 2
    return [c for c in named if any(cp[:size] == postcode[:size] for cp in c.codes_postaux)]


def _un_chiffre(a: str, b: str) -> bool:
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _mal_ecrite(nom: str, parmi: tuple[Commune, ...]) -> list[Commune]:
    return [c for c in parmi if _ressemble(nom, c.nom) >= _PROCHE] if nom else []


def _ressemble(a: str, b: str) -> float:
    return fuzz.ratio(*(normaliser(nom).replace(" ", "") for nom in (a, b)))


def _introuvable(
    nom: str, postcode: str, named: tuple[Commune, ...], sharing: tuple[Commune, ...]
) -> str:
    said = (
        f"commune introuvable ou ambiguë : « {nom} », code postal « {postcode} », sans code INSEE"
    )
    near = named or _proposee(nom, sharing)
    if not near:
        return said
    return f"{said} ; ce peut être {_dites(near)}"


def _proposee(nom: str, sharing: tuple[Commune, ...]) -> tuple[Commune, ...]:
    """Return the commune whose name is nearest, of the same postcode where there are some."""
    if not nom:
        return ()
    parmi = {c.code: normaliser(c.nom) for c in sharing or territoires.communes().values()}
    found = process.extractOne(normaliser(nom), parmi, scorer=fuzz.ratio, score_cutoff=_LISIBLE)
    return (territoires.communes()[found[2]],) if found else ()


def _dites(communes: tuple[Commune, ...]) -> str:
    shown = " ou ".join(f"{c.nom} ({c.code})" for c in communes[:4])
    return f"{shown}…" if len(communes) > 4 else shown
