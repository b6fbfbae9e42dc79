"""The parts of `make audit` that need neither Node nor Java: what is served, chosen and counted."""

import gzip
import http.client
import json
import re
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audit import choix, depot, lighthouse, pa11y, vnu
from audit.constat import Constat, EmpechementError, tenter, verdict
from construction import PROJET
from site_servi import prefixe, servi

AUDIT = PROJET / "tests" / "audit"


@pytest.fixture
def petit(tmp_path: Path) -> Path:
    """A site of five pages, under /annuaire/."""
    pages = {
        "index.html": "accueil",
        "404.html": '<link rel="stylesheet" href="/annuaire/theme/site.css">',
        "lieux/a/index.html": "court",
        "lieux/b/index.html": "plus long",
        "departements/23-creuse/communes/index.html": "les communes",
    }
    for name, text in pages.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.html").write_text("hors du site", encoding="utf-8")
    return tmp_path / "site"


def demander(url: str, *chemins: str) -> list[tuple[int, str | None, bytes]]:
    """Ask for several paths on one connection: status, encoding, body of each."""
    found = []
    with closing(http.client.HTTPConnection(urlsplit(url).netloc)) as connexion:
        for chemin in chemins:
            connexion.request("GET", chemin, headers={"Accept-Encoding": "gzip"})
            reponse = connexion.getresponse()
            assert not reponse.will_close
            found.append((reponse.status, reponse.headers["Content-Encoding"], reponse.read()))
    return found


def test_a_site_is_served_compressed_under_its_own_path_on_one_connection(petit: Path):
    with servi(petit, prefixe(petit)) as url:
        assert urlsplit(url).path == "/annuaire/"
        found = demander(
            url,
            "/annuaire/",
            "/annuaire/lieux/a/",
            "/annuaire/rien",
            "/",
            "/annuaire/../secret.html",
        )

    assert [(status, coding) for status, coding, _ in found] == [
        (200, "gzip"), (200, "gzip"), (404, "gzip"), (404, "gzip"), (404, "gzip"),
    ]  # fmt: skip
    assert [gzip.decompress(body).decode() for _, _, body in found[:2]] == ["accueil", "court"]


def test_a_folder_that_is_no_site_is_refused(petit: Path):
    (petit / "404.html").write_text("autre chose", encoding="utf-8")

    with pytest.raises(ValueError, match="ce n’est pas un site construit"):
        prefixe(petit)


def test_the_heaviest_page_of_each_shape_is_chosen(petit: Path):
    assert choix.plus_lourdes(petit) == {
        "": "",
        "404.html": "404.html",
        "lieux/*/": "lieux/b/",
        "departements/*/communes/": "departements/23-creuse/communes/",
    }


def test_a_site_without_a_page_to_measure_is_said(petit: Path):
    with pytest.raises(EmpechementError, match=r"commune, département, région, carte$"):
        choix.pour_lighthouse(petit)


def test_every_type_of_page_of_our_site_is_audited(site: Path):
    chosen = choix.de_chaque_type(site)

    assert choix.absentes(site) == []
    assert set(choix.TYPES.values()) <= set(chosen)
    assert len(chosen) == len(set(chosen))
    assert {choix.forme(chemin) for chemin in chosen} == set(choix.plus_lourdes(site))
    assert set(choix.pour_lighthouse(site)) == set(choix.LIGHTHOUSE)


def mesure(performance: int, accessibilite: int = 100, pertes: tuple[str, ...] = (), charge=0.4):
    """One run of Lighthouse."""
    notes = {"performance": performance, "accessibility": accessibilite}
    notes |= {"best-practices": 100, "seo": 100}
    return lighthouse.Passage(notes, 1.2, 1.3, 0, 0, pertes, charge)


@pytest.mark.parametrize(
    ("performances", "charge", "attendues"),
    [
        ((100, 97, 98, 98, 80), 0.4, []),
        ((100, 97, 97, 97, 100), 0.4, ["lieu : performance = 97, il faut 98"]),
        (
            (97, 97, 97, 97, 97),
            3.2,
            ["lieu : performance = 97, il faut 98 (charge 3.2 : à refaire sur une machine calme)"],
        ),
    ],
)
def test_the_median_of_the_performances_is_what_counts(performances, charge, attendues):
    passages = [mesure(note, charge=charge) for note in performances]

    assert lighthouse.fautes("lieu", passages) == attendues


def test_one_run_below_100_in_accessibility_is_a_fault_with_its_cause():
    perte = "accessibilité, Les contrastes sont trop faibles (color-contrast)"
    passages = [mesure(100), mesure(100, accessibilite=96, pertes=(perte,)), mesure(100)]

    assert lighthouse.fautes("lieu", passages) == [
        "lieu : accessibilité = 96 sur 100",
        f"lieu : {perte}",
    ]


def test_the_table_has_the_five_performances_and_the_load():
    text = lighthouse.tableau(
        [lighthouse.ligne("lieu", [mesure(n) for n in (100, 99, 98, 99, 99)])]
    )

    assert text == (
        "  page  perf.  les cinq         acc.  prat.  réf.  FCP s  LCP s  TBT ms  CLS    charge\n"
        "  lieu  99     100 99 98 99 99  100   100    100   1.2    1.3    0       0.000  0.4"
    )


def test_a_page_that_did_not_load_is_not_a_page_without_fault():
    rapport = {"requestedUrl": "http://x/", "runtimeError": {"message": "no first paint"}}

    with pytest.raises(EmpechementError, match="http://x/ : no first paint"):
        lighthouse.passage(rapport, 0.1)


def test_vnu_is_wrong_about_blocks_of_data_and_about_nothing_else():
    csp = "Inline script violates Content Security Policy (meta tag): blocked by “script-src” directive"
    donnees = {
        "subType": "warning",
        "message": csp,
        "extract": '\n<script type="application/ld+json">{',
    }
    script = {**donnees, "extract": "\n<script>alert()", "url": "http://x/lieux/a/", "lastLine": 12}
    titre = {"message": "Element “title” must not be empty.", "url": "http://x/"}

    assert vnu.fautes([donnees, script, script, titre], "http://x/") == [
        f"lieux/a/:12 : {csp} (2 fois)",
        "accueil:1 : Element “title” must not be empty.",
    ]


@pytest.mark.parametrize(
    ("code", "context", "review", "attendu"),
    [
        ("color-contrast", '<text x="473" y="316">27</text>', True, True),
        (
            "color-contrast",
            '<span class="carte__nombre carte__nombre--departement">34</span>',
            True,
            True,
        ),
        ("color-contrast", '<text x="473" y="316">27</text>', False, False),
        ("color-contrast", "<p>pâle</p>", True, False),
        ("link-name", '<a class="carte__lieu"></a>', True, False),
    ],
)
def test_axe_leaves_to_a_person_only_the_contrast_of_a_text_on_a_map(
    code, context, review, attendu
):
    issue = {
        "code": code, "context": context, "runner": "axe", "message": "à voir", "selector": "p",
        "runnerExtras": {"needsFurtherReview": review},
    }  # fmt: skip

    assert pa11y.a_l_oeil(issue) is attendu
    assert pa11y.fautes("carte/", [issue]) == (
        [] if attendu else [f"carte/ : à voir (axe, {code}) sur p"]
    )


def test_a_package_that_pip_audit_leaves_aside_is_a_fault():
    paquets = [
        {"name": "jinja2", "version": "3.1.6", "vulns": []},
        {
            "name": "pillow",
            "version": "9",
            "vulns": [{"id": "PYSEC-1", "fix_versions": ["10", "11"]}],
        },
        {"name": "nh3", "skip_reason": "not found"},
    ]

    assert depot.failles(paquets) == [
        "pillow 9 : PYSEC-1, corrigée dans 10 ou 11",
        "1 sur 3 n’ont pas pu être comparés (relancez là où pypi.org répond) ; nh3 : not found",
    ]


def test_a_tool_that_breaks_is_a_fault_and_the_last_line_says_what_to_do(capsys):
    def casse() -> Constat:
        raise EmpechementError("java a rendu le code 2")

    constats = [tenter("vnu", casse), tenter("pa11y", lambda: Constat("pa11y", "35 pages vues"))]

    assert capsys.readouterr().out == (
        "— vnu…\n  ✗ java a rendu le code 2\n  n’a pas pu finir\n— pa11y…\n  35 pages vues\n"
    )
    assert verdict(constats) == (
        "Audit en échec : vnu (1). Corrigez les lignes marquées ✗ ci-dessus, puis relancez make audit."
    )
    assert verdict(constats[1:]) == "Audit réussi : pa11y. Rien à faire."


def test_the_node_packages_are_exact_and_locked_by_their_sums():
    asked = json.loads((AUDIT / "package.json").read_text(encoding="utf-8"))
    text = (AUDIT / "package-lock.json").read_text(encoding="utf-8")
    _, *locked = json.loads(text)["packages"].values()

    versions = [*asked["dependencies"].values(), *asked["overrides"].values()]
    assert [v for v in versions if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []
    assert locked
    assert all(package["integrity"].startswith("sha512-") for package in locked)
    assert "resolved" not in text
    assert "://" not in re.sub(r'"url": "https://[^"]*"', "", text)
