"""An entry put in order keeps its comments, each with its field."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annuaire import __main__ as cli
from annuaire import reader, yaml_strict
from annuaire.ecriture import entree

PROJET = Path(__file__).parents[1]
DOSSIERS = ("tests/fixtures/entrees/valides", "tests/fixtures/extremes", "content/lieux")
FICHES = [p for d in DOSSIERS for p in sorted((PROJET / d).rglob("*.md")) if reader.read(p).lieu]

DESORDRE = """\
---
# Tenue par la mairie.
nom: "Quartier Rouge"  # son nom d’usage
id: quartier-rouge-felletin
commune: Felletin
code_insee: "23079"
courriels:  # à demander à l’accueil
# deux lignes
# sur la date
date_maj: 2026-11-20
services: [
    Loisirs et créations numériques,  # le samedi
    # à confirmer
    Aide aux démarches administratives  # le mardi
  ]  # fin
adresse: rue de la Gare # numéro "2" ou 4 ?
fabrique:  # pas encore de preuve
  vague: "3"  # presse
  soutien:
    montant: 100000
    # duree_ans: 3
  # label: fabrique
meta:
  # vérifié
  sources:
    # la première
    - https://www.quartierrouge.org/  # leur site
    - # sans adresse
      titre: "La #une"
      date: 2020
    # en attente : Ouest-France
# fin
---
"""
EN_ORDRE = """\
---
id: quartier-rouge-felletin
# Tenue par la mairie.
nom: Quartier Rouge  # son nom d’usage
commune: Felletin
code_insee: "23079"
adresse: rue de la Gare  # numéro "2" ou 4 ?
# courriels:  # à demander à l’accueil
# deux lignes
# sur la date
date_maj: 2026-11-20
# le samedi
# à confirmer
# le mardi
# fin
services: [Loisirs et créations numériques, Aide aux démarches administratives]
fabrique:  # pas encore de preuve
  vague: 3  # presse
  soutien:
    montant: 100000
    # duree_ans: 3
  # label: fabrique
meta:
  # vérifié
  sources:
    # la première
    - url: https://www.quartierrouge.org/  # leur site
    # sans adresse
    - titre: "La #une"
      date: "2020"
    # en attente : Ouest-France
# fin
---
"""


def en_ordre(text: str) -> str:
    lecture = reader.parse(Path("a.md"), text)
    assert lecture.lieu, lecture.problems
    return entree(lecture.lieu, lecture.tape)


def commentaires(text: str) -> list[str]:
    return [c for *_, c in yaml_strict.commentaires(text[4 : text.index("\n---", 4) + 1])]


def test_each_comment_follows_its_field():
    assert en_ordre(DESORDRE) == EN_ORDRE


def test_an_entry_in_order_does_not_change():
    assert en_ordre(EN_ORDRE) == EN_ORDRE


def test_format_writes_it_and_a_second_time_nothing(tmp_path, capsys):
    file = tmp_path / "a.md"
    file.write_text(DESORDRE, encoding="utf-8")

    assert [cli.main(["format", str(file)]) for _ in range(2)] == [cli.OK, cli.OK]

    assert file.read_text(encoding="utf-8") == EN_ORDRE
    assert capsys.readouterr().out == "1 fiche remise en forme.\n0 fiche remise en forme.\n"


NOTE = st.from_regex(r"#[ #]?[a-zà-ü:\"'\[{|>-][a-zà-ü:\"' \]}#-]{0,12}", fullmatch=True).map(
    str.rstrip
)


@st.composite
def commented(draw):
    """A real entry, its fields in any order, with comments on lines of their own and at the ends."""
    text = draw(st.sampled_from(FICHES)).read_text(encoding="utf-8-sig")
    end = text.index("\n---", 4) + 1
    fields = re.findall(r"^\S.*\n(?:[ -].*\n|\n)*", text[4:end], re.MULTILINE)
    fields = draw(st.permutations(fields))
    lines, notes = [], []
    for line in "".join(fields).splitlines():
        for kind in draw(st.lists(st.sampled_from(["seule", "bout"]), max_size=1)):
            note = draw(NOTE)
            notes.append(note)
            if kind == "seule":
                lines += [" " * draw(st.integers(0, 8)) + note, line]
            else:
                lines.append(f"{line} {note}")
            break
        else:
            lines.append(line)
    front = "".join(f"{line}\n" for line in lines)
    return f"---\n{front}{text[end:]}", text


@given(commented())
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_comments_anywhere_are_kept_and_change_nothing(case):
    text, original = case
    lecture = reader.parse(Path("a.md"), text)
    assume(lecture.lieu)  # a comment inside a text of several lines is no comment

    once = entree(lecture.lieu, lecture.tape)

    again = reader.parse(Path("a.md"), once)
    assert again.lieu == lecture.lieu == reader.parse(Path("a.md"), original).lieu
    assert sorted(c[-8:] for c in commentaires(once)) == sorted(c[-8:] for c in commentaires(text))
    assert entree(again.lieu, again.tape) == once


@pytest.mark.parametrize("path", FICHES, ids=lambda path: path.stem)
def test_a_comment_at_the_end_of_each_line_stays_with_its_field(path):
    """The value before a comment, once in order, is the one that it stood beside."""
    lieu = reader.read(path).lieu
    assert lieu
    lines = entree(lieu).split("\n---\n")[0].split("\n")
    text = "\n".join([lines[0], *(f"{line}  # {n}" for n, line in enumerate(lines[1:]))])

    assert en_ordre(f"{text}\n---\n").startswith(text)
