"""Whatever a file holds, reading it tells its faults; the great numbers are in `make audit`."""

from audit import entrees
from fiches_bonnes import Fiche, propres
from mutants import eprouver, fautes_de_lecture, supposer


def test_no_mutant_of_a_good_entry_makes_reading_fail(tmp_path):
    assert list(eprouver(propres(), 1200, 7, tmp_path)) == []


def test_no_value_of_a_field_makes_reading_fail(tmp_path):
    assert supposer(120, tmp_path) == []


def test_the_mutants_are_refused_as_often_as_not(tmp_path):
    """A mutant that is always refused, or never, would prove nothing of what comes after."""
    (fiche,) = (one for one in propres() if one.path.stem == "complete-concarneau")
    texts = set()
    for graine in range(100):
        list(eprouver([fiche], 1, graine, tmp_path))
        texts.add((tmp_path / "29-finistere" / "au-hasard.md").read_bytes())
    refused = [text for text in texts if Fiche(fiche.path, text.decode(errors="replace")).fautes()]

    assert len(texts) > 90
    assert 20 < len(refused) < len(texts) - 10


def test_a_file_that_cannot_be_read_is_a_fault_of_the_file_not_of_the_reader(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")

    assert fautes_de_lecture(tmp_path / "a.md") == []


def test_the_audit_says_how_many_it_read():
    constats = entrees.mutants(40), entrees.hasard(10)

    assert [constat.fautes for constat in constats] == [[], []]
    assert constats[0].vu.startswith("40 fiches abîmées au hasard, tirées de ")
    assert constats[1].vu == "10 fiches aux valeurs quelconques ont été lues"
