"""What is answered to a message: the whole text, and that nothing of a stranger acts in it."""

import json
import re

import pytest
from evenements import ATTENDUS, CONTENU, EVENEMENTS, evenement, message
from markdown_it import MarkdownIt

from annuaire import __main__ as cli
from annuaire import ecriture, reader
from annuaire.contribution import preparation
from annuaire.contribution.formulaires import CORRIGER, NOUVEAU
from annuaire.contribution.reponse import repondre
from annuaire.contribution.reponses import lire
from annuaire.site import aujourdhui
from lieux_reels import notices, propres

MESSAGES = sorted(path.stem for path in EVENEMENTS.glob("*.json") if path.stem != "pull-request")
BONS = {
    "corriger",
    "corriger-phrase",
    "lieu-ferme",
    "lieu-ferme-sans-date",
    "lieu-ferme-sans-preuve",
    "nouveau-lieu",
    "nouveau-lieu-accepte",
    "nouveau-lieu-autre-etiquette",
    "nouveau-lieu-modifie-apres-accord",
    "nouveau-lieu-reponses",
    "rien-n-a-change",
    "signaler",
}
"""The messages that have no fault."""
ANGLAIS = re.compile(
    r"\b(invalid|should|value|values|expected|error|missing|field|not|allowed|must|unknown|string"
    r"|input|is|the|was|found|required|extra|edit|issue|issues|pull|request)\b",
    re.IGNORECASE,
)
AILLEURS = ("distinct_de", "remplace_par", "fabrique.consortium")
"""What names another entry: alone, an entry has none to name."""
message_recu = pytest.mark.parametrize("nom", MESSAGES)


def repondu(nom, capsys):
    """The answer to a message of the fixtures, with the exit code."""
    path = EVENEMENTS / f"{nom}.json"
    code = cli.main(["demande", "verifier", str(path), "--contenu", str(CONTENU)])
    return code, capsys.readouterr().out


@message_recu
def test_says_what_is_right_what_is_not_and_what_comes_next(nom, attendu, capsys):
    code, text = repondu(nom, capsys)

    attendu(ATTENDUS / f"{nom}.md", text)
    assert code == (cli.OK if nom in BONS else cli.ERREURS)


@message_recu
def test_nothing_of_a_stranger_acts_in_the_answer(nom, capsys):
    _, text = repondu(nom, capsys)

    inert(text)
    assert len(text) < 65_536, "GitHub refuse une réponse plus longue"


def inert(text: str) -> None:
    """Fail if Markdown makes of a text a link, an image, HTML, or if GitHub would call somebody."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    for token in [*tokens, *inline]:
        assert token.type not in {"link_open", "image", "html_block"}, token
        if token.type == "html_inline":
            assert token.content == "<!-- -->"
        if token.type == "text":
            assert not re.search(r"[@#]\w|https?://\w|\bwww\.\w", token.content), token
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", text)


@message_recu
def test_no_english_word_is_ours(nom, capsys):
    _, text = repondu(nom, capsys)
    ours = re.sub(r"`+[^`]*`+|«[^»]*»", "", text)

    assert ANGLAIS.findall(ours) == []


def test_the_answer_gives_the_future_address_where_the_site_is_known(capsys, monkeypatch):
    monkeypatch.setenv("SITEURL", "https://fabriques.example/annuaire/")

    _, text = repondu("nouveau-lieu", capsys)

    future = "https://fabriques.example/annuaire/lieux/mediatheque-du-bourg-felletin/"
    assert f"La page sera ici : {future}\n" in text


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"issue": 3}', '"x"', "[" * 100_000, "\0"])
def test_a_file_that_is_no_event_is_a_misuse(text, tmp_path, capsys):
    path = tmp_path / "evenement.json"
    path.write_text(text, encoding="utf-8")

    code = cli.main(["demande", "verifier", str(path), "--contenu", str(CONTENU)])

    assert code == cli.MAUVAIS_USAGE
    assert "ne décrit pas une demande" in capsys.readouterr().err


def test_a_proposal_is_no_message(capsys):
    path = EVENEMENTS / "pull-request.json"

    assert cli.main(["demande", "verifier", str(path), "--contenu", str(CONTENU)]) == 2


def test_marks_and_fields_that_a_program_knows_may_be_left_out(tmp_path, capsys):
    typed = 'nom: Le Fournil\ncommune: Felletin\ncode_insee: "23079"\nmeta:\n  sources: [La mairie]'

    cli.main(
        [
            "demande",
            "verifier",
            str(evenement(tmp_path, message(NOUVEAU, nom="x", commune="x", fiche=typed))),
            "--contenu",
            str(CONTENU),
        ]
    )

    text = capsys.readouterr().out
    assert "| Identifiant | `le-fournil-felletin` |" in text
    assert "| Date de mise à jour | `23 novembre 2026` |" in text


def test_what_was_answered_beside_a_whole_entry_is_not_lost_in_silence():
    typed = json.loads((EVENEMENTS / "nouveau-lieu.json").read_text("utf-8"))["issue"]["body"]
    body = typed.replace("### Téléphone\n\n_No response_", "### Téléphone\n\n05 55 00 00 00")

    found = preparer(body)

    assert found.remarques == (
        "Vous avez aussi écrit `05 55 00 00 00` : la fiche fait foi, pas cette réponse.",
    )


def test_a_new_entry_never_takes_the_address_of_another():
    typed = (CONTENU / "lieux" / "29-finistere" / "konk-ar-lab-concarneau.md").read_text("utf-8")
    other = typed.replace("id: konk-ar-lab-concarneau", "id: konk-ar-lab-deux")

    found = preparer(message(NOUVEAU, nom="Konk Ar Lab", commune="Concarneau", fiche=other))

    assert str(found.chemin) == "lieux/29-finistere/konk-ar-lab-concarneau-2.md"


def test_a_new_entry_with_the_id_of_another_is_refused():
    typed = (CONTENU / "lieux" / "29-finistere" / "konk-ar-lab-concarneau.md").read_text("utf-8")

    found = preparer(message(NOUVEAU, nom="Konk Ar Lab", commune="Concarneau", fiche=typed))

    assert not found.prete
    assert "cet identifiant est déjà celui de" in found.fautes[0].message


@pytest.mark.parametrize(
    "lieu",
    [
        "Konk Ar Lab, Concarneau",
        "konk ar lab concarneau",
        "konk-ar-lab-concarneau",
        "https://fabriques.example/annuaire/lieux/konk-ar-lab-concarneau/",
        "https://fabriques.example/lieux/konk-ar-lab-concarneau/index.html#horaires",
        "content/lieux/29-finistere/konk-ar-lab-concarneau.md",
    ],
)
def test_a_lieu_is_found_however_it_is_named(lieu):
    found = preparer(message(CORRIGER, lieu=lieu, changement="x"))

    assert found.avant is not None
    assert found.avant.slug == "konk-ar-lab-concarneau"


def test_every_entry_of_ours_sent_as_it_is_changes_nothing():
    lectures = list(reader.read_tree(CONTENU.parents[3] / "content"))
    for notice in propres():
        body = message(CORRIGER, lieu=notice.lieu.id, fiche=ecriture.entree(notice.lieu).rstrip())
        read = lire(body)

        assert read is not None
        found = preparation.preparer(read, lectures, aujourdhui())
        assert [fault.message for fault in found.fautes] == [
            "cette fiche est celle qui est en ligne"
        ]


def preparer(body: str):
    """What a message proposes against the tree of the tests."""
    read = lire(body)
    assert read is not None
    return preparation.preparer(read, list(reader.read_tree(CONTENU)), aujourdhui())


def test_every_real_lieu_can_be_sent_and_comes_back_whole(donnees_reelles):
    lieux = [notice.lieu for notice in notices(donnees_reelles)]
    lost = []

    for lieu in lieux:
        body = message(NOUVEAU, nom="x", commune="x", fiche=ecriture.entree(lieu).rstrip())
        read = lire(body)
        assert read is not None
        found = preparation.preparer(read, [], aujourdhui())
        kept = [f for f in found.fautes if not f.champ.startswith(AILLEURS)]
        if found.apres != lieu or kept:
            lost.append((lieu.id, [fault.phrase for fault in kept]))
        inert(repondre(found))

    assert len(lieux) > 3000
    assert lost == []
