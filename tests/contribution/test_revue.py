"""The review of a proposal: what it changes is checked, what was there before only informs."""

import pytest
from evenements import ATTENDUS
from test_demandes import inert

from annuaire import __main__ as cli
from annuaire.contribution.revue import les_plus_utiles
from annuaire.problems import Problem

FAUTE = ('code_insee: "23079"', 'code_insee: "23500"')


@pytest.fixture
def revue(contenu, git, tmp_path, capsys):
    """Review the tree against its first commit: exit code, lines, notices, summary."""

    def run(*options: str, depuis: str = "base"):
        resume = tmp_path / "resume.md"
        resume.unlink(missing_ok=True)
        code = cli.main(["revue", depuis, "--resume", str(resume), *options])
        printed = capsys.readouterr()
        inert(resume.read_text("utf-8"))
        return code, printed.out, printed.err, resume.read_text("utf-8")

    return run


@pytest.fixture
def konk(contenu):
    return contenu / "lieux" / "29-finistere" / "konk-ar-lab-concarneau.md"


@pytest.fixture
def rouge(contenu):
    return contenu / "lieux" / "23-creuse" / "quartier-rouge-felletin.md"


def remplace(path, *pairs):
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_a_proposal_without_entry_has_nothing_to_say(contenu, revue):
    (contenu.parent / "Makefile").write_text("x")

    assert revue() == (0, "", "", "## Les fiches\n\nCette proposition ne change aucune fiche.\n")


def test_shows_each_entry_before_and_after(revue, konk, contenu, attendu):
    remplace(
        konk,
        ("site_web:\n  - https://www.konkarlab.bzh/\n", 'telephone: "+33298970000"\n'),
        ("hybridation: [fablab]", "hybridation: [fablab, coworking]"),
        ('presentation_resume: "Un atelier', 'presentation_resume: "Un | `atelier` @equipe'),
    )  # fmt: skip
    new = contenu / "lieux" / "23-creuse" / "fournil-felletin.md"
    new.write_text(
        '---\nid: fournil-felletin\nnom: Le Fournil\ncommune: Felletin\ncode_insee: "23079"\n'
        "date_maj: 2026-11-20\nmeta:\n  sources: [La mairie]\n---\n",
        encoding="utf-8",
    )
    (contenu.parent / "Makefile").write_text("x")

    code, out, _, resume = revue()

    assert (code, out) == (cli.OK, "")
    attendu(ATTENDUS / "revue" / "avant-apres.md", resume)


def test_a_fault_of_a_changed_entry_blocks_and_the_others_come_too(revue, rouge, attendu):
    remplace(rouge, FAUTE, ("2026-11-20", "20/11/2026"))

    code, out, _, resume = revue()

    assert code == cli.ERREURS
    assert [line.split(": ")[1].strip() for line in out.splitlines()] == ["code_insee", "date_maj"]
    attendu(ATTENDUS / "revue" / "fautive.md", resume)


def test_an_old_fault_elsewhere_only_informs(revue, rouge, konk, git, attendu):
    remplace(rouge, FAUTE)
    git("commit", "--quiet", "--all", "--message", "une vieille faute")
    git("tag", "--force", "base")
    remplace(konk, ("nom: Konk Ar Lab", "nom: Konk Ar Lab 2"))

    code, out, err, resume = revue()

    assert (code, out) == (cli.OK, "")
    assert "code_insee" in err
    attendu(ATTENDUS / "revue" / "vieille-faute.md", resume)


def test_a_fault_that_a_proposal_causes_elsewhere_blocks(revue, rouge, konk, git):
    remplace(konk, ("meta:\n", "distinct_de: [minimale-felletin]\nmeta:\n"))
    git("commit", "--quiet", "--all", "--message", "une fiche en désigne une autre")
    git("tag", "--force", "base")
    rouge.unlink()

    code, out, err, _ = revue()

    assert code == cli.ERREURS
    assert "aucune fiche n’a l’identifiant « minimale-felletin »" in out
    assert "cette fiche est retirée" in err


def test_an_address_is_not_lost_by_a_rename(revue, konk):
    moved = konk.rename(konk.with_name("konk-concarneau.md"))

    lost = revue()
    remplace(moved, ("meta:\n", "anciens_slugs: [konk-ar-lab-concarneau]\nmeta:\n"))
    kept = revue()

    assert lost[0] == cli.ERREURS
    assert "ne mènerait plus nulle part. Gardez-la dans anciens_slugs" in lost[1]
    assert kept[:2] == (cli.OK, "")


def test_a_change_of_form_alone_is_said_so(revue, konk):
    remplace(konk, ("typologie: [TIERS_LIEUX, FABLAB]", "typologie:\n  - TIERS_LIEUX\n  - FABLAB"))

    assert "Rien ne change pour le visiteur" in revue()[3]


def test_remarks_stand_beside_their_lines(revue, rouge):
    remplace(rouge, FAUTE)

    code, out, _, _ = revue("--format", "github")

    assert code == cli.ERREURS
    place = "file=content/lieux/23-creuse/quartier-rouge-felletin.md,line=5,col=13"
    assert out.startswith(f"::error {place},title=Fiche à corriger::code_insee : « 23500 »")


def test_an_unknown_revision_is_a_misuse(contenu, git, capsys):
    assert cli.main(["revue", "inconnue"]) == cli.MAUVAIS_USAGE
    assert "Git ne connaît pas « inconnue »" in capsys.readouterr().err


def test_a_folder_without_entries_is_a_misuse(tmp_path, capsys):
    assert cli.main(["revue", "main", "--contenu", str(tmp_path)]) == cli.MAUVAIS_USAGE
    assert "pas de dossier « lieux »" in capsys.readouterr().err


def test_the_most_useful_are_errors_and_one_of_each_file_first(tmp_path):
    def problem(name, line, niveau="erreur"):
        return Problem(path=tmp_path / name, line=line, message="x", niveau=niveau)

    found = [problem("a", n) for n in range(1, 20)] + [problem("b", 3), problem("b", 1, "avis")]

    kept = les_plus_utiles(found)

    assert len(kept) == 10
    assert [(p.path.name, p.line) for p in kept[:3]] == [("a", 1), ("b", 3), ("a", 2)]
    assert {p.niveau for p in kept} == {"erreur"}
