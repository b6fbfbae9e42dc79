"""One file in, a Lieu or all of its problems out; nothing that a file holds makes it raise."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annuaire import checks, corps, reader
from annuaire.model import Lieu
from mutants import BRUIT

ENTREES = Path(__file__).parent / "fixtures" / "entrees"
VALIDES = sorted((ENTREES / "valides").rglob("*.md"))
COMPLETE = ENTREES / "valides" / "29-finistere" / "complete-concarneau.md"
AUJOURDHUI = date(2026, 11, 23)


def entry(front: str, body: str = "") -> str:
    return f"---\n{front}---\n{body}"


def front(minimale: str) -> str:
    return minimale.removeprefix("---\n").removesuffix("---\n")


@pytest.mark.parametrize("path", VALIDES, ids=lambda path: path.stem)
def test_reads_a_good_entry_without_a_word(path):
    lecture = reader.read(path)

    assert list(checks.check_one(lecture, AUJOURDHUI)) == []
    assert isinstance(lecture.lieu, Lieu)


def test_reads_every_field_of_the_complete_entry():
    lieu = reader.read(COMPLETE).lieu

    for name, info in Lieu.model_fields.items():
        assert getattr(lieu, name) != info.default, f"{name} manque dans {COMPLETE.name}"
    assert lieu.code_postal == "29900"
    assert lieu.telephone == ("+33298971234", "3960")
    assert lieu.fabrique.soutien.bonus_numerique == 100_000
    assert lieu.meta.sources[1].titre == "Le lieu, au téléphone"
    assert lieu.presentation_detail.startswith("Un atelier partagé")


def test_a_bom_and_windows_lines_change_nothing(lecture, minimale):
    plain = lecture(minimale + "\nUn lieu.\n").lieu
    windows = lecture(("\ufeff" + minimale + "\nUn lieu.\n").replace("\n", "\r\n")).lieu

    assert windows == plain
    assert windows.presentation_detail == "Un lieu."


def test_decomposed_accents_are_composed(lecture, minimale):
    assert lecture(minimale.replace("Minimale", "Cafe\u0301")).lieu.nom == "Café felletin"


@pytest.mark.parametrize("nothing", ["", "~", "null", "''"])
def test_nothing_is_nothing(nothing, lecture, minimale):
    found = lecture(entry(f"adresse: {nothing}\ncourriels: {nothing}\n" + front(minimale)))

    assert found.problems == ()
    assert found.lieu.adresse is None
    assert found.lieu.courriels == ()


def test_one_value_is_a_list_of_one_and_a_repeated_value_is_one(lecture, minimale):
    found = lecture(
        entry(
            "telephone: [05 55 66 12 34, '+33555661234']\nfrais_a_charge: Gratuit\n"
            + front(minimale)
        )
    )

    assert found.lieu.telephone == ("+33555661234",)
    assert found.lieu.frais_a_charge == ("Gratuit",)


def test_keeps_the_typed_values_of_a_faulty_entry(lecture, minimale):
    found = lecture(minimale.replace("2026-11-20", "20/11/2026"))

    assert found.lieu is None
    assert found.brut["commune"] == "Felletin"


def test_says_the_place_of_a_fault_after_windows_lines(lecture, minimale):
    windows = minimale.replace("2026-11-20", "20/11/2026").replace("\n", "\r\n")

    (problem,) = lecture(windows).problems

    assert (problem.line, problem.champ) == (7, "date_maj")


def test_says_the_line_of_a_fault_in_the_body(lecture, minimale):
    (problem,) = lecture(minimale + "\n\nUn lieu.\n\nOuvert \u202eà tous.\n").problems

    assert problem.line == minimale.count("\n") + 5


def test_reads_a_tree_in_the_order_of_its_paths(lecture, minimale, tmp_path):
    lecture(minimale, nom="b.md")
    lecture(minimale, nom="a.md")
    lecture(minimale, dossier="01-ain", nom="c.md")

    assert [found.slug for found in reader.read_tree(tmp_path)] == ["c", "a", "b"]


def test_an_unreadable_file_is_a_problem(tmp_path):
    found = reader.read(tmp_path / "absente.md")

    assert found.lieu is None
    assert "ne peut pas être lu" in found.problems[0].message


def test_hundreds_of_brackets_are_no_crash(lecture, minimale):
    for depth in (6, 7, 50, 900):
        found = lecture(entry("services: " + "[" * depth + "]" * depth + "\n" + front(minimale)))
        assert found.problems


@pytest.mark.parametrize(
    "body",
    ["- " * 500 + "a", "> " * 500 + "a", "1. " * 500 + "a", "* " * 3000 + "a",
     "\n".join("    " * n + "- a" for n in range(40))],
    ids=["tirets", "citations", "numéros", "étoiles", "retraits"],
)  # fmt: skip
def test_a_body_too_deep_to_be_rendered_is_a_problem(body, lecture, minimale):
    found = lecture(f"{minimale}\nUn lieu.\n\n{body}\n")

    assert [p.message for p in found.problems] == ["ce texte est trop imbriqué"]
    assert found.problems[0].champ == "presentation_detail"


def test_a_body_too_deep_is_told_at_its_line_and_spoils_no_other(lecture, minimale):
    plain = lecture(f"{minimale}\n- un\n- deux\n").lieu
    before = corps.html_fiche(plain.presentation_detail)

    (problem,) = lecture(f"{minimale}\nUn lieu.\n\n{'- ' * 500}a\n").problems

    assert problem.line == minimale.count("\n") + 4
    assert corps.html_fiche(plain.presentation_detail) == before


@pytest.mark.parametrize("body", ["- a\n    - b\n        - c\n            - **d *e***", "> > > a"])
def test_a_body_as_people_nest_it_is_accepted(body, lecture, minimale):
    assert lecture(f"{minimale}\n{body}\n").problems == ()


def test_what_nobody_foresaw_is_one_problem():
    found = reader.parse(Path("x.md"), 3.14)  # as no file can hold

    assert found.lieu is None
    assert [p.message for p in found.problems] == ["cette fiche n’a pas pu être lue"]


@pytest.mark.parametrize(
    ("name", "renamed"),
    [("x.txt", "x.md"), ("x", "x.md"), ("x.MD", "x.md"), ("x.md.txt", "x.md"), ("x.md~", "x.md")],
)
def test_a_file_that_is_not_named_as_an_entry_is_a_problem(
    name, renamed, lecture, minimale, tmp_path
):
    lecture(minimale)
    lecture(minimale, nom=name)

    found = next(one for one in reader.read_tree(tmp_path) if one.path.name == name)

    (problem,) = checks.check_one(found, AUJOURDHUI)
    assert (found.lieu, problem.line) == (None, 1)
    assert f"Renommez-le en {renamed} " in problem.remede


def test_an_entry_too_deep_in_the_tree_is_a_problem(lecture, minimale, tmp_path):
    lecture(minimale, dossier="vieux/23-creuse")

    (found,) = reader.read_tree(tmp_path)

    (problem,) = checks.check_one(found, AUJOURDHUI)
    assert (found.lieu, problem.line) == (None, 1)
    assert problem.message.endswith("pas dans lieux/vieux/23-creuse/")
    assert problem.remede == "Déplacez le fichier vers lieux/23-creuse/"


def test_a_shortcut_to_a_folder_is_a_problem(lecture, minimale, tmp_path):
    lecture(minimale)
    (tmp_path / "lieux" / "24-dordogne").symlink_to("23-creuse")

    assert [one.lieu is None for one in reader.read_tree(tmp_path)] == [False, True]


def test_hidden_files_and_the_readme_are_no_entries(lecture, minimale, tmp_path):
    lecture(minimale)
    for name in (".gitkeep", "README.md", ".git/x.txt", "23-creuse/.x.md.swp"):
        (tmp_path / "lieux" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "lieux" / name).touch()

    assert [one.slug for one in reader.read_tree(tmp_path)] == ["quartier-rouge-felletin"]


pieces = st.sampled_from(BRUIT).map(lambda p: p if isinstance(p, bytes) else p.encode())
changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(pieces, st.binary(max_size=4))),
    min_size=1,
    max_size=4,
)


@given(changes=changes)
@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_change_of_a_good_entry_makes_it_raise(changes, tmp_path):
    data = COMPLETE.read_bytes()
    for place, removed, added in changes:
        start = int(place * len(data))
        data = data[:start] + added + data[start + removed :]
    path = tmp_path / "23-creuse" / "au-hasard.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)

    lecture = reader.read(path)
    problems = list(checks.check_one(lecture, AUJOURDHUI))

    last = len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
    assert all(1 <= problem.line <= last and problem.column >= 1 for problem in problems)
    assert lecture.lieu is not None or problems
