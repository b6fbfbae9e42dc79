"""The map in Chromium as a slow phone has it: time until it is usable, longest task, bytes, requests.

Bytes and requests are exact, and a limit that they pass fails the run. Times are those of this
machine: beside them stand the load average and a fixed loop timed under the same slowing, and their
limits are judged only where the machine had nothing else to do.
"""

import os
import statistics
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench import carte_sites
from construction import PROJET
from navigateur.conftest import OPTIONS
from navigateur_trouve import chemin_du_navigateur
from site_servi import servi

ESSAIS = 5
LE = date(2026, 11, 23)
RALENTI = 4
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.44e6 / 8,
    "uploadThroughput": 0.675e6 / 8,
}
CHARGE_MAX = 0.5
UTILE_MAX, TACHE_MAX = 2000, 200
"""ms, after the click on the page of a département."""
OCTETS_MAX = 75_000
CROISSANCE_MAX = 1.05
"""Bytes of the start of the map of France, 50,000 lieux over 16,000."""
BOUCLE = "() => { const t = performance.now(); let x = 1; for (let i = 0; i < 5e6; i++) x = (x * 48271) % 2147483647; return [performance.now() - t, x][0] }"
GUET = """
window.__taches = []
new PerformanceObserver((l) => l.getEntries().forEach((e) => window.__taches.push([e.startTime, e.duration])))
  .observe({ type: 'longtask', buffered: true })
const vu = () => requestAnimationFrame(() => setTimeout(() => { window.__utile = window.__utile || performance.now() }))
new MutationObserver(() => document.querySelector('[data-prete]') && vu())
  .observe(document, { attributes: true, subtree: true, attributeFilter: ['data-prete'] })
"""
"""Notes when the map has its markers, its outlines and its list, one frame later."""
CLIC = (
    "() => { window.__clic = performance.now(); document.querySelector('.carte__bouton').click() }"
)
EVALUE = "(src) => { const s = document.createElement('script'); s.textContent = src; const t = performance.now(); document.head.append(s); return performance.now() - t }"


class Mesure(NamedTuple):
    """One opening of a map. Times are in ms; a longest task of 0 is one below 50."""

    utile: float
    tache: float
    octets: int
    requetes: int
    boucle: float


def _telephone(browser: Browser) -> tuple[Page, CDPSession]:
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="fr-FR",
    )
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
    cdp.send("Network.emulateNetworkConditions", SLOW_4G)
    return page, cdp


def une(browser: Browser, url: str) -> Mesure:
    """Open a map, from nothing: on a click for a département, alone for the map of France."""
    page, cdp = _telephone(browser)
    octets: list[int] = []
    cdp.on("Network.loadingFinished", lambda event: octets.append(event["encodedDataLength"]))
    page.add_init_script(GUET)
    if "departements/" in url:
        page.goto(url, wait_until="networkidle")
        octets.clear()
        page.evaluate(CLIC)
    else:
        page.goto(url, wait_until="commit")
    page.wait_for_function("() => window.__utile", timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    clic, utile, taches = page.evaluate("[window.__clic || 0, window.__utile, window.__taches]")
    longest = max((duration for start, duration in taches if start >= clic), default=0)
    found = Mesure(utile - clic, longest, sum(octets), len(octets), page.evaluate(BOUCLE))
    page.context.close()
    return found


def leaflet(browser: Browser) -> float:
    """What Leaflet alone takes to be read and run, in ms: no map that uses it takes less."""
    source = (PROJET / "theme/static/vendor/leaflet-1.9.4/leaflet.js").read_text(encoding="utf-8")
    times = []
    for _ in range(ESSAIS):
        page, _cdp = _telephone(browser)
        times.append(page.evaluate(EVALUE, source))
        page.context.close()
    return statistics.median(times)


def plusieurs(browser: Browser, nom: str, url: str) -> Mesure:
    """The median of each figure over several openings, printed."""
    found = [une(browser, url) for _ in range(ESSAIS)]
    median = Mesure(*(statistics.median(column) for column in zip(*found, strict=True)))
    times = "–".join(f"{f(one.utile for one in found):.0f}" for f in (min, max))
    print(
        f"{nom:<26}{median.utile:>8.0f}{times:>12}{median.tache:>8.0f}{median.octets:>9.0f}"
        f"{median.requetes:>5.0f}{median.boucle:>8.0f}{os.getloadavg()[0]:>8.2f}",
        flush=True,
    )
    return median


def toutes() -> int:
    """Print all measures; return 1 where a limit is passed that this machine can judge."""
    quiet = os.getloadavg()[0] < CHARGE_MAX
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chemin_du_navigateur(), args=OPTIONS)
        print(
            f"Chromium {browser.version}, processeur ralenti {RALENTI} fois, « Slow 4G », 360 × 640"
        )
        print(
            f"Leaflet seul, lu et lancé : {leaflet(browser):.0f} ms. Médianes de {ESSAIS} essais :"
        )
        print(
            f"{'carte':<26}{'utile ms':>8}{'min–max':>12}{'tâche':>8}{'octets':>9}{'req.':>5}{'boucle':>8}{'charge':>8}"
        )
        sites: dict[str, Callable[[Path], str | None]] = {
            "nationale": lambda path: carte_sites.national(path, LE),
            "16 000": lambda path: carte_sites.invente(path, 16_000, LE),
            "50 000": lambda path: carte_sites.invente(path, 50_000, LE),
        }
        starts = {}
        for nom, write in sites.items():
            root = Path(folder, nom)
            root.mkdir()
            departement = write(root)
            if departement is None:
                print(f"{nom:<26}les données réelles manquent (DONNEES_REELLES)")
                continue
            with servi(root) as url:
                starts[nom] = plusieurs(browser, f"{nom}, la France", f"{url}carte/")
                code = departement.split("/")[1].split("-")[0]
                one = plusieurs(browser, f"{nom}, le {code}", url + departement)
            if nom != "50 000":
                faults += _fautes(f"{nom}, le {code}", one, quiet)
        browser.close()
    small, large = starts["16 000"], starts["50 000"]
    growth = large.octets / small.octets
    print(
        f"La France, de 16 000 à 50 000 lieux : octets × {growth:.3f}, temps × {large.utile / small.utile:.2f}"
    )
    if growth > CROISSANCE_MAX:
        faults.append(f"le départ de la carte grossit de {growth:.3f}")
    print(
        "Temps jugés."
        if quiet
        else f"Temps non jugés : la machine est occupée (charge ≥ {CHARGE_MAX})."
    )
    print("\n".join(f"DÉPASSÉ : {fault}" for fault in faults) or "Limites tenues.")
    return int(bool(faults))


def _fautes(nom: str, one: Mesure, quiet: bool) -> list[str]:
    limits = [("octets", one.octets, OCTETS_MAX)]
    if quiet:
        limits += [
            ("ms avant usage", one.utile, UTILE_MAX),
            ("ms d’une tâche", one.tache, TACHE_MAX),
        ]
    return [
        f"{nom} : {value:.0f} {what}, au plus {limit}"
        for what, value, limit in limits
        if value > limit
    ]
