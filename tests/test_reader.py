"""One file in, a Lieu or all of its problems out; nothing that a file holds makes it raise."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annuaire import checks, reader
from annuaire.model import Lieu

ENTREES = Path(__file__).parent / "fixtures" / "entrees"
VALIDES = sorted((ENTREES / "valides").rglob("*.md"))
COMPLETE = ENTREES / "valides" / "29-finistere" / "complete-concarneau.md"
AUJOURDHUI = date(2026, 11, 23)
BRUIT = (
    ":", ": ", "- ", "\n", "\n\n", "---\n", "...\n", "#", "&a ", "*a", "!x ", "|", ">", "%", "@",
    "`", '"', "'", "[", "]", "{", "}", ",", "\\", "\t", "\0", "\r", "\ufeff", "\u202e", "\u2028",
    "\x85", "\ufffe", "é", "é".encode("latin-1"), b"\xff\xfe", "<<: ", "? ", "²", "٣", "😀", "null",
)  # fmt: skip


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
