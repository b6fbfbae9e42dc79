"""What the browser says of hours against the library itself, over every French clock.

The library is given the clock, the browser its table: the packing, the zones, the changes of hour
and the spans over midnight are all under test. Holidays are given to the library as dates: that
they are the right ones is test_feries', what is said of them test_ouverture's.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from opening_hours import OpeningHours

from annuaire import feries, horaires, ouverture, territoires
from ouverture_lots import navigateur
from test_horaires import real_hours

LE = date(2026, 11, 23)
COMMUNES = {
    "23079": "Europe/Paris",
    "67482": "Europe/Paris",
    "97105": "America/Guadeloupe",
    "97209": "America/Martinique",
    "97302": "America/Cayenne",
    "97411": "Indian/Reunion",
    "97502": "America/Miquelon",
    "97611": "Indian/Mayotte",
    "97701": "America/St_Barthelemy",
    "97801": "America/Marigot",
    "98613": "Pacific/Wallis",
    "98735": "Pacific/Tahiti",
    "98731": "Pacific/Marquesas",
    "98719": "Pacific/Gambier",
    "98818": "Pacific/Noumea",
}
CHANGEMENTS = (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))
"""When the clocks of mainland France change; Miquelon's do on other days."""
SEMAINE = timedelta(days=7)
FIN = datetime(2027, 11, 21, tzinfo=UTC)
"""The eve of the last day that the tables know."""
FAITS = (
    "Mo-Fr 09:00-12:00,14:00-17:30",
    "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off",
    "PH off; Tu-Sa 10:00-18:00",
    "week 1-53/2 Mo 09:30-12:30",
    "week 2-52/2 We 14:00-17:00; Fr 09:00-12:00; PH off",
    "Mo[1] 09:00-12:00",
    "Th[1,3] 14:00-17:00; Sa[-1] 10:00-12:00",
    "Jun-Sep Mo-Fr 09:00-12:00",
    "Oct-May Mo-Fr 09:00-12:00; Jun-Sep Mo-Su 10:00-19:00; PH off",
    "Mo-Fr 08:00-12:00; Aug off",
    "Mo-Fr 08:00-12:00; Jul 14-Aug 20 off; Dec 24-Jan 02 off",
    "24/7",
    "Mo-Fr 00:00-24:00; Su 00:00-12:00",
    "Fr 18:00-24:00; Sa 00:00-02:00,22:00-24:00; Su 00:00-03:30",
    "Fr-Su 00:00-24:00",
    "Mo-Su 01:30-03:15,23:45-24:00",
    "Mo-Fr,PH 09:00-12:00",
    "Mo-Fr 09:00-12:00; PH,Su 10:00-11:00",
    "Mo-Fr 09:00-12:00; PH 10:00-11:00",
    "Mo-Fr 09:07-12:41",
    "Mo-Fr 09:00-12:00; easter -2 days-easter +1 day off",
    "2026 Dec 01-2027 Mar 31 Mo-Sa 09:00-12:00",
    "Sa-Mo 00:00-24:00; Tu 00:00-00:30",
    "off",
)
"""Made texts: every kind of rule that a table can hold."""


class Cas(NamedTuple):
    """An instant at a lieu, and what the library says of it: open, when that changes."""

    texte: str
    commune: str
    local: datetime
    ouvert: bool
    change: datetime | None
    ferie: bool


def cas(texte: str, code: str, instants: list[datetime]) -> list[Cas]:
    """Ask the library, which is given the holidays of the law as dates."""
    departement = territoires.communes()[code].departement
    zone = ZoneInfo(COMMUNES[code])
    debut, fin = LE - timedelta(days=1), LE + timedelta(days=364)
    known = feries.entre(departement, debut - timedelta(days=9), fin + timedelta(days=50))
    library = OpeningHours(en_dates(texte, known.legaux), timezone=zone, max_interval_days=70)
    doubtful = known.coutumiers | (frozenset() if "PH" in texte else known.legaux)
    found = []
    for instant in instants:
        local = instant.astimezone(zone)
        if not debut <= local.date() <= fin:
            continue
        change = library.next_change(local)
        # What stands between now and the change is sure when no holiday in doubt does.
        until = min(change, local + timedelta(days=60)) if change else local + timedelta(days=60)
        sure = not any(local.date() <= day <= until.date() for day in doubtful)
        on = local.date() in doubtful and bool(plages_du_jour(library, local))
        found.append(Cas(texte, code, local, library.is_open(local), change if sure else None, on))
    return found


def plages_du_jour(library: OpeningHours, local: datetime) -> bool:
    """True where the library opens at some time of the local day."""
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    end = start + timedelta(days=1)
    return any(str(state) == "open" for _, _, state, _ in library.intervals(start, end))


def en_dates(texte: str, legaux: frozenset[date]) -> str:
    """Write out by hand what the made texts say of PH: no code of ours is asked."""
    days = ",".join(sorted(f"{day:%Y %b %d}" for day in legaux))
    rules = []
    for rule in texte.split("; "):
        if rule == "PH off":
            rules = [*rules, "PH off"]  # what closes, closes: it goes last
        elif rule.startswith(("Mo-Fr,PH", "PH,Su")):
            hours = rule.split(" ")[1]
            rules += [f"{rule.split(' ')[0].replace(',PH', '').replace('PH,', '')} {hours}"]
            rules += [f"{days} {hours}"]
        elif rule.startswith("PH "):
            rules += [f"{days} {rule[3:]}"]
        else:
            rules += [rule]
    closed = [f"{days} off"] if "PH off" in rules else []
    return "; ".join([rule for rule in rules if rule != "PH off"] + closed)


def instants(chance: Random, zone: str, count: int) -> list[datetime]:
    """Draw instants of the year: any, on the hour, around midnight, at the changes of hour."""
    start = datetime(LE.year, LE.month, LE.day, tzinfo=UTC) - timedelta(days=1)
    found = []
    for _ in range(count):
        at = start + timedelta(minutes=chance.randrange(366 * 1440))
        kind = chance.randrange(5)
        if kind == 0:
            at = at.replace(minute=0)
        elif kind == 1:
            at = at.astimezone(ZoneInfo(zone)).replace(hour=chance.choice((0, 23)))
        elif kind == 2:
            at = chance.choice(CHANGEMENTS) + timedelta(minutes=chance.randrange(-1500, 1500))
        found.append(at.astimezone(UTC))
    return found


def compare(found: list[Cas], dossier: Path) -> int:
    """Fail on the first differences between the library and the browser; return what was compared."""
    questions = []
    for one in found:
        commune = territoires.communes()[one.commune]
        calendrier = ouverture.calendrier(commune.departement, ouverture.fuseau(commune), LE)
        table = ouverture.table(one.texte, commune.departement, LE)
        assert table is not None, one.texte
        questions.append((table.texte(LE), calendrier.texte, one.local, ""))
    wrong = []
    for one, lu in zip(found, navigateur(questions, dossier), strict=True):
        expected = "!" if one.ferie else "ouvert" if one.ouvert else "ferme"
        if lu.get("quoi") != expected:
            wrong.append((one, lu))
        elif expected != "!" and one.change and lu.get("minute") is not None:
            midnight = one.local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
            said = midnight + timedelta(days=lu["n"], minutes=lu["minute"])
            if said != one.change.replace(tzinfo=None):
                wrong.append((one, lu))
        elif expected != "!" and one.change and one.change < min(one.local + SEMAINE, FIN):
            wrong.append((one, lu))  # no hour told: that is for a change that is far
    assert wrong[:3] == []
    return len(found)


def test_the_zones_are_those_of_the_communes():
    assert {code: ouverture.fuseau(territoires.communes()[code]) for code in COMMUNES} == COMMUNES
    assert {d.fuseau for d in territoires.departements().values() if d.chef_lieu} <= set(
        COMMUNES.values()
    )


def test_made_texts_of_every_kind_in_every_zone(tmp_path: Path):
    chance = Random(6)
    found = [
        one
        for code, zone in COMMUNES.items()
        for texte in FAITS
        for one in cas(texte, code, instants(chance, zone, 40))
    ]

    assert compare(found, tmp_path) > 14_000


def test_every_real_text_each_in_three_zones(donnees_reelles: Path, tmp_path: Path):
    chance = Random(2)
    found = []
    for texte in real_hours(donnees_reelles):
        for code in chance.sample(sorted(COMMUNES), 3):
            found += cas(texte, code, instants(chance, COMMUNES[code], 3))

    assert compare(found, tmp_path) > 20_000


@pytest.mark.parametrize("texte", ["Mo-Fr 09:00-12:00; PH off", "Mo-Sa 10:00-19:00; PH off"])
def test_our_holidays_of_all_france_close_as_those_of_the_library(texte: str):
    library = OpeningHours(texte, country="FR")
    plain = horaires.semaine_simple(texte)
    ours = feries.entre("23", LE, LE + timedelta(days=1500)).legaux

    for number in range(1500):
        day = datetime.combine(LE, datetime.min.time()) + timedelta(days=number)
        expected = bool(plain and plain[day.weekday()]) and day.date() not in ours
        assert library.is_open(day.replace(hour=10, minute=30)) == expected, day
