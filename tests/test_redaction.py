"""What people write beside the entries."""

import pytest

from annuaire import redaction
from annuaire_de_test import PETIT, TESTS

CONTENT = TESTS.parent / "content"
PAGE = "---\ntitre: Le titre\ndescription: Une phrase.\n---\n\n## Un <b>mot</b>\n"


@pytest.fixture
def ecrire(tmp_path):
    """Write a file of a content folder, with the pages that every site has; read it all."""

    def write_and_read(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        for name in redaction.PAGES_LIEES if path.startswith("pages/") else ():
            (tmp_path / "pages" / f"{name}.md").write_text(PAGE, encoding="utf-8")
        (tmp_path / path).write_bytes(text if isinstance(text, bytes) else text.encode())
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
        "---\ntitre: [A]\ndescription: {b: c}\n---\n",
    ],
)
def test_a_page_without_its_head_is_a_fault_and_no_page(ecrire, text):
    found, (problem,) = ecrire("pages/le-lieu.md", text)

    assert "le-lieu" not in found.pages
    assert problem.path.name == "le-lieu.md"
    assert problem.message.startswith("cette page commence par « --- »")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("pages/le-lieu.md", PAGE.encode() + b"caf\xe9", "ce fichier n’est pas en UTF-8"),
        ("pages/le-lieu.md", PAGE + "x" * 20_000, "ce fichier fait 20 Ko, le maximum est de 15"),
        ("pages/le-lieu.md", PAGE + "- " * 500 + "a", "ce texte est trop imbriqué"),
        ("pages/Le lieu.md", PAGE, "le nom du fichier « Le lieu.md » ne peut pas servir d’adresse"),
        ("programme/vagues.yml", b'- {vague: "\xe9"}', "ce fichier n’est pas en UTF-8"),
        ("programme/vagues.yml", "# x\n" * 30_000, "ce fichier fait 120 Ko, le maximum est de 100"),
        ("programme/vagues.yml", "? ? ? [a]\n", "le nom d’un champ est un simple mot"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(ecrire, path, text, said):
    found, problems = ecrire(path, text)

    assert [problem.path.name for problem in problems] == [path.partition("/")[2]] * len(problems)
    assert problems[0].message.startswith(said)
    assert found.programme.vagues == () or path.startswith("pages/")


@pytest.mark.parametrize("path", ["pages/le-lieu.md", "programme/vagues.yml"])
def test_a_shortcut_is_never_followed(ecrire, tmp_path, path):
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).symlink_to("/etc/hostname")

    _, problems = ecrire(path.replace("le-lieu", "autre").replace("vagues", "acteurs"), PAGE)

    assert "ce fichier est un raccourci vers un autre" in [problem.message for problem in problems]


def test_a_page_that_the_others_lead_to_cannot_be_missing(ecrire, tmp_path):
    ecrire("pages/le-lieu.md", PAGE)
    (tmp_path / "pages" / "mentions-legales.md").unlink()

    _, (problem,) = redaction.read(tmp_path, PETIT)

    assert problem.path == tmp_path / "pages" / "mentions-legales.md"
    assert problem.message == "cette page manque, et toutes les autres y mènent"


def test_each_of_the_two_folders_is_the_project_s_where_the_content_has_none(ecrire):
    found, _ = ecrire("pages/le-lieu.md", PAGE)
    assert ("le-lieu" in found.pages, len(found.programme.vagues)) == (True, 3)

    nothing, problems = redaction.read(TESTS / "fixtures" / "entrees" / "valides", PETIT)
    assert (tuple(nothing.pages), problems) == (redaction.PAGES_LIEES, [])


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
    assert (problem.line, problem.champ, problem.message) == (
        1,
        "sources",
        "ce champ est obligatoire et il manque",
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
