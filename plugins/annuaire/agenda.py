"""The ateliers to come, as calendars (RFC 5545): one per lieu, commune and service, one of all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from annuaire import feries, horaires, ouverture, recurrence, textes
from annuaire.annuaire import Annuaire
from annuaire.fiche import Fiche
from annuaire.horaires import Plage
from annuaire.parties import Atelier
from annuaire.recurrence import Recurrence
from annuaire.site import Site

DOSSIER = "agenda/"
TOUS = "agenda.ics"
SEMAINES = 12
"""How far the days of an atelier are told one by one, where no rule of calendars says them."""
DUREE = timedelta(days=365)
"""How long an atelier that comes back is promised: nobody knows beyond."""


@dataclass(frozen=True)
class Seance:
    """An atelier on its day, or on the first of its days (`regle` then says the others).

    `debut` and `fin` are in the time of the lieu; a day alone where the hour is not known.
    """

    fiche: Fiche
    atelier: Atelier
    debut: datetime | date
    fin: datetime | None = None
    regle: Recurrence | None = None

    @property
    def jour(self) -> date:
        """The day it begins."""
        return self.debut.date() if isinstance(self.debut, datetime) else self.debut


def url(fiche: Fiche) -> str:
    """Return the path of the calendar of a lieu; it exists if `seances` tells one."""
    return f"{DOSSIER}{fiche.slug}.ics"


def seances(fiche: Fiche, le: date) -> list[Seance]:
    """Return the ateliers to come of a lieu, in order: each rule once, else each day."""
    if fiche.lieu.est_ferme(le):
        return []
    found = [one for atelier in fiche.lieu.ateliers for one in _seances(fiche, atelier, le)]
    return sorted(found, key=lambda s: (s.jour, s.debut.strftime("%H%M"), s.atelier.titre))


def toutes(fiches: Iterable[Fiche], le: date) -> list[Seance]:
    """Return the ateliers to come of several lieux, lieu by lieu."""
    return [seance for fiche in fiches for seance in seances(fiche, le)]


def prochaines(found: Iterable[Seance]) -> list[Seance]:
    """Return each atelier once, on its next day, in the order of days."""
    first: dict[tuple[str, Atelier], Seance] = {}
    for seance in sorted(found, key=lambda s: (s.jour, s.debut.strftime("%H%M"), s.fiche.ordre)):
        first.setdefault((seance.fiche.slug, seance.atelier), seance)
    return list(first.values())


def _seances(fiche: Fiche, atelier: Atelier, le: date) -> Iterator[Seance]:
    if not atelier.a_venir(le):
        return
    since = max(le, atelier.date or le)
    if atelier.regle:
        rules = recurrence.lire(atelier.regle)
        if rules is None:
            yield from _un_par_un(fiche, atelier, since)
        for rule in rules or ():
            yield _seance(fiche, atelier, rule.premier(since), rule.plage, rule)
    elif atelier.date:
        hours = _heures(atelier.horaire or "", le)
        for span in hours:
            yield _seance(fiche, atelier, atelier.date, span)
        if not hours:
            yield Seance(fiche, atelier, atelier.date)


def _un_par_un(fiche: Fiche, atelier: Atelier, since: date) -> Iterator[Seance]:
    """Yield each day; none where the rule depends on school holidays, of which we have no calendar.

    Words without hours ("sur inscription") are read as open all day long: they give no span.
    """
    regle = atelier.regle or ""
    if horaires.sans_vacances(regle)[1]:
        return
    number = SEMAINES * 7
    kept = feries.entre(fiche.departement.code, since, since + timedelta(days=number))
    days, _ = ouverture.jours(regle, kept, since, number)
    for n, spans in enumerate(days):
        for debut, fin, etat, _ in spans:
            if etat == "open" and fin - debut < 24 * 60:
                yield _seance(fiche, atelier, since + timedelta(days=n), (debut, fin))


def _seance(
    fiche: Fiche, atelier: Atelier, day: date, span: Plage, rule: Recurrence | None = None
) -> Seance:
    begin, end = (datetime.combine(day, time()) + timedelta(minutes=m) for m in span)
    return Seance(fiche, atelier, _ici(begin, fiche), _ici(end, fiche), rule)


def _ici(naive: datetime, fiche: Fiche) -> datetime:
    return naive.replace(tzinfo=ZoneInfo(ouverture.fuseau(fiche.commune)))


def _heures(words: str, le: date) -> tuple[Plage, ...]:
    """Read « 14 h à 16 h » as spans, none where a doubt remains."""
    osm = horaires.proposer(f"lundi {words}")
    return horaires.semaine(osm, le).jours[0] if osm else ()


def heures(seance: Seance) -> str:
    """Say the hours of its day: « 14 h – 16 h »; "" where they are not known."""
    if seance.fin is None or not isinstance(seance.debut, datetime):
        return ""
    begin, end = (one.hour * 60 + one.minute for one in (seance.debut, seance.fin))
    return textes.plages(((begin, end or 24 * 60),))


# --- Calendars ------------------------------------------------------------------------------


def fichiers(annuaire: Annuaire, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every calendar that holds an atelier; none where nobody has any."""
    found = {fiche.slug: seances(fiche, annuaire.le) for fiche in annuaire.fiches}
    every = [seance for own in found.values() for seance in own]
    if every:
        yield TOUS, ical(f"Ateliers, {site.sitename}", every, site)
    for fiche in annuaire.fiches:
        if found[fiche.slug]:
            yield url(fiche), ical(f"Ateliers, {fiche.lieu.nom}", found[fiche.slug], site)
    for path, name, fiches in ensembles(annuaire):
        own = [seance for fiche in fiches for seance in found[fiche.slug]]
        if own:
            yield path, ical(f"Ateliers, {name}", own, site)


def ensembles(annuaire: Annuaire) -> Iterator[tuple[str, str, tuple[Fiche, ...]]]:
    """Yield (path, name, lieux) of each commune and of each service; some have no atelier."""
    for fiches in annuaire.par_commune.values():
        commune = fiches[0].commune
        yield f"{DOSSIER}communes/{commune.slug}.ics", commune.nom, fiches
    for slug, fiches in annuaire.par_service.items():
        service = next(service for service in fiches[0].services if service.slug == slug)
        yield f"{DOSSIER}services/{slug}.ics", service.simple, fiches


def ical(name: str, found: Iterable[Seance], site: Site) -> bytes:
    """Write a calendar: CRLF, lines of 75 octets, the time zones that it names."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{site.sitename}//Ateliers//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for seance in found:
        calendar.add_component(_event(seance, site))
    day = site.instant.date()
    calendar.add_missing_timezones(date(day.year, 1, 1), date(day.year + 3, 1, 1))
    return bytes(calendar.to_ical())


def _event(seance: Seance, site: Site) -> Event:
    fiche, event = seance.fiche, Event()
    event.add("uid", uid(seance, site))
    event.add("dtstamp", site.instant)
    event.add("summary", seance.atelier.titre)
    event.add("dtstart", seance.debut)
    if seance.fin:
        event.add("dtend", seance.fin)
    if seance.regle and isinstance(seance.debut, datetime):
        event.add("rrule", seance.regle.rrule(seance.debut + DUREE))
    event.add("location", _ou(fiche))
    event.add("description", _description(seance))
    if fiche.point_exact:
        event.add("geo", fiche.point_exact)
    if site.siteurl:
        event.add("url", f"{site.siteurl}/{fiche.url}")
    return event


def uid(seance: Seance, site: Site) -> str:
    """Name an atelier for good: the lieu's id, its title, its day or its rule. No path is in it."""
    one = seance.atelier
    what = [seance.fiche.lieu.id, one.titre, one.regle or ""]
    what.append(repr(seance.regle) if seance.regle else str(seance.debut))
    host = urlsplit(site.siteurl).hostname or "fabriques.invalid"
    return f"{sha256('|'.join(what).encode()).hexdigest()[:20]}@{host}"


def _ou(fiche: Fiche) -> str:
    lieu = fiche.lieu
    return ", ".join(filter(None, (lieu.nom, lieu.adresse, lieu.complement_adresse, fiche.ville)))


def _description(seance: Seance) -> str:
    one, lieu = seance.atelier, seance.fiche.lieu
    numero = textes.telephone(lieu.telephone[0]) if lieu.telephone else ""
    return "\n".join(
        filter(
            None,
            (
                one.horaire,
                one.texte,
                one.public and f"Pour qui : {one.public}",
                one.prix and f"Prix : {one.prix}",
                numero and f"Vérifiez avant de venir : {numero}",
            ),
        )
    )
