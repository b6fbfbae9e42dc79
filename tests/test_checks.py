"""Rules across the fields of an entry; those across entries are in fixtures/entrees/ensembles."""

from datetime import date

import pytest

from annuaire import checks

AUJOURDHUI = date(2026, 11, 23)


@pytest.fixture
def dit(lecture, minimale):
    """Check the minimal entry with lines added or replaced: the messages, errors then notices."""

    def check(*added: str, dossier: str = "23-creuse", **replaced: str) -> list[str]:
        lines = minimale.splitlines(keepends=True)
        for field, value in replaced.items():
            lines = [
                f"{field}: {value}\n" if line.startswith(f"{field}:") else line for line in lines
            ]
        lines[2:2] = [f"{line}\n" for line in added]
        found = lecture("".join(lines), dossier)
        return [
            p.message for p in sorted(checks.check_one(found, AUJOURDHUI), key=lambda p: p.niveau)
        ]

    return check


def test_says_nothing_of_a_good_entry(dit):
    assert dit() == []


@pytest.mark.parametrize(
    "commune",
    ["felletin", "FELLETIN", " Felletin "],
)
def test_forgives_the_spelling_of_a_commune(commune, dit):
    assert dit(commune=commune) == []


@pytest.mark.parametrize("commune", ["Paris", "Paris 12e Arrondissement"])
def test_accepts_an_arrondissement(commune, dit):
    found = dit(dossier="75-paris", commune=commune, code_insee='"75112"', code_postal='"75012"')

    assert found == []


def test_accepts_the_name_of_a_former_commune(dit):
    found = dit(
        dossier="49-maine-et-loire", commune="Drain", code_insee='"49126"', code_postal='"49530"'
    )

    assert found == []


def test_an_old_code_is_only_a_notice(lecture, minimale):
    old = minimale.replace("Felletin", "Orée d’Anjou").replace("23079", "49069")
    found = lecture(old.replace("23500", "49270"), "49-maine-et-loire")

    (problem,) = checks.check_one(found, AUJOURDHUI)

    assert (problem.niveau, problem.message) == ("avis", "« 49069 » est un ancien code")


def test_a_postcode_of_the_same_departement_is_only_a_notice(lecture, minimale):
    found = lecture(minimale.replace("23500", "23200"))

    (problem,) = checks.check_one(found, AUJOURDHUI)

    assert problem.niveau == "avis"
    assert "CEDEX" in problem.message


@pytest.mark.parametrize(
    ("latitude", "longitude", "message"),
    [
        ("45.8835", "2.1741", ""),
        ("45.8", "2.2", "ce point est à"),
        ("2.1741", "45.8835", "latitude et longitude sont interverties"),
        ("45.8835", "-2.1741", "ce point est à"),
    ],
)
def test_compares_a_point_with_its_commune(latitude, longitude, message, dit):
    found = dit(f"latitude: {latitude}", f"longitude: {longitude}", "precision: lieu")

    if not message:
        assert found == []
    else:
        assert len(found) == 1
        assert found[0].startswith(message) or "longitude est faux" in found[0]


def test_a_point_beside_the_line_of_its_commune_is_accepted(dit):
    """Felletin ends at about 45.86 N; 4 km south is still within what a contour can say."""
    assert dit("latitude: 45.84", "longitude: 2.1741", "precision: rue") == []


@pytest.mark.parametrize("jour", ["2026-11-24", "2026-11-23", "2000-01-01"])
def test_accepts_a_day_of_the_other_side_of_the_world(jour, dit):
    assert dit(date_maj=jour) == []


@pytest.mark.parametrize("jour", ["2026-11-25", "1999-12-31"])
def test_refuses_a_day_that_cannot_be(jour, dit):
    assert len(dit(date_maj=jour)) == 1


@pytest.mark.parametrize("label", ["fabrique", "fabrique-numerique", "candidate", "aucune"])
def test_every_label_needs_its_source(label, dit):
    alone = dit(f"fabrique: {{label: {label}}}")
    proven = dit(f"fabrique: {{label: {label}, sources: [Ouest-France]}}")

    assert alone == [f"le label « {label} » n’a pas de source"]
    assert proven == []


def test_a_bonus_goes_with_a_fabrique_numerique(dit):
    line = "fabrique: {{label: {}, sources: [x], soutien: {{montant: 1, bonus_numerique: 2}}}}"

    assert dit(line.format("fabrique-numerique")) == []
    assert dit(line.format("fabrique")) == ["seules les fabriques numériques ont reçu ce bonus"]


@pytest.mark.parametrize(
    ("mail", "personal"),
    [
        ("jeanne.martin@orange.fr", True),
        ("j-martin@gmail.com", True),
        ("contact@monlieu.fr", False),
        ("mediatheque@orange.fr", False),
        ("jeanne.martin@felletin.fr", False),
    ],
)
def test_warns_of_an_address_that_looks_like_a_person(mail, personal, dit):
    assert bool(dit(f"courriels: {mail}")) is personal


@pytest.mark.parametrize("slug", ["Majuscule", "été", "a_b", "a b", "a--b", "-a", "a" * 81])
def test_a_file_name_is_an_address(slug, lecture, minimale):
    found = lecture(minimale, nom=f"{slug}.md")

    (problem,) = checks.check_one(found, AUJOURDHUI)

    assert problem.line == 1
    assert "ne peut pas servir d’adresse" in problem.message


def test_says_the_problems_of_all_the_entries_sorted(lecture, minimale):
    late = lecture(minimale.replace("2026-11-20", "2031-01-01"), nom="b.md")
    wrong = lecture(minimale, dossier="01-ain", nom="a.md")

    found = checks.check_all([late, wrong], AUJOURDHUI)
    errors = [problem for problem in found if problem.niveau == "erreur"]

    # Each has its own fault, and the id of the other.
    assert [problem.path.name for problem in errors] == ["a.md", "a.md", "b.md", "b.md"]
    assert errors == sorted(errors)
