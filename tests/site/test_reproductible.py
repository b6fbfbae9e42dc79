"""The same entries give the same bytes, wherever and whenever they are built."""

import hashlib
import shutil
from pathlib import Path

from construction import PROJET, SITEURL, construit


def empreintes(site: Path) -> dict[str, str]:
    """The hash of each file by its path."""
    return {
        p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(site.rglob("*"))
        if p.is_file()
    }


PEU = ["23", "25", "29"]
"""Some départements: these builds differ by where and how they run, whatever they are of."""


def test_the_country_built_again_from_elsewhere_is_what_it_was(site: Path, tmp_path: Path):
    env = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "3", "LC_ALL": "C", "PROCESSUS": "1"}
    again = construit(
        tmp_path / "site",
        env=env,
        cwd=tmp_path,
        PLUGIN_PATHS=[str(PROJET / "plugins")],
        THEME=str(PROJET / "theme"),
        SITEURL=SITEURL,
    )

    assert empreintes(again) == empreintes(site)


def test_two_builds_in_other_folders_zones_locales_and_hash_seeds_are_equal(tmp_path: Path):
    copy = tmp_path / "ailleurs" / "contenu à part"
    shutil.copytree(PROJET / "content", copy)
    here = construit(
        tmp_path / "a",
        env={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C", "PROCESSUS": "3"},
        TERRITOIRE=PEU,
    )
    there = construit(
        tmp_path / "b",
        copy,
        env={"TZ": "America/Cayenne", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
        cwd=tmp_path,
        PLUGIN_PATHS=[str(PROJET / "plugins")],
        THEME=str(PROJET / "theme"),
        TERRITOIRE=PEU,
    )

    assert empreintes(here) == empreintes(there)


def test_building_twice_in_the_same_folder_gives_the_same_site(tmp_path: Path):
    first = empreintes(construit(tmp_path / "site", TERRITOIRE=PEU))

    assert empreintes(construit(tmp_path / "site", TERRITOIRE=PEU)) == first
