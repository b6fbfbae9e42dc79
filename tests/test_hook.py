"""What checks entries before a commit: the hook of `make hook`, that of pre-commit, VS Code's."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from git_de_test import depot, git, valider

PROJET = Path(__file__).parents[1]


@pytest.fixture
def racine(tmp_path, minimale):
    """A repository with a good entry, and the hook that `make hook` writes."""
    folder = depot(tmp_path / "depot")
    (folder / ".venv").symlink_to(PROJET / ".venv")
    (folder / ".gitignore").write_text(".venv\n")
    entry = folder / "content/lieux/23-creuse/minimale-felletin.md"
    entry.parent.mkdir(parents=True)
    entry.write_text(minimale)
    makefile = (PROJET / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^hook:.*?\n(.*?)\n\n", makefile, re.MULTILINE | re.DOTALL)
    assert recipe
    (folder / "Makefile").write_text(f"hook:\n{recipe[1]}\n")
    subprocess.run(["make", "hook"], cwd=folder, check=True, capture_output=True)
    valider(folder)
    return folder


def test_a_commit_with_a_faulty_entry_is_refused(racine, minimale, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(PROJET / "plugins"))
    entry = racine / "content/lieux/23-creuse/é garé.md"
    entry.write_text(minimale)
    git(racine, "add", "--all")

    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(racine, "commit", "--quiet", "--message", "Fautive")

    assert "ne peut pas servir d’adresse" in refused.value.stderr + refused.value.stdout


def test_a_commit_without_an_entry_is_not_slowed(racine):
    (racine / "LISEZMOI").write_text("autre chose")

    valider(racine)

    assert git(racine, "status", "--porcelain") == ""


def test_pre_commit_gives_the_commands_entries_alone():
    (repo,) = yaml.safe_load((PROJET / ".pre-commit-config.yaml").read_text())["repos"]

    for hook in repo["hooks"]:
        assert re.search(hook["files"], "content/lieux/23-creuse/quartier-rouge-felletin.md")
        assert not re.search(hook["files"], "content/pages/aide.md")
        assert re.search(hook["exclude"], "content/lieux/README.md")
        assert hook["entry"].split(" -m annuaire ")[1] in {"check", "format"}


def test_vs_code_underlines_what_check_prints():
    text = (PROJET / ".vscode/tasks.json").read_text(encoding="utf-8")
    tasks = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]

    found = re.fullmatch(
        pattern["regexp"], "content/lieux/23-creuse/a.md:8:10: fabrique.vague : « 11 »"
    )

    assert found
    assert found[pattern["file"]].endswith("a.md")
    assert (found[pattern["line"]], found[pattern["column"]]) == ("8", "10")
