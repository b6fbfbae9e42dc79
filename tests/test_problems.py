"""A problem as the terminal, GitHub and the report say it."""

from pathlib import Path

import pytest

from annuaire.problems import Problem, avis, erreurs, github, terminal

FICHE = Path("content/lieux/23-creuse/quartier-rouge.md")
FAUTE = Problem(
    path=FICHE,
    line=4,
    column=13,
    champ="code_insee",
    message="« 23500 » est le code postal de Felletin",
    remede="Écrivez le code INSEE : 23079",
    exemple='"23079"',
)


def test_says_message_remedy_and_example_on_one_line():
    assert terminal(FAUTE) == (
        "content/lieux/23-creuse/quartier-rouge.md:4:13: code_insee : "
        "« 23500 » est le code postal de Felletin. Écrivez le code INSEE : 23079"
        ' (exemple : "23079")'
    )


def test_a_problem_of_the_whole_file_names_no_field():
    assert terminal(Problem(path=FICHE, message="cette fiche est vide.")) == (
        "content/lieux/23-creuse/quartier-rouge.md:1:1: cette fiche est vide"
    )


def test_a_line_stays_one_line_whatever_was_typed():
    problem = Problem(path=FICHE, message="« a\nb\r\n  c »")

    assert terminal(problem).endswith(": « a b c »")


def test_an_annotation_of_github_cannot_be_forged():
    problem = Problem(path=Path("a,b:c%.md"), line=2, champ="nom", message="100 %\n::error::forged")

    text = github(problem)

    assert text == (
        "::error file=a%2Cb%3Ac%25.md,line=2,col=1,title=Fiche à corriger::"
        "nom : 100 %25 ::error::forged"
    )
    assert "\n" not in text


@pytest.mark.parametrize("typed", ["a\nb", "a\x1b[31mb", "a\r::error::b", "a\x9b31mb", "a\u2028b"])
@pytest.mark.parametrize("part", ["path", "champ", "message", "remede", "exemple"])
def test_nothing_typed_reaches_the_terminal_but_as_text(part, typed):
    values = {"path": FICHE, "message": "x", part: Path(typed) if part == "path" else typed}

    for text in (terminal(Problem(**values)), github(Problem(**values))):
        assert text.isprintable()


def test_a_file_name_is_no_command_of_github():
    assert terminal(Problem(path=Path("::error::x.md"), message="x")).startswith("./::error")
    assert "##[" not in terminal(Problem(path=FICHE, message="« ##[add-mask]x »"))


def test_french_spaces_are_no_control_characters():
    assert "\u00a0" in terminal(Problem(path=Path("l\u00a0a.md"), message="x"))


def test_a_notice_is_not_an_error():
    notice = Problem(path=FICHE, message="à relire", niveau="avis")

    assert github(notice).startswith("::notice file=")
    assert erreurs([notice, FAUTE]) == [FAUTE]
    assert avis([notice, FAUTE]) == [notice]


def test_problems_are_sorted_by_file_then_line():
    last = Problem(path=Path("b.md"), message="x")
    second = Problem(path=Path("a.md"), line=10, message="x")
    first = Problem(path=Path("a.md"), line=9, message="y")

    assert erreurs([last, second, first]) == [first, second, last]
