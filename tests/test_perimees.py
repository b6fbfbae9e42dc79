"""The messages about old entries: whom they speak of, what they say, what the workflow reads."""

import json
import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from annuaire import __main__ as cli
from annuaire import annuaire, perimees, reader
from annuaire.contribution import formulaires
from annuaire.contribution.retrouver import retrouver
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, annuaire_de, lecture, site
from construction import PROJET

SOURCES = ["https://www.quartierrouge.org/"]
DEPOT = "https://github.com/fabriques/fabriques"
SITE = site(depot=DEPOT, siteurl="https://fabriques.example")


def verifie(le):
    return {"meta": {"sources": SOURCES, "verifie_le": le}}


def slugs(*lieux):
    return [fiche.slug for fiche in perimees.perimees(annuaire_de(*lieux))]


# --- Whom they speak of -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("date_maj", "verifie_le", "asked"),
    [
        ("2025-05-23", None, True),
        ("2025-05-24", None, False),
        ("2020-01-01", "2025-05-23", True),
        ("2020-01-01", "2025-05-24", False),
        ("2026-11-20", "2020-01-01", False),
    ],
)
def test_an_entry_is_old_once_nobody_looked_after_it_for_18_months(
    date_maj, verifie_le, asked, lieu
):
    assert bool(slugs(lieu(date_maj=date_maj, **verifie(verifie_le)))) is asked


def test_the_oldest_come_first_and_the_closed_never(lieu):
    assert slugs(
        lieu(id="b", date_maj="2023-05-04"),
        lieu(id="a", date_maj="2024-05-04"),
        lieu(id="c", date_maj="2019-01-01", **verifie("2022-02-02")),
        lieu(id="ferme", date_maj="2019-01-01", ferme_le="2020-01-01"),
    ) == ["c", "b", "a"]


def test_what_a_dataset_alone_tells_is_not_ours_to_ask(lieu):
    row = lieu(id="fs-1", nom="Maison France services", date_maj="2020-01-01")
    source = Collecte(Source(cle="fs", nom="France services"), [row])
    found = annuaire.build([lecture(lieu(date_maj="2021-01-01"))], LE, (), [source])

    assert [fiche.slug for fiche in perimees.perimees(found)] == ["quartier-rouge-felletin"]


def test_at_most_twenty_are_asked_and_those_already_asked_leave_their_turn(lieu):
    found = annuaire_de(*(lieu(id=f"l{n:02}", date_maj="2021-01-01") for n in range(25)))

    first = perimees.demandes(found, SITE)
    second = perimees.demandes(found, SITE, {one.titre for one in first})

    assert [one.slug for one in first] == [f"l{n:02}" for n in range(20)]
    assert [one.slug for one in second] == [f"l{n:02}" for n in range(20, 25)]
    assert len({one.titre for one in first + second}) == 25


# --- What they say ----------------------------------------------------------------------


def demande(lieu, reglages=SITE, **changes):
    (found,) = perimees.demandes(
        annuaire_de(lieu(**{"date_maj": "2024-03-02", **changes})), reglages
    )
    return found


def test_a_message_says_what_the_entry_says_and_how_to_answer(lieu):
    found = demande(
        lieu, telephone=["+33555664242"], adresse="1 rue de la Gare", horaires="Mo 09:00-12:00"
    )

    assert found.titre == "Toujours vrai ? Quartier Rouge, Felletin (quartier-rouge-felletin)"
    assert found.corps.replace("\xa0", " ").replace("\u202f", " ") == (
        "**Quartier Rouge**, Felletin (Creuse)\n"
        "\n"
        "Personne n’a modifié ni vérifié cette fiche depuis mars 2024. Elle dit :\n"
        "\n"
        "- Téléphone : 05 55 66 42 42\n"
        "- Adresse : 1 rue de la Gare\n"
        "- Horaires : lundi 9 h – 12 h\n"
        "\n"
        "Est-ce toujours vrai ? Appelez le lieu ou voyez son site, puis répondez d’un clic :\n"
        "\n"
        f"- [Rien n’a changé]({DEPOT}/issues/new?template=rien-n-a-change.yml&lieu=Quartier%20Rouge%2C%20Felletin)\n"
        f"- [Ce lieu est fermé]({DEPOT}/issues/new?template=lieu-ferme.yml&lieu=Quartier%20Rouge%2C%20Felletin)\n"
        f"- [Corriger une fiche]({DEPOT}/issues/new?template=corriger.yml&lieu=Quartier%20Rouge%2C%20Felletin)\n"
        "- [Corriger sur le site, champ par champ](https://fabriques.example/contribuer/?lieu=quartier-rouge-felletin)\n"
        "- [Voir la page du lieu](https://fabriques.example/lieux/quartier-rouge-felletin/)\n"
        "\n"
        "Fermez cette demande quand la fiche est à jour.\n"
    )


def test_what_is_unknown_is_said_so_and_a_site_without_address_has_no_link(lieu):
    said = demande(lieu, site(depot=DEPOT)).corps

    assert "- Téléphone : inconnu\n- Adresse : inconnue\n- Horaires : inconnus\n" in said
    assert "/contribuer/" not in said


def test_each_answer_opens_a_form_that_exists_with_the_lieu_in_a_question_of_its_own(lieu):
    found = demande(lieu, nom="L’Étape (& Co) #3")

    for url in re.findall(r"\((https://github\.com/\S+?)\)\n", found.corps):
        asked = {key: value[0] for key, value in parse_qs(urlsplit(url).query).items()}
        form = next(f for f in formulaires.FORMULAIRES if f"{f.nom}.yml" == asked["template"])
        assert set(asked) - {"template"} <= {question.id for question in form.questions}
        assert asked["lieu"] == "L’Étape (& Co) #3, Felletin"


def test_the_answer_is_found_again_by_what_the_form_holds(lieu):
    own = lecture(lieu(nom="L’Étape (& Co) #3"))
    (found,) = annuaire.build([own], LE).fiches

    assert retrouver(f"{found.lieu.nom}, {found.commune.nom}", [own]) is own


def test_the_text_of_an_entry_calls_nobody_and_stays_on_its_line(lieu):
    found = demande(lieu, nom="Pour @equipe #3", adresse="1 [rue](https://a.fr) `x`")

    assert "**Pour @<!-- -->equipe #<!-- -->3**" in found.corps
    assert "- Adresse : 1 \\[rue\\](https://<!-- -->a.fr) \\`x\\`\n" in found.corps
    assert "\n" not in found.titre


# --- The command ------------------------------------------------------------------------


@pytest.fixture
def contenu(tmp_path, minimale):
    """A tree of one entry, edited in 2020."""
    path = tmp_path / "content" / "lieux" / "23-creuse" / "minimale-felletin.md"
    path.parent.mkdir(parents=True)
    path.write_text(re.sub(r"(?m)^date_maj: .*$", "date_maj: 2020-02-03", minimale))
    return tmp_path / "content"


def lance(contenu, *arguments):
    return cli.main(["perimees", "--contenu", str(contenu), *map(str, arguments)])


def test_prints_the_messages_as_json(contenu, capsys, monkeypatch):
    monkeypatch.setenv("DEPOT", f"{DEPOT}/")
    monkeypatch.setenv("SITEURL", "https://fabriques.example/")

    assert lance(contenu) == cli.OK

    (one,) = json.loads(capsys.readouterr().out)
    assert set(one) == {"slug", "titre", "corps"}
    assert one["slug"] == "minimale-felletin"
    assert f"]({DEPOT}/issues/new?template=rien-n-a-change.yml&" in one["corps"]
    assert "](https://fabriques.example/contribuer/?lieu=minimale-felletin)" in one["corps"]


def test_writes_a_title_and_a_body_for_each_message(contenu, tmp_path, monkeypatch):
    monkeypatch.setenv("DEPOT", DEPOT)

    assert lance(contenu, "--vers", tmp_path / "vers") == cli.OK

    titre = (tmp_path / "vers" / "01-minimale-felletin.txt").read_text(encoding="utf-8")
    assert titre.startswith("Toujours vrai ? ")
    assert titre.endswith(" (minimale-felletin)\n")
    assert (tmp_path / "vers" / "01-minimale-felletin.md").is_file()


def test_says_nothing_twice(contenu, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("DEPOT", DEPOT)
    lance(contenu, "--vers", tmp_path / "un")
    deja = tmp_path / "deja.txt"
    titre = (tmp_path / "un" / "01-minimale-felletin.txt").read_text(encoding="utf-8")
    again = titre.replace(" ?", "\u202f?")
    deja.write_text(f"Un autre message\n{again}", encoding="utf-8")

    assert lance(contenu, "--deja", deja, "--vers", tmp_path / "deux") == cli.OK

    assert list((tmp_path / "deux").iterdir()) == []
    assert capsys.readouterr().err.endswith(f"0 message dans {tmp_path / 'deux'}\n")


def test_without_a_repository_it_says_what_is_missing(contenu, capsys, monkeypatch):
    monkeypatch.delenv("DEPOT", raising=False)

    assert lance(contenu) == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err == (
        "Il manque DEPOT, l’adresse du dépôt où l’on répond"
        " (exemple : DEPOT=https://github.com/fabriques/fabriques).\n"
    )


def test_without_entries_it_says_where_it_looked(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("DEPOT", DEPOT)

    assert lance(tmp_path) == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err == f"Il n’y a pas de dossier « lieux » dans {tmp_path}\n"


# --- The workflow -----------------------------------------------------------------------


def etape(nom):
    """The script of a step of the workflow."""
    path = PROJET / ".github" / "workflows" / "fraicheur.yml"
    job = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["demander"]
    return next(step["run"] for step in job["steps"] if step.get("name") == nom)


def ouvre(tmp_path):
    """Run the last step with a `gh` that notes what it is asked; return its lines."""
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\nprintf "%s|" "$@" >> "$NOTE"\necho >> "$NOTE"\n')
    gh.chmod(0o755)
    note = tmp_path / "note.txt"
    env = {"PATH": f"{gh.parent}:/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path), "NOTE": str(note)}
    subprocess.run(["bash", "-e", "-c", etape("Ouvre une demande par fiche")], env=env, check=True)
    return note.read_text(encoding="utf-8").splitlines() if note.exists() else []


def test_the_workflow_opens_each_message_as_it_was_written(contenu, tmp_path, monkeypatch):
    monkeypatch.setenv("DEPOT", DEPOT)
    (entry,) = (contenu / "lieux").rglob("*.md")
    text = re.sub(r"(?m)^nom: .*$", "nom: 'L’atelier \"$(touch X)\" `id`'", entry.read_text())
    entry.write_text(text, encoding="utf-8")
    lance(contenu, "--vers", tmp_path / "perimees")

    (said,) = ouvre(tmp_path)

    nom = "L’atelier « $(touch X) » `id`"
    assert said == (
        f"issue|create|--title|Toujours vrai ? {nom}, Felletin (minimale-felletin)"
        f"|--body-file|{tmp_path}/perimees/01-minimale-felletin.md|"
    )


def test_the_workflow_does_nothing_where_there_is_nothing_to_ask(tmp_path):
    (tmp_path / "perimees").mkdir()

    assert ouvre(tmp_path) == []


def test_the_messages_of_all_our_entries_can_be_opened(monkeypatch):
    found = annuaire.build(reader.read_tree(PROJET / "content"), LE.replace(year=2030))

    asked = perimees.perimees(found)

    assert len(asked) == len(found.ouvertes) > 0
    for fiche in asked:
        assert len(perimees.titre(fiche)) <= 256
        assert "\n" not in perimees.titre(fiche)
        assert len(perimees.corps(fiche, found, SITE)) < 65_536
