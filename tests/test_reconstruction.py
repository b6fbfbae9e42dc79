"""What is built again after a change is, byte for byte, what a clean build gives."""

import hashlib
import os
import random
import shutil
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache
from pelican.settings import read_settings

from annuaire import store, territoires
from annuaire.generator import AnnuaireGenerator
from annuaire.manifeste import verifier
from construction import PROJET

SEQUENCES = int(os.environ.get("SEQUENCES", "6"))
"""The sequences of changes that are tried; 200 take some twenty minutes."""
CHANGEMENTS = 5
DEPARTEMENTS = ("19", "23", "87")
COMMUNES = [
    commune
    for code in DEPARTEMENTS
    for commune in territoires.communes_du_departement(code)
    if commune.codes_postaux
][::7]


class ArretError(Exception):
    """A build that stops in the middle."""


class Essai:
    """A small site, its theme and its settings, and the changes that a year brings."""

    def __init__(self, folder: Path, graine: int) -> None:
        """Write the entries that it starts with."""
        self.chance = random.Random(graine)
        self.content, self.theme, self.output = (folder / n for n in ("content", "theme", "site"))
        shutil.copytree(PROJET / "theme", self.theme)
        self.reglages = {"TERRITOIRE": DEPARTEMENTS, "SITENAME": "Fabriques"}
        self.numero = 0
        for _ in range(12):
            self.ajouter()

    def fiches(self) -> list[Path]:
        return sorted((self.content / "lieux").rglob("*.md"))

    def une(self) -> Path:
        return self.chance.choice(self.fiches())

    def ajouter(self) -> None:
        self.numero += 1
        self.ecrire(f"lieu-{self.numero}", f"n{self.numero}")

    def ecrire(self, slug: str, id_: str, *plus: str) -> None:
        commune = self.chance.choice(COMMUNES)
        folder = territoires.departements()[commune.departement].slug
        lines = [
            f"id: {id_}",
            f"nom: {self.chance.choice(('Le Relais', 'La Grange', 'L’Atelier'))} {self.numero}",
            f"commune: {commune.nom}",
            f'code_insee: "{commune.code}"',
            f'code_postal: "{commune.codes_postaux[0]}"',
            f"date_maj: 2026-0{self.chance.randint(1, 9)}-15",
            "source: Mairie",
            "meta: {sources: [https://www.exemple.fr/]}",
            *plus,
        ]
        options = (
            f'telephone: "+3355566{self.chance.randrange(1000, 10_000)}"',
            "horaires: Mo-Fr 09:00-12:00",
            "services:\n  - Aide aux démarches administratives",
            "adresse: 1 rue de la Gare",
            "frais_a_charge:\n  - Gratuit",
        )
        lines += [line for line in options if self.chance.random() < 0.6]
        path = self.content / "lieux" / folder / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "---\n" + "\n".join(lines) + "\n---\n\nOn y vient à pied.\n", encoding="utf-8"
        )

    def changer(self) -> None:
        path = self.une()
        path.write_text(
            path.read_text(encoding="utf-8").replace("à pied", "à pied ou à vélo"), encoding="utf-8"
        )

    def renommer(self) -> None:
        path = self.une()
        self.numero += 1
        text = path.read_text(encoding="utf-8")
        old = f"anciens_slugs:\n  - {path.stem}\n"
        if "anciens_slugs" not in text:
            path.with_name(f"lieu-{self.numero}.md").write_text(
                text.replace("source:", f"{old}source:", 1), encoding="utf-8"
            )
            path.unlink()

    def demenager(self) -> None:
        path = self.une()
        id_ = path.read_text(encoding="utf-8").partition("id: ")[2].split("\n")[0]
        path.unlink()
        self.ecrire(path.stem, id_)

    def fermer(self) -> None:
        path = self.une()
        text = path.read_text(encoding="utf-8")
        if "ferme_le" not in text:
            path.write_text(
                text.replace("source:", "ferme_le: 2026-09-01\nsource:", 1), encoding="utf-8"
            )

    def supprimer(self) -> None:
        self.une().unlink()

    def retoucher(self) -> None:
        """Save an entry again: another time, the same bytes."""
        self.une().touch()

    def gabarit(self) -> None:
        path = self.theme / "templates/pages" / self.chance.choice(("lieu.html", "commune.html"))
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("{% block contenu %}", "{% block contenu %}<!-- retouche -->", 1),
            encoding="utf-8",
        )

    def reglage(self) -> None:
        self.reglages["SITENAME"] += "!"

    def abimer(self) -> None:
        """Lose a page by hand."""
        next((self.output / "communes").rglob("index.html")).unlink()

    CHANGER = (
        ajouter,
        changer,
        renommer,
        demenager,
        fermer,
        supprimer,
        retoucher,
        gabarit,
        reglage,
        abimer,
    )

    def construire(self, output: Path) -> None:
        compiled = self.theme.with_name("compiles")  # Jinja knows a changed template by its text
        compiled.mkdir(exist_ok=True)
        settings = read_settings(
            str(PROJET / "pelicanconf.py"),
            override={
                "PATH": str(self.content),
                "OUTPUT_PATH": str(output),
                "THEME": str(self.theme),
                **self.reglages,
            },
        )
        settings["JINJA_ENVIRONMENT"] = {
            **settings["JINJA_ENVIRONMENT"],
            "bytecode_cache": FileSystemBytecodeCache(str(compiled)),
        }
        generator = AnnuaireGenerator(
            context=settings.copy(),
            settings=settings,
            path=settings["PATH"],
            theme=settings["THEME"],
            output_path=settings["OUTPUT_PATH"],
        )
        generator.generate_context()
        generator.generate_output(None)


def contenu(output: Path) -> dict[str, str]:
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def interrompre(essai: Essai, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop a build while its files take their places."""
    left = essai.chance.randrange(20)
    place = store._poser

    def poser(source: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise ArretError
        place(source, target)

    monkeypatch.setattr(store, "_poser", poser)
    with pytest.raises(ArretError):
        essai.construire(essai.output)
    monkeypatch.undo()


@pytest.mark.parametrize("graine", range(SEQUENCES))
def test_after_any_changes_the_site_is_what_a_clean_build_gives(
    graine: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    monkeypatch.setenv("PROCESSUS", str(1 + graine % 2))
    essai = Essai(tmp_path, graine)
    essai.construire(essai.output)
    for _ in range(CHANGEMENTS):
        for change in essai.chance.choices(Essai.CHANGER, k=2):
            change(essai)
        essai.construire(essai.output)

    essai.construire(tmp_path / "propre")

    assert contenu(essai.output) == contenu(tmp_path / "propre")
    assert list(verifier(essai.output)) == []


def test_a_build_stopped_among_its_renames_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    essai = Essai(tmp_path, 3)
    essai.construire(essai.output)
    essai.reglage()
    with pytest.MonkeyPatch.context() as patch:
        interrompre(essai, patch)
    essai.ajouter()
    essai.construire(essai.output)

    essai.construire(tmp_path / "propre")

    assert contenu(essai.output) == contenu(tmp_path / "propre")


def test_nothing_changed_writes_nothing_and_says_so(tmp_path: Path, capsys):
    essai = Essai(tmp_path, 1)
    essai.construire(essai.output)
    before = {path: path.stat().st_mtime_ns for path in essai.output.rglob("*")}
    capsys.readouterr()

    essai.construire(essai.output)

    assert capsys.readouterr().out.startswith("Rien n’a changé : le site de ")
    assert {path: path.stat().st_mtime_ns for path in essai.output.rglob("*")} == before


def test_one_entry_changed_writes_few_files(tmp_path: Path, capsys):
    essai = Essai(tmp_path, 2)
    essai.construire(essai.output)
    pages = sum(1 for _ in essai.output.rglob("index.html"))
    before = {path: path.stat().st_mtime_ns for path in essai.output.rglob("index.html")}

    essai.changer()
    essai.construire(essai.output)

    after = {path: path.stat().st_mtime_ns for path in essai.output.rglob("index.html")}
    assert pages > 200
    assert 1 <= sum(after[path] != before[path] for path in before) <= 3


def test_the_same_bytes_whatever_the_number_of_processes(tmp_path: Path, monkeypatch):
    essai = Essai(tmp_path, 4)
    for many in ("1", "2", "5"):
        monkeypatch.setenv("PROCESSUS", many)
        essai.construire(tmp_path / many)

    assert contenu(tmp_path / "1") == contenu(tmp_path / "2") == contenu(tmp_path / "5")
