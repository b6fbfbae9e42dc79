"""Rules of hours as recurrences of calendars, proven equal to the library that reads the hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from annuaire import recurrence
from annuaire.horaires import JOURS_OSM

DEPUIS = date(2026, 11, 23)
FIN = date(2027, 11, 23)


def par_la_bibliotheque(regle):
    start, end = (datetime.combine(day, datetime.min.time()) for day in (DEPUIS, FIN))
    return sorted(
        (a, b) for a, b, s, _ in OpeningHours(regle).intervals(start, end) if str(s) == "open"
    )


def par_le_calendrier(regle):
    """Each recurrence unfolded as a calendar does, from its first day."""
    found = []
    for one in recurrence.lire(regle):
        begin, end = (timedelta(minutes=m) for m in one.plage)
        first = datetime.combine(one.premier(DEPUIS), datetime.min.time())
        text = one.rrule(datetime(2030, 1, 1, tzinfo=UTC)).to_ical().decode()
        bare = ";".join(part for part in text.split(";") if not part.startswith("UNTIL"))
        last = datetime.combine(FIN, datetime.min.time()) - timedelta(seconds=1)
        days = rrulestr(bare, dtstart=first).between(first, last, inc=True)
        found += [(day + begin, day + end) for day in days]
    return sorted(found)


@pytest.mark.parametrize(
    "regle",
    [
        "Tu 14:00-16:00",
        "Mo-Fr 09:00-12:00,14:00-17:00",
        "Sa-Mo 10:00-11:00",
        "Tu,Th 14:00-16:00; Sa 09:00-12:00",
        "We[1] 14:00-16:00",
        "Sa[1,3] 09:30-12:00",
        "Fr[-1] 18:00-20:00",
        "Mo[5] 18:00-20:00",
        "Mo[1],Th[2] 18:00-20:00",
    ],
)
def test_a_simple_rule_gives_the_days_that_the_library_reads(regle):
    assert par_le_calendrier(regle) == par_la_bibliotheque(regle)
    assert len(par_la_bibliotheque(regle)) > 3


JOURS = st.sampled_from(JOURS_OSM)
SELECTIONS = st.one_of(
    JOURS,
    st.tuples(JOURS, JOURS).map("-".join),
    st.tuples(JOURS, st.sampled_from([-2, -1, 1, 2, 3, 4])).map(
        lambda pair: f"{pair[0]}[{pair[1]}]"
    ),
)


@given(
    st.lists(SELECTIONS, min_size=1, max_size=3).map(",".join),
    st.lists(st.integers(0, 95), min_size=2, max_size=4, unique=True).map(sorted),
)
def test_any_rule_that_is_read_gives_them_too(jours, quarts):
    if len(quarts) % 2:
        quarts.pop()
    hours = [f"{q // 4:02}:{q % 4 * 15:02}" for q in quarts]
    spans = ",".join("-".join(pair) for pair in zip(hours[::2], hours[1::2], strict=True))
    regle = f"{jours} {spans}"

    if recurrence.lire(regle) is not None:
        assert par_le_calendrier(regle) == par_la_bibliotheque(regle), regle


@pytest.mark.parametrize(
    "regle",
    [
        "Sep-Jun Tu 14:00-16:00",
        "week 1-53/2 Tu 14:00-16:00",
        "Tu 14:00-16:00; PH off",
        "Tu 14:00-16:00; Tu 17:00-18:00",
        "Tu 14:00-16:00,16:00-18:00",
        "Tu,We[1] 14:00-16:00",
        'Tu 14:00-16:00 "sur rendez-vous"',
        '"sur rendez-vous"',
        "2026 Dec 03 14:00-16:00",
        "14:00-16:00",
        "24/7",
    ],
)
def test_what_says_more_is_left_to_be_told_day_by_day(regle):
    OpeningHours(regle)

    assert recurrence.lire(regle) is None
