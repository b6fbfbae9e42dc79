"""The pages that explain the project say what the code does."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from annuaire import __main__, checks, reader
from annuaire.documentation import champs_md
from annuaire.model import Lieu

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "content" / "LICENCE.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)
page = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


def first_example(path: Path) -> str:
    """The first YAML block of a page."""
    found = re.search(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{path} n’a pas d’exemple de fiche"
    return found[1]


def test_champs_md_is_what_the_model_says():
    written = (ROOT / "docs" / "champs.md").read_text(encoding="utf-8")

    assert written == champs_md(), "lancez make docs"


def test_champs_md_has_every_field_and_every_value_of_the_model():
    schema, text = Lieu.model_json_schema(), champs_md()
    models = [schema, *schema["$defs"].values()]

    fields = {name for model in models for name in model["properties"]}
    values = {value for found in re.findall(r"'enum': (\[.*?\])[,}]", str(schema))
              for value in ast.literal_eval(found)}  # fmt: skip

    assert {name for name in fields if f"| `{name}` |" not in text} == set()
    assert {value for value in values if f"- `{value}`" not in text} == set()


def test_the_links_inside_champs_md_lead_to_its_titles():
    text = champs_md()
    titles = {
        title.lower().replace(".", "") for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) - titles == set()


def test_the_example_of_contributing_is_a_valid_entry(tmp_path):
    entry = tmp_path / "lieux" / "23-creuse" / "atelier-du-bourg-felletin.md"
    entry.parent.mkdir(parents=True)
    entry.write_text(first_example(ROOT / "CONTRIBUTING.md"), encoding="utf-8")

    assert checks.check_all([reader.read(entry)], date(2026, 11, 23)) == []


@page
def test_a_page_names_only_commands_that_exist(path):
    text = path.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    commands = __main__._parser()._subparsers._group_actions[0].choices

    assert set(re.findall(r"(?:`|^|=\S+ )make ([a-z-]+)", code(text), re.MULTILINE)) <= targets
    assert set(re.findall(r"python -m annuaire ([a-z]+)", text)) <= set(commands)


def code(text: str) -> str:
    """What stands between backquotes or in a block: the rest is prose, where « make » is a word."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


@page
def test_a_page_links_only_to_files_that_exist(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if not re.match(r"https?:|mailto:", link)]

    assert [link for link in local if not (path.parent / link).exists()] == []


def test_the_index_of_decisions_lists_them_all():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")

    expected = [
        (path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# "), path.name)
        for path in sorted(folder.glob("0*.md"))
    ]

    assert re.findall(r"^- \[(.+)\]\((.+)\)$", index, re.MULTILINE) == expected
