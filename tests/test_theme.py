"""The theme holds together: no class without a rule, no rule without a use, no macro for nothing."""

import re
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from annuaire.theme import CARTE, ENSEMBLES, theme
from construction import PROJET

THEME = PROJET / "theme"
CSS = sorted([*(THEME / "static/css").glob("*.css"), *(THEME / "galerie").glob("*.css")])
JS = sorted((THEME / "static/js").rglob("*.js"))
GABARITS = sorted((THEME / "templates").rglob("*.html"))
COMPOSANTS = [path for path in GABARITS if path.parent.name == "components"]
GALERIE = sorted([*(THEME / "galerie").rglob("*.html"), *(THEME / "exemples").glob("*.html")])

SANS_REGLE = {
    "carte__demande": "carte.js shows it, and hides it once the map is asked for",
    "carte__credit": "a-la-demande/plus.js shows it with IGN’s background",
    "carte__actifs": "a-la-demande/plus.js writes in it",
    "carte__panne": "carte-vue.js shows it where something did not arrive",
    "carte__source": "a name for the part, which has the look of its tag",
    "carte__nom": "a name for the part, which has the look of its tag",
}
"""The classes that no stylesheet speaks of → why they are there."""

SANS_GABARIT = {
    "recherche__liste": "recherche/champ.js, at the first use of the field",
    "leaflet-*": "Leaflet makes them; carte.css has what it needs of leaflet.css",
    "carte__repere--*": "carte-fiche.js, mark(): the marker that is chosen, or pointed at in the list",
}
"""The classes of our stylesheets that nothing of ours makes → who does."""

JINJA = re.compile(r"{#.*?#}|{%.*?%}", re.DOTALL)
EXPRESSION = re.compile(r"{{.*?}}", re.DOTALL)


def lu(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def nom(path: Path) -> str:
    return path.relative_to(THEME).as_posix()


def classes_css(text: str) -> set[str]:
    """The classes that a stylesheet has a selector for."""
    bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    selectors = re.sub(r"{[^{}]*}", " ", bare)
    return set(re.findall(r"\.([a-zA-Z_][\w-]*)", selectors))


def classes_html(text: str) -> set[str]:
    """The classes that a template gives; after a hyphen a value is any word, elsewhere a digit."""
    plain = EXPRESSION.sub("*", JINJA.sub(" ", text))
    names = {name for found in re.findall(r'class="([^"]*)"', plain) for name in found.split()}
    return {re.sub(r"(?<!-)\*", "[0-9]", name) for name in names}


def classes_js(text: str) -> set[str]:
    """The classes that a script gives; a name that ends in a hyphen is filled in: « x--* »."""
    given = re.findall(r"className[:=]\s*((?:'[^']*'|[^',\n}])+)|classList\.\w+\(([^)]+)\)", text)
    literals = [word for pair in given for word in re.findall(r"'([^']*)'", " ".join(pair))]
    names = {name for literal in literals for name in literal.split()}
    return {re.sub(r"-$", "-*", name) for name in names if re.fullmatch(r"[a-z][\w-]*", name)}


def cherchees_js(text: str) -> set[str]:
    """The classes that a script looks for, as selectors inside its strings: no address, no file."""
    bare = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", " ", text, flags=re.DOTALL)
    strings = re.findall(r"""'([^'\n]*)'|"([^"\n]*)\"""", bare)
    prose = r"/|[^ -~]|\.(?:yml|md|json|js)\b|^meta\."
    strings = [pair for pair in strings if not re.search(prose, "".join(pair))]
    return {
        name for pair in strings for one in pair for name in re.findall(r"\.([a-z][\w-]*)", one)
    }


def connue(name: str, others: set[str]) -> bool:
    """True if a class, or one that a value may make of it, is among others or may be."""
    return any(fnmatchcase(other, name) or fnmatchcase(name, other) for other in others)


STYLEES = {name for path in CSS for name in classes_css(lu(path))}
DONNEES = {name for path in (*GABARITS, *GALERIE) for name in classes_html(lu(path))}
DONNEES |= {name for path in JS for name in classes_js(lu(path))}


def test_classes_are_read_as_the_files_write_them():
    css = "/* .vieux */ @media (min-width: 4.5em) { .a__b > .c:not(.d), p { margin: .5em } }"
    html = '<p class="a t{{ n }}{% if b %} c{% endif %}"><i {% if d %} class="d"{% endif %}>'
    js = (
        "f({ className: 'a b--' + n, texte: 'mot' })\nx.classList.toggle('c', on)\nq('.pas-donnee')"
    )

    assert classes_css(css) == {"a__b", "c", "d"}
    assert classes_html(html) == {"a", "t[0-9]", "c", "d"}
    assert classes_js(js) == {"a", "b--*", "c"}
    assert cherchees_js(js) == {"pas-donnee"}


def test_no_rule_is_for_a_class_that_nothing_gives():
    orphans = {name for name in STYLEES if not connue(name, DONNEES)}

    assert {name for name in orphans if not connue(name, set(SANS_GABARIT))} == set()


def test_every_class_has_a_rule_or_a_reason():
    assert {name for name in DONNEES if not connue(name, STYLEES | set(SANS_REGLE))} == set()
    assert "*" not in DONNEES


def test_the_reasons_are_of_today():
    assert {name for name in SANS_REGLE if name not in DONNEES or name in STYLEES} == set()
    assert {name for name in SANS_GABARIT if not connue(name, STYLEES)} == set()


def test_scripts_look_only_for_classes_that_something_gives():
    # Those of saisie/ touch no page: « fabrique.label » is a field there.
    pages = [path for path in JS if path.parent.name != "saisie"]
    wanted = {name for path in pages for name in cherchees_js(lu(path))}

    # « '.carte__' + name »: the rest of the name comes later.
    assert {name for name in wanted if not connue(name, DONNEES) and name != "carte__"} == set()


# --- Macros -----------------------------------------------------------------------------


def arbre(path: Path) -> nodes.Template:
    return Environment().parse(lu(path))


def importes(tree: nodes.Template) -> dict[str, tuple[str, str]]:
    """What a template imports: the name it has there → (template, name)."""
    found = {}
    for one in tree.find_all(nodes.FromImport):
        for name in one.names:
            own, alias = name if isinstance(name, tuple) else (name, name)
            found[alias] = (one.template.value, own)
    return found


def lus(tree: nodes.Template) -> Counter[str]:
    """The names that a template reads."""
    return Counter(name.name for name in tree.find_all(nodes.Name) if name.ctx == "load")


def test_every_macro_and_list_of_a_component_is_used_by_the_site():
    declared, used = set(), set()
    for path in GABARITS:
        tree, own = arbre(path), nom(path).removeprefix("templates/")
        if path in COMPOSANTS:
            names = {one.name for one in tree.find_all(nodes.Macro)}
            names |= {one.target.name for one in tree.body if isinstance(one, nodes.Assign)}
            declared |= {(own, name) for name in names}
            used |= {(own, name) for name in names & set(lus(tree))}
        used |= set(importes(tree).values())

    assert declared
    assert declared - used == set()


@pytest.mark.parametrize("path", [*GABARITS, *GALERIE], ids=nom)
def test_a_template_uses_all_that_it_imports(path):
    tree = arbre(path)

    assert {name for name in importes(tree) if not lus(tree)[name]} == set()


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #rgb or #rrggbb."""
    digits = "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contraste(one: str, other: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sombre", [False, True], ids=["clair", "sombre"])
def test_the_numbers_of_the_home_map_are_read_on_each_tint(sombre):
    """No tool sees the ground of a text in a drawing: axe leaves these to be looked at."""
    clairs, sombres = re.findall(r":root {(.*?)}", lu(THEME / "static/css/base.css"), re.DOTALL)
    tokens = dict(re.findall(r"--(\w+): (#\w+);", clairs + sombres * sombre))

    pairs = [("encre", "t0"), ("encre", "t1"), ("encre", "t2"), ("papier", "t3")]
    assert {
        p: contraste(tokens[p[0]], tokens[p[1]])
        for p in pairs
        if contraste(tokens[p[0]], tokens[p[1]]) < 4.5
    } == {}


# --- Scripts ----------------------------------------------------------------------------


def nom_js(path: Path) -> str:
    return path.relative_to(THEME / "static/js").with_suffix("").as_posix()


@pytest.mark.parametrize("ensemble", ENSEMBLES)
def test_every_script_stands_in_the_joined_one_after_what_it_imports(ensemble: str):
    names = ENSEMBLES[ensemble]
    for rank, name in enumerate(names):
        path = THEME / f"static/js/{name}.js"
        wanted = {
            nom_js((path.parent / found).resolve())
            for found in re.findall(r"^import .* from '([^']+)'$", lu(path), re.MULTILINE)
        }
        assert wanted <= set(names[:rank]), name


def test_every_script_of_the_map_is_in_its_joined_one():
    scripts = {nom_js(path) for path in JS if nom_js(path).startswith("carte-")}

    assert scripts < set(ENSEMBLES[CARTE])


@pytest.mark.parametrize("ensemble", ENSEMBLES)
def test_the_joined_script_declares_a_name_once(ensemble: str):
    """Two modules may each have a name of their own; in one file they would be a fault."""
    texts = "\n".join(lu(THEME / f"static/js/{name}.js") for name in ENSEMBLES[ensemble])
    plain = re.findall(
        r"^(?:export )?(?:const|let|class|(?:async )?function) (\w+)", texts, re.MULTILINE
    )
    parts = re.findall(r"^(?:export )?(?:const|let) [\[{]([^\]}]*)[\]}] =", texts, re.MULTILINE)
    declared = [*plain, *(name for part in parts for name in re.findall(r"\w+", part))]

    assert {name for name, count in Counter(declared).items() if count > 1} == set()
    assert len(declared) > 5
    assert b"import{" not in dict(theme(THEME / "static"))[f"theme/js/{ensemble}.js"]


def test_a_script_served_alone_imports_only_what_is_served():
    served = {path: data.decode() for path, data in theme(THEME / "static") if path.endswith(".js")}
    for path, text in served.items():
        if "/vendor/" in path:
            continue
        for found in re.findall(r"(?:from ?|import\()'([^']+)'", text):
            target = (Path("/") / path).parent / found
            assert str(target.resolve()).lstrip("/") in served, (path, found)
