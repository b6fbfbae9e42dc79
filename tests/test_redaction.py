"""What people write beside the entries."""

import pytest

from annuaire import redaction
from annuaire_de_test import PETIT, TESTS

CONTENT = TESTS.parent / "content"
PAGE = "---\ntitre: Le titre\ndescription: Une phrase.\n---\n\n## Un <b>mot</b>\n"


@pytest.fixture
def ecrire(tmp_path):
    """Write a file of a content folder, read the whole folder."""

    def write_and_read(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
        return redaction.read(tmp_path, PETIT)

    return write_and_read


def test_what_the_project_has_written_has_no_fault():
    found, problems = redaction.read(CONTENT, CONTENT)

    assert problems == []
    assert {"programme", "contribuer", "accessibilite", "mentions-legales"} <= set(found.pages)
    assert found.programme.vagues
    assert found.programme.promesses


def test_a_page_is_its_title_its_sentence_and_safe_html(ecrire):
    found, problems = ecrire("pages/le-lieu.md", PAGE)

    assert problems == []
    assert found.pages["le-lieu"] == redaction.PageRedigee(
        "Le titre", "Une phrase.", "<h2>Un &lt;b&gt;mot&lt;/b&gt;</h2>"
    )


def test_a_page_may_come_from_windows(ecrire):
    found, problems = ecrire("pages/le-lieu.md", "\ufeff" + PAGE.replace("\n", "\r\n"))

    assert problems == []
    assert found.pages["le-lieu"].titre == "Le titre"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## Sans en-tête",
        "---\ntitre: Seul\n---\n",
        "---\ntitre: A\ntitre: B\ndescription: C\n---\n",
        "---\ntitre: A\ndescription: B\n",
    ],
)
def test_a_page_without_its_head_is_a_fault_and_no_page(ecrire, text):
    found, (problem,) = ecrire("pages/le-lieu.md", text)

    assert found.pages == {}
    assert problem.path.name == "le-lieu.md"
    assert problem.message.startswith("cette page commence par « --- »")


def test_each_of_the_two_folders_is_the_project_s_where_the_content_has_none(ecrire):
    found, _ = ecrire("pages/le-lieu.md", PAGE)
    assert (list(found.pages), len(found.programme.vagues)) == (["le-lieu"], 2)

    nothing, problems = redaction.read(TESTS / "fixtures" / "entrees" / "valides", PETIT)
    assert (list(nothing.pages), problems) == (["a-propos", "programme"], [])


def test_a_programme_left_out_is_empty(ecrire):
    found, problems = ecrire("programme/sources.yml", "etat: {editeur: Ministère, titre: 407}\n")

    assert problems == []
    assert list(found.programme.sources) == ["etat"]
    assert found.programme.vagues == ()


def test_a_source_that_nobody_declared_is_named(ecrire):
    _, (problem,) = ecrire(
        "programme/vagues.yml", '- {vague: "1", date: "2020", sources: [inconnue]}\n'
    )

    assert problem.path.name == "vagues.yml"
    assert problem.message == "la source « inconnue » n’est pas dans sources.yml"


def test_a_figure_without_a_source_is_a_fault(ecrire):
    found, (problem,) = ecrire("programme/vagues.yml", '- {vague: "1", total: "80"}\n')

    assert found.programme.vagues == ()
    assert (problem.champ, problem.message) == (
        "sources",
        "valeur absente ou inattendue (élément n° 1)",
    )


@pytest.mark.parametrize("text", ["abc\n", "a: b\n", "- abc\n", "- [a]\n"])
def test_a_file_that_is_no_list_of_blocks_is_a_fault(ecrire, text):
    found, problems = ecrire("programme/vagues.yml", text)

    assert found.programme.vagues == ()
    assert problems


def test_a_fault_of_yaml_is_where_the_author_typed_it(ecrire):
    _, (problem, *_) = ecrire(
        "programme/vagues.yml", '- vague: "1"\n  date: "2020"\n  date: "2021"\n'
    )

    assert (problem.line, problem.column, problem.champ) == (3, 3, "1.date")
