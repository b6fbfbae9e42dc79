"""The browser libraries are the files their authors published."""

import shutil

import pytest

from annuaire.referentiel import paquets, vendor


def test_vendored_files_are_those_of_vendor_toml():
    assert vendor.verify(vendor.VENDOR) == []


def test_a_changed_a_missing_and_an_unlisted_file_are_each_named(tmp_path):
    copy = tmp_path / "vendor"
    shutil.copytree(vendor.VENDOR, copy)
    (copy / "leaflet-1.9.4" / "leaflet.js").write_text("x")
    (copy / "leaflet-1.9.4" / "LICENSE").unlink()
    (copy / "autre.js").write_text("x")

    assert vendor.verify(copy) == [
        "leaflet-1.9.4/LICENSE : fichier absent.",
        "autre.js : absent de vendor.toml.",
        "leaflet-1.9.4/leaflet.js : modifié. Remettez le fichier d'origine avec « python -m annuaire vendor ».",
    ]


def test_a_package_with_other_bytes_is_refused_in_french(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def fake(_command, work):
        (work / "leaflet-1.9.4.tgz").write_bytes(b"autre chose")

    monkeypatch.setattr(paquets, "_run", fake)

    with pytest.raises(paquets.PaquetIndisponible, match=r"n'est pas le fichier attendu"):
        paquets.fetch_npm("leaflet", "1.9.4", "0" * 64)
    assert list(tmp_path.rglob("*.tgz")) == []


def test_a_package_once_fetched_is_not_fetched_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    calls = []

    def fake(command, work):
        calls.append(command)
        (work / "x.tgz").write_bytes(b"abc")

    monkeypatch.setattr(paquets, "_run", fake)
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    first = paquets.fetch_npm("@a/x", "1.0.0", digest)
    second = paquets.fetch_npm("@a/x", "1.0.0", digest)

    assert first == second
    assert len(calls) == 1


def test_a_missing_tool_is_named_in_french(tmp_path):
    with pytest.raises(paquets.PaquetIndisponible, match="introuvable"):
        paquets._run(["outil-qui-n-existe-pas"], tmp_path)
