"""What runs on GitHub: pinned, with the least rights, and never fed with a stranger's text."""

import re
from pathlib import Path

import pytest
import yaml

from annuaire.site import Site

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(
    path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"
)
workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)


def read(path: Path) -> dict:
    """A YAML file with all scalars as text: the key `on` would be true otherwise."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(path: Path) -> list[dict]:
    """All the steps of a workflow."""
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@workflow
def test_a_workflow_starts_without_any_right(path):
    text = path.read_text(encoding="utf-8")

    assert "\npermissions: {}\n" in text
    assert "pull_request_target" not in text
    assert "workflow_run" not in text


@workflow
def test_each_job_has_its_own_rights_and_a_time_limit(path):
    for job in read(path)["jobs"].values():
        assert set(job["permissions"].values()) <= {"read", "write"}
        assert int(job["timeout-minutes"]) <= 60


@workflow
def test_each_action_is_pinned_to_a_commit_with_its_version_beside(path):
    lines = [line.strip(" -") for line in path.read_text("utf-8").splitlines() if "uses:" in line]

    wrong = [
        line
        for line in lines
        if not re.fullmatch(r"uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ]

    assert lines
    assert wrong == []


@workflow
def test_a_checkout_keeps_no_token(path):
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@workflow
def test_no_expression_is_pasted_into_a_script(path):
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


def test_the_publication_gives_every_setting_that_publishing_asks_for():
    every = steps(GITHUB / "workflows" / "publication.yml")
    building = next(s for s in every if "make publish" in s.get("run", ""))
    guide = (ROOT / "docs" / "deployer.md").read_text(encoding="utf-8")
    asked = {name.upper() for name in Site.A_PUBLIER}

    assert asked <= set(building["env"])
    assert {name for name in asked if name not in guide} == set()


def test_the_publication_retains_the_addresses_online_before_it_builds():
    runs = [s.get("run", "") for s in steps(GITHUB / "workflows" / "publication.yml")]

    retain = runs.index('make adresses SITE="$SITE"')
    build = next(n for n, run in enumerate(runs) if "make publish" in run)
    assert retain < build


@form
def test_an_issue_form_asks_each_question_once_and_requires_the_first(path):
    questions = [field for field in read(path)["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in questions]

    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in questions)
    assert any("validations" in field for field in questions)
