"""The gallery: every component shown, at its best and at its worst, on one valid page."""

from collections import Counter
from pathlib import Path

import html5lib
import pytest
from jinja2 import nodes

from annuaire import __main__ as cli
from annuaire.commandes import ERREURS, MAUVAIS_USAGE, galerie
from lecture_html import Document, pages
from test_theme import COMPOSANTS, THEME, arbre, importes, lus

EXEMPLES = sorted((THEME / "exemples").glob("*.html"))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory) -> Path:
    """The folder that the command writes."""
    folder = tmp_path_factory.mktemp("galerie")
    assert cli.main(["galerie", "--vers", str(folder)]) == 0
    return folder


def exemples(path: Path) -> list[tuple[str, bool]]:
    """The examples of a component: (name, extreme)."""
    calls = [block.call for block in arbre(path).find_all(nodes.CallBlock)]
    return [
        (call.args[0].value, any(k.key == "extreme" and k.value.value for k in call.kwargs))
        for call in calls
        if call.node.name == "exemple"
    ]


def test_every_component_has_its_examples_and_no_example_is_left_of_one_that_is_gone():
    components = {one.nom for one in galerie.composants()}

    assert {path.stem for path in EXEMPLES} == components
    assert {path.stem for path in COMPOSANTS} - components == {"menu"}, "a list, not a component"


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda path: path.stem)
def test_a_component_has_two_examples_or_more_and_one_that_is_extreme(path):
    found = exemples(path)

    assert len(found) >= 2
    assert any(extreme for _, extreme in found)
    assert [name for name, count in Counter(name for name, _ in found).items() if count > 1] == []


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda path: path.stem)
def test_the_examples_show_every_macro_of_their_component(path):
    own = f"components/{path.name}"
    tree = arbre(path)
    shown = {
        name for alias, (file, name) in importes(tree).items() if file == own and lus(tree)[alias]
    }

    assert shown == {one.name for one in arbre(THEME / "templates" / own).find_all(nodes.Macro)}


def test_the_entries_of_the_examples_have_no_fault(capsys):
    assert cli.main(["check", str(THEME / "exemples")]) == 0


def test_the_page_shows_every_example(dossier):
    page = (dossier / "galerie/index.html").read_text(encoding="utf-8")

    expected = [exemples(path) for path in EXEMPLES]
    assert page.count('class="exemple"') == sum(map(len, expected))
    assert page.count("data-extreme") == sum(extreme for file in expected for _, extreme in file)


def test_the_gallery_is_valid_html_without_a_repeated_id_or_an_inline_style(dossier):
    found = pages(dossier)

    assert [path.relative_to(dossier).as_posix() for path in found] == [
        "galerie/index.html",
        "galerie/sombre/index.html",
    ]
    for path in found:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        document = Document(path)

        assert parser.errors == []
        assert [i for i, n in Counter(document.ids).items() if n > 1] == []
        assert document.attributs_interdits() == []
        for resource in document.ressources:
            assert resource.startswith("data:") or (path.parent / resource).is_file(), resource


def test_the_dark_page_is_dark_on_any_device(dossier):
    sheet = (dossier / "galerie/sombre.css").read_text(encoding="utf-8")

    assert "prefers-color-scheme" not in sheet
    assert "@media all{:root{--papier:#101814" in sheet


def test_says_which_line_of_an_example_is_wrong(tmp_path, monkeypatch, capsys):
    theme = tmp_path / "theme"
    theme.mkdir()
    for name in ("templates", "static", "galerie"):
        (theme / name).symlink_to(THEME / name)
    examples = theme / "exemples"
    examples.mkdir()
    for path in (*EXEMPLES, THEME / "exemples" / "lieux", THEME / "exemples" / "images"):
        (examples / path.name).symlink_to(path)
    (examples / "plaque.html").unlink()
    (examples / "plaque.html").write_text("\n\n{{ inconnue }}\n", encoding="utf-8")
    monkeypatch.setattr(galerie, "THEME", theme)

    assert cli.main(["galerie", "--vers", str(tmp_path / "x")]) == ERREURS
    assert capsys.readouterr().err.strip().startswith(f"{examples}/plaque.html, ligne 3 : ")
    assert not (tmp_path / "x").exists()


def test_refuses_a_file_where_a_folder_must_be(tmp_path, capsys):
    (tmp_path / "x").write_text("", encoding="utf-8")

    assert cli.main(["galerie", "--vers", str(tmp_path / "x")]) == MAUVAIS_USAGE
    assert capsys.readouterr().err == f"Ce n’est pas un dossier : {tmp_path / 'x'}\n"
