"""The news of the programme as Atom."""

from xml.etree import ElementTree as ET

from annuaire import nouvelles_programme, programme, redaction
from annuaire_de_test import PETIT, TESTS, site
from conftest import PROJET

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIE = site(siteurl="https://exemple.org/annuaire")


def test_the_feed_is_that_expected(attendu):
    written, problems = redaction.read(PETIT, PETIT)

    ((path, text),) = nouvelles_programme.fichiers(written.programme, PUBLIE)

    assert (path, problems) == ("programme/nouvelles.atom", [])
    attendu(TESTS / "golden" / "flux" / "programme.atom", text)


def test_the_newest_date_comes_first_and_each_leads_to_its_line():
    found, _ = programme.lire(PROJET / "content" / "programme")

    ((_, text),) = nouvelles_programme.fichiers(found, PUBLIE)
    entries = ET.fromstring(text).findall(f"{ATOM}entry")

    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert len(entries) == nouvelles_programme.MAX
    assert dates == sorted(dates, reverse=True)
    assert entries[0].findtext(f"{ATOM}title") == "Huit fabriques aux Antilles et en Guyane"
    anchors = {repere.ancre for repere in found.reperes}
    links = [entry.find(f"{ATOM}link").get("href").split("#") for entry in entries]
    assert {url for url, _ in links} == {"https://exemple.org/annuaire/programme/dates/"}
    assert {anchor for _, anchor in links} <= anchors


def test_two_dates_of_the_timeline_never_share_a_name():
    found, _ = programme.lire(PROJET / "content" / "programme")

    assert len({repere.ancre for repere in found.reperes}) == len(found.reperes)


def test_there_is_no_feed_without_an_address_or_without_a_date():
    written, _ = redaction.read(PETIT, PETIT)

    assert list(nouvelles_programme.fichiers(written.programme, site())) == []
    assert list(nouvelles_programme.fichiers(programme.Programme(), PUBLIE)) == []
