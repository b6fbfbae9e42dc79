"""The pure functions of the browser, on the files that are served, where Node is there to run them."""

import shutil
import subprocess

import pytest

from construction import PROJET


def test_the_pure_functions_of_the_map_pass_their_own_tests():
    node = shutil.which("node")
    if node is None:
        pytest.skip(
            "node n’est pas installé : les fonctions pures du navigateur ne sont pas relues"
        )

    files = sorted(map(str, (PROJET / "tests" / "js").glob("*.test.js")))
    done = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)

    assert files
    assert done.returncode == 0, done.stdout
