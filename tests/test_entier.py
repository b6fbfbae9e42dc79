"""`python -m annuaire entier`: what is published is what was built."""

from annuaire.__main__ import main
from annuaire.store import Sortie


def test_a_site_that_is_whole_may_be_published(tmp_path, capsys):
    sortie = Sortie(tmp_path / "site")
    sortie.ecrire("index.html", "<h1>Accueil</h1>")
    sortie.publier()

    assert main(["entier", str(tmp_path / "site")]) == 0
    assert (
        capsys.readouterr().out == f"Le site de {tmp_path}/site est entier : il peut être publié.\n"
    )


def test_a_site_that_somebody_touched_is_refused_file_by_file(tmp_path, capsys):
    sortie = Sortie(tmp_path / "site")
    sortie.ecrire("index.html", "<h1>Accueil</h1>")
    sortie.publier()
    for n in range(30):
        (tmp_path / "site" / f"{n:02}.html").write_text("glissé")

    assert main(["entier", str(tmp_path / "site")]) == 1

    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == [
        "00.html : ce fichier n’a pas été construit",
        "01.html : ce fichier n’a pas été construit",
    ]
    assert said.err == (
        f"Le site de {tmp_path}/site n’est pas ce qui a été construit (10 autres fichiers)."
        " Relancez make publish, et ne changez rien dans ce dossier.\n"
    )
