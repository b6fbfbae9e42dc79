"""A site built with a list of priority neighbourhoods given by hand."""

from pathlib import Path

from annuaire_de_test import PETIT
from construction import construire, construit

ENTETE = "code_qp,nom_qp,code_insee,commune,departement,region\nQN02901M,Un quartier,29039,Concarneau,29,53\n"
"""The columns, and the neighbourhood that an entry of the small tree names."""
CREUSE = "QN02301M,Un quartier,23096,Guéret,23,75\n"
HAUTE_VIENNE = "QN08701M,Un quartier,87085,Limoges,87,75\n"


def page(site: Path) -> str:
    return (site / "atlas/index.html").read_text(encoding="utf-8")


def test_a_list_that_changed_is_read_again(tmp_path: Path):
    liste = tmp_path / "qpv.csv"
    liste.write_text(ENTETE + CREUSE, encoding="utf-8")
    site = construit(tmp_path / "site", PETIT, QPV=str(liste), TERRITOIRE=["23", "87"])
    first = page(site)

    liste.write_text(ENTETE + HAUTE_VIENNE, encoding="utf-8")
    construit(site, PETIT, QPV=str(liste), TERRITOIRE=["23", "87"])

    assert "Guéret (" in first
    assert "Guéret (" not in page(site)
    assert "Limoges (" in page(site)


def test_a_faulty_list_refuses_the_site_and_says_every_line(tmp_path: Path):
    liste = tmp_path / "qpv.csv"
    liste.write_text(
        ENTETE + CREUSE.replace("23096", "23999") + HAUTE_VIENNE.replace("087", "023"),
        encoding="utf-8",
    )

    done = construire(tmp_path / "site", PETIT, QPV=str(liste))

    assert done.returncode != 0
    assert f"{liste}:3:1: code_insee : aucune commune n’a le code INSEE « 23999 »" in done.stdout
    assert f"{liste}:4:1: code_qp : QN02301M est un quartier du département 23" in done.stdout
    assert not (tmp_path / "site/index.html").exists()
