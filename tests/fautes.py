"""One fault put in a good entry, of which the line, the field and the kind are known; seeded."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import salete
from annuaire.model import FERMES, Lieu
from fiches_bonnes import Fiche


class Faute(NamedTuple):
    """A spoilt entry: the field as its author spelt it, the line where she must look."""

    genre: str
    champ: str
    ligne: int
    fiche: Fiche


Lignes = list[str]
Gachis = tuple[str, int, Lignes]
"""Field, index of the faulty line, lines of the spoilt entry."""

_CLE = re.compile(r"^( *(?:- )?)([a-z_]+):(?: +(.*))?$")
_TEXTES = ("nom", "adresse", "presentation_resume", "source", "structure_parente")
_DANS_UN_BLOC = {
    "label": "fabriqe_",
    "vague": "11",
    "annee_label": "1999",
    "territoire": "lunaire",
    "forme_juridique": "royaume",
    "date": "hier",
    "url": "www.monlieu",
    "id_anct": "13",
}


def fautes(fiches: list[Fiche], combien: int, graine: int) -> Iterator[Faute]:
    """Yield so many faults, each kind as often as another, in entries drawn by chance."""
    rng = Random(graine)
    done = 0
    while done < combien:
        genre = list(GENRES)[done % len(GENRES)]
        fiche = rng.choice(fiches)
        made = GENRES[genre](fiche.texte.split("\n"), rng)
        if made is None:
            continue
        champ, index, lines = made
        yield Faute(genre, champ, index + 1, Fiche(fiche.path, "\n".join(lines)))
        done += 1


def _fin(lines: Lignes) -> int:
    return lines.index("---", 1)


def _cles(lines: Lignes, motif: str = "") -> list[tuple[int, str]]:
    """Return index and name of each field, of those whose whole line fits `motif`."""
    found = ((n, _CLE.match(line)) for n, line in enumerate(lines[: _fin(lines)]))
    return [(n, m[2]) for n, m in found if m and re.search(motif, lines[n])]


def _une(lines: Lignes, rng: Random, motif: str = "") -> tuple[int, str] | None:
    found = _cles(lines, motif)
    return rng.choice(found) if found else None


def _change(lines: Lignes, index: int, *by: str) -> Lignes:
    return [*lines[:index], *by, *lines[index + 1 :]]


_SIMPLE = r"^[a-z_]+: [^\[{|>\"'\s]"
_SIMPLE_DANS_UN_BLOC = r"^ +(?:- )?[a-z_]+: [^\[{|>\"'\s]"


def _simple(lines: Lignes, rng: Random) -> tuple[int, str]:
    """Return a line whose value stands there, bare: of the first level, or in a block."""
    found = _une(lines, rng, rng.choice((_SIMPLE, _SIMPLE_DANS_UN_BLOC)))
    return found or _une(lines, rng, _SIMPLE) or (0, "")


def _retrait_de(line: str) -> int:
    return len(line) - len(line.lstrip())


def _valeur_sale(lines: Lignes, rng: Random) -> Gachis | None:
    champ, value = rng.choice(SALES)
    if champ == "code_postal" and not _cles(lines, "^code_postal:"):
        return None
    return _pose(lines, champ, value)


def _pose(lines: Lignes, champ: str, value: str) -> Gachis:
    """Give a field of the first level a value, in place of its own if it has one."""
    index = next((n for n, line in enumerate(lines) if line.startswith(f"{champ}:")), None)
    if index is None:
        index = next(n for n, line in enumerate(lines) if line.startswith("code_insee:")) + 1
        return champ, index, [*lines[:index], f"{champ}: {value}", *lines[index:]]
    end = index + 1
    while lines[end].startswith((" ", "-")) and lines[end] != "---":
        end += 1
    return champ, index, [*lines[:index], f"{champ}: {value}", *lines[end:]]


def _element_sale(lines: Lignes, rng: Random) -> Gachis | None:
    """One item of a list written one a line."""
    bad = {"telephone": "04 73", "courriels": "contact@", "site_web": "www.monlieu.fr"}
    champ = rng.choice(list(bad))
    try:
        index = lines.index(f"{champ}:") + 1
    except ValueError:
        return None
    return champ, index, _change(lines, index, f"  - {bad[champ]}")


def _mal_orthographie(lines: Lignes, rng: Random) -> Gachis | None:
    found = _une(lines, rng)
    if found is None or len(found[1]) < 4:
        return None
    index, name = found
    cut = rng.randrange(1, len(name))
    typed = rng.choice((name[:cut] + name[cut + 1 :], name[:cut] + name[cut - 1] + name[cut:]))
    if typed in Lieu.model_fields or typed == name:
        return None
    return typed, index, _change(lines, index, lines[index].replace(f"{name}:", f"{typed}:", 1))


def _majuscule(lines: Lignes, rng: Random) -> Gachis | None:
    found = _une(lines, rng, r"^[a-z_]+:")
    assert found
    index, name = found
    return name.capitalize(), index, _change(lines, index, lines[index].capitalize())


def _oublie(lines: Lignes, rng: Random) -> Gachis:
    name = rng.choice([n for n, info in Lieu.model_fields.items() if info.is_required()])
    index = next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
    end = index + 1
    while lines[end].startswith(" "):
        end += 1
    return name, 1, [*lines[:index], *lines[end:]]


def _double(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    margin = len(lines[index]) - len(lines[index].lstrip())
    if lines[index].lstrip().startswith("- "):
        return None
    at = next(n for n in range(index + 1, len(lines)) if _retrait_de(lines[n]) <= margin)
    return name, at, [*lines[:at], lines[index], *lines[at:]]


def _sans_espace(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    return name, index, _change(lines, index, lines[index].replace(": ", ":", 1))


def _sans_deux_points(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    if lines[index].lstrip().startswith("- "):  # « - titre Ouest-France » is a text
        return None
    return name, index, _change(lines, index, lines[index].replace(":", "", 1))


def _deux_points(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    return name, index, _change(lines, index, f"{lines[index]} : suite")


def _guillemet_ouvert(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    return (
        name,
        index,
        _change(lines, index, lines[index].replace(": ", f": {rng.choice(QUOTES)}", 1)),
    )


QUOTES = "\"'"


def _texte_apres_guillemet(lines: Lignes, rng: Random) -> Gachis | None:
    found = _une(lines, rng, r'^[a-z_]+: ".*"$')
    if found is None:
        return None
    index, name = found
    return name, index, _change(lines, index, f"{lines[index]} bis")


def _crochet_ouvert(lines: Lignes, rng: Random) -> Gachis | None:
    found = _une(lines, rng, r"^[a-z_]+: \[.*\]$")
    if found is None:
        return None
    index, name = found
    return name, index, _change(lines, index, lines[index].rstrip("]"))


def _tabulation(lines: Lignes, rng: Random) -> Gachis | None:
    found = _une(lines, rng, r"^  +[a-z_]+:")
    if found is None:
        return None
    index, _ = found
    block = next(_CLE.match(line) for line in reversed(lines[:index]) if line[0].isalpha())
    assert block
    return block[2], index, _change(lines, index, "\t" + lines[index].lstrip())


def _retrait(lines: Lignes, rng: Random) -> Gachis | None:
    found = [(n, name) for n, name in _cles(lines, r"^[a-z_]+: ") if n > 1]
    index, name = rng.choice(found)
    return name, index, _change(lines, index, f" {lines[index]}")


def _retrait_dans_un_bloc(lines: Lignes, rng: Random) -> Gachis | None:
    """One space more than the line above, which is of the same block."""
    found = [
        (n, name)
        for n, name in _cles(lines, r"^  +[a-z_]+: ")
        if _retrait_de(lines[n]) == _retrait_de(lines[n - 1]) and ": " in lines[n - 1]
    ]
    if not found:
        return None
    index, name = rng.choice(found)
    return name, index, _change(lines, index, f" {lines[index]}")


def _apostrophes(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    value = lines[index].partition(": ")[2].replace("'", "")
    start = lines[index].partition(": ")[0]
    return name, index, _change(lines, index, f"{start}: 'l'atelier {value}'")


def _tiret_oublie(lines: Lignes, rng: Random) -> Gachis:
    typed = ("courriels:", "  - contact@monlieu.fr", "  accueil@monlieu.fr")
    lines = [line for line in lines if not line.startswith("courriels:")]
    index = next(n for n, line in enumerate(lines) if line.startswith("date_maj:"))
    return "courriels", index + 2, [*lines[:index], *typed, *lines[index:]]


def _point_interverti(lines: Lignes, rng: Random) -> Gachis | None:
    found = {name: n for n, name in _cles(lines, r"^(latitude|longitude): ")}
    if len(found) < 2:
        return None
    lat, lon = _valeur(lines, "latitude"), _valeur(lines, "longitude")
    lines = _change(lines, found["latitude"], f"latitude: {lon}")
    return "latitude", found["latitude"], _change(lines, found["longitude"], f"longitude: {lat}")


def _date_a_venir(lines: Lignes, rng: Random) -> Gachis:
    return _pose(lines, "date_maj", f"2031-{rng.randrange(1, 13):02}-05")


def _autre_commune(lines: Lignes, rng: Random) -> Gachis | None:
    typed = rng.choice(("Concarneau", "Bourganeuf", "Cayenne", "Ajaccio"))
    if typed == _valeur(lines, "commune").strip('"'):
        return None
    return _pose(lines, "commune", typed)


def _autre_departement(lines: Lignes, rng: Random) -> Gachis | None:
    typed = rng.choice(("29900", "23400", "97300", "80000"))
    if _valeur(lines, "code_insee").strip('"').startswith(typed[:2]):
        return None
    return _pose(lines, "code_postal", f'"{typed}"')


def _valeur(lines: Lignes, champ: str) -> str:
    return next(line for line in lines if line.startswith(f"{champ}: ")).partition(": ")[2]


def _signe_reserve(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    sign = rng.choice(("@", "`", "%", "&", "*", "!"))
    return name, index, _change(lines, index, lines[index].replace(": ", f": {sign}", 1))


def _invisible(lines: Lignes, rng: Random) -> Gachis | None:
    index, name = _simple(lines, rng)
    hidden = rng.choice("\u200b\u202e\u00ad\x0b\ufeff"[:2])
    return name, index, _change(lines, index, lines[index] + hidden)


def _hors_liste(lines: Lignes, rng: Random) -> Gachis:
    champ = rng.choice(list(FERMES))
    value = rng.choice(FERMES[champ])
    cut = rng.randrange(len(value))
    return _pose(lines, champ, f"[{re.sub(r'[^ a-zA-Z]', '', value[:cut] + 'zzz' + value[cut:])}]")


def _liste_pour_un_texte(lines: Lignes, rng: Random) -> Gachis:
    return _pose(
        lines, rng.choice((*_TEXTES, "date_maj")), rng.choice(("[un, deux]", "{un: deux}"))
    )


def _texte_fautif(lines: Lignes, rng: Random) -> Gachis:
    value = rng.choice(("=1+1", "<b>gras</b>", "N/A", "'@lier'", '"a\\tb"', "x" * 301))
    return _pose(lines, rng.choice(_TEXTES[:3]), value)


def _dans_un_bloc(lines: Lignes, rng: Random) -> Gachis | None:
    found = [(n, name) for n, name in _cles(lines, r"^ +.*: ") if name in _DANS_UN_BLOC]
    if not found:
        return None
    index, name = rng.choice(found)
    start = lines[index].index(f"{name}:")
    return (
        name,
        index,
        _change(lines, index, f"{lines[index][:start]}{name}: {_DANS_UN_BLOC[name]}"),
    )


def _coordonnee(lines: Lignes, rng: Random) -> Gachis | None:
    found = _une(lines, rng, r"^(latitude|longitude): ")
    if found is None:
        return None
    index, name = found
    value = rng.choice(("47,2921", "6789183.34", "45.88, 2.17", "45°53'", "nord", "412.5"))
    return name, index, _change(lines, index, f"{name}: {value}")


def _sales() -> list[tuple[str, str]]:
    """Return the values that the lists of salete/ refuse whatever the entry: field, as typed."""
    found = []
    for path in salete.fichiers():
        for cas in salete.lire(path)[1]:
            match = re.fullmatch(r"(\w+): (.*)", cas.tape)
            if match and match[1] in Lieu.model_fields and match[1] != "precision":
                refused = re.match(rf"✗ 3:\d+ {match[1]} : ", cas.attendu)
                found += [(match[1], match[2])] if refused else []
    return found


SALES = _sales()
GENRES: dict[str, Callable[[Lignes, Random], Gachis | None]] = {
    name.__name__.strip("_"): name
    for name in (
        _valeur_sale, _element_sale, _mal_orthographie, _majuscule, _oublie, _double, _sans_espace,
        _sans_deux_points, _deux_points, _guillemet_ouvert, _texte_apres_guillemet, _crochet_ouvert,
        _tabulation, _retrait, _signe_reserve, _invisible, _hors_liste, _liste_pour_un_texte,
        _texte_fautif, _dans_un_bloc, _coordonnee, _retrait_dans_un_bloc, _apostrophes,
        _tiret_oublie, _point_interverti, _date_a_venir, _autre_commune, _autre_departement,
    )
}  # fmt: skip
