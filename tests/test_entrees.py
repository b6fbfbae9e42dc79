"""The hashes of what a site is built from: they move when, and only when, something did."""

import os
import time

import pytest

from annuaire import entrees


@pytest.fixture
def lues(tmp_path):
    """The hashes of a small project, which a test then changes."""
    for name, text in {"theme/a.html": "a", "lieux/23/x.md": "x", "lieux/23/y.md": "y"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1, 1))

    def lire(*dits, folder=tmp_path, du_tout=""):
        return entrees.lire(
            tmp_path / "memoire.json",
            fond=[folder / "theme"],
            entrees=[folder / "lieux"],
            dits=dits,
            du_tout=du_tout,
        )

    return lire


def test_read_twice_they_are_the_same(lues):
    assert lues() == lues()


def test_they_do_not_tell_where_the_project_is(lues, tmp_path):
    before = lues()
    (tmp_path / "theme").rename(tmp_path / "ailleurs")
    (tmp_path / "autre").mkdir()
    (tmp_path / "ailleurs").rename(tmp_path / "autre" / "theme")
    (tmp_path / "lieux").rename(tmp_path / "autre" / "lieux")

    assert lues(folder=tmp_path / "autre") == before


def test_an_entry_moves_one_and_the_theme_both(lues, tmp_path):
    first = lues()
    (tmp_path / "lieux/23/x.md").write_text("X")
    second = lues()
    (tmp_path / "theme/a.html").write_text("A")
    third = lues()

    assert (first.fond == second.fond, first.tout == second.tout) == (True, False)
    assert (second.fond == third.fond, second.tout == third.tout) == (False, False)


@pytest.mark.parametrize(
    "change",
    [
        lambda lieux: (lieux / "23/x.md").rename(lieux / "23/z.md"),
        lambda lieux: (lieux / "23/x.md").unlink(),
        lambda lieux: (lieux / "23").rename(lieux / "19"),
        lambda lieux: (lieux / "23/x.md").replace(lieux / "23/y.md"),
    ],
    ids=["renommée", "supprimée", "déplacée", "remplacée"],
)
def test_a_file_that_moves_is_seen(change, lues, tmp_path):
    before = lues()
    change(tmp_path / "lieux")

    assert lues().tout != before.tout


def test_saved_again_with_the_same_bytes_is_no_change(lues, tmp_path):
    before = lues()
    (tmp_path / "lieux/23/x.md").touch()

    assert lues() == before


def test_a_change_of_the_same_size_at_the_same_time_is_seen(lues, tmp_path):
    """A clone or an editor may give a file its old time back; the system's own mark betrays it."""
    before = lues()
    path = tmp_path / "lieux/23/x.md"
    path.write_text("X")
    os.utime(path, (1, 1))

    assert lues().tout != before.tout


def test_a_file_of_tomorrow_is_read_each_time(lues, tmp_path):
    path = tmp_path / "lieux/23/x.md"
    os.utime(path, (time.time() + 86_400,) * 2)
    before = lues()
    assert str(path) not in (tmp_path / "memoire.json").read_text()

    assert lues() == before


def test_settings_and_the_day_count(lues):
    assert lues("SITENAME='A'").fond != lues("SITENAME='B'").fond
    assert lues(du_tout="2026-11-23").tout != lues(du_tout="2026-11-24").tout
    assert lues(du_tout="2026-11-23").fond == lues(du_tout="2026-11-24").fond


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"a": 1}'])
def test_a_memory_that_is_lost_costs_nothing_but_time(damage, lues, tmp_path):
    before = lues()
    (tmp_path / "memoire.json").write_text(damage)

    assert lues() == before
