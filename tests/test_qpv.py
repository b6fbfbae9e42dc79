"""The list of priority neighbourhoods: what it gives, what is said of its faults."""

from pathlib import Path

import pytest

from annuaire import problems, qpv
from annuaire.qpv import Quartier

ENTETE = "code_qp,nom_qp,code_insee,commune,departement,region\n"
BONNE = "QN02905M,Kerandon,29039,Concarneau,29,53\n"


@pytest.fixture
def lire(tmp_path: Path):
    """Read a list of these lines: its neighbourhoods, and what is said of the others."""

    def read(texte: str | bytes):
        path = tmp_path / "qpv.csv"
        path.write_bytes(texte if isinstance(texte, bytes) else texte.encode())
        quartiers, found = qpv.lire(path)
        return quartiers, [problems.terminal(p).removeprefix(f"{tmp_path}/") for p in found]

    return read


def test_reads_a_neighbourhood_in_each_of_its_communes(lire):
    found = lire(
        ENTETE
        + 'QN00201M,Europe,02571,"Omissy; Saint-Quentin",02,32\n'
        + 'QN00201M,Europe,02691,"Omissy; Saint-Quentin",02,32\n'
        + "QN02A02M,Salines,2A004,Ajaccio,2A,94\n"
    )

    assert found == (
        (
            Quartier("QN00201M", "Europe", "02571"),
            Quartier("QN00201M", "Europe", "02691"),
            Quartier("QN02A02M", "Salines", "2A004"),
        ),
        [],
    )


def test_an_arrondissement_is_its_city_and_a_former_name_is_understood(lire):
    quartiers, said = lire(
        ENTETE
        + "QN07501M,Bédier,75113,Paris 13e Arrondissement,75,11\n"
        + "QN07611M,Le Parc,76484,Oissel,76,28\n"
    )

    assert said == []
    assert [one.code_insee for one in quartiers] == ["75056", "76484"]


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        (
            "code_qp;commune\nQN02905M;Concarneau\n",
            "qpv.csv:1:1: il manque : nom_qp, code_insee. Ajoutez ces colonnes à la liste",
        ),
        (
            ENTETE,
            "qpv.csv:1:1: cette liste ne peut pas être lue : il n’a que sa première ligne, celle des titres : aucun lieu à lire. Donnez la liste entière, en CSV",
        ),
        (
            ENTETE + "02905M,Kerandon,29039,Concarneau,29,53\n",
            "qpv.csv:2:1: code_qp : « 02905M » n’est pas un code de quartier prioritaire. Il s’écrit QN, le département (029), deux chiffres et une lettre (exemple : QN02901M)",
        ),
        (
            f"{ENTETE}QN02905M,Kerandon,29999,Concarneau,29,53\n",
            "qpv.csv:2:1: code_insee : aucune commune n’a le code INSEE « 29999 ». Cherchez le code de la commune (exemple : 02691)",
        ),
        (
            ENTETE + "QN02201M,Kerandon,29039,Concarneau,29,53\n",
            "qpv.csv:2:1: code_qp : QN02201M est un quartier du département 22, pas de Concarneau. Corrigez le code du quartier ou celui de la commune",
        ),
        (
            ENTETE + "QN02905M,Kerandon,29232,Concarneau,29,53\n",
            "qpv.csv:2:1: code_insee : le code INSEE 29232 est celui de Quimper, pas de Concarneau. Corrigez le code ou le nom de la commune",
        ),
        (
            ENTETE + BONNE + BONNE,
            "qpv.csv:3:1: code_qp : QN02905M est déjà donné pour cette commune. Gardez une ligne",
        ),
        (
            ENTETE + 'QN02905M,"Kerandon,29039,Concarneau,29,53\n',
            "qpv.csv:2:1: un guillemet ouvert à la ligne 2 n’est jamais refermé : cette ligne ne peut pas être lue. Corrigez cette ligne",
        ),
    ],
)
def test_each_fault_is_said_at_its_line(lire, texte, dit):
    assert lire(texte)[1] == [dit]


def test_all_faults_are_said_at_once_and_the_good_rows_are_kept(lire):
    quartiers, said = lire(ENTETE + "X,a,29039,Concarneau,29,53\n" + BONNE + "Y,b,1,Nulle,29,53\n")

    assert quartiers == (Quartier("QN02905M", "Kerandon", "29039"),)
    assert [line.split(":")[1] for line in said] == ["2", "4"]


def test_a_file_that_is_not_there_is_said(tmp_path: Path):
    quartiers, (problem,) = qpv.lire(tmp_path / "absent.csv")

    assert quartiers == ()
    assert problem.phrase.startswith("cette liste ne peut pas être lue : ")


ENTREE = """---
id: le-hangar
nom: Le Hangar
commune: {commune}
code_insee: "{code}"
date_maj: 2026-11-20
fabrique:
  label: fabrique
  territoire: qpv
  qpv_code: {quartier}
meta:
  sources: [{{titre: La mairie}}]
---
"""


def dit(lecture, quartier, commune="Concarneau", code="29039"):
    liste = [Quartier("QN02905M", "Kerandon", "29039"), Quartier("QN02901M", "Kermoysan", "29232")]
    read = lecture(
        ENTREE.format(quartier=quartier, commune=commune, code=code), "29-finistere", "le-hangar.md"
    )
    assert read.lieu
    return [(p.line, p.champ, p.phrase) for p in qpv.verifier(liste, [read])]


def test_an_entry_of_its_own_neighbourhood_is_right(lecture):
    assert dit(lecture, "QN02905M") == []


def test_an_entry_of_the_neighbourhood_of_another_commune_is_refused(lecture):
    assert dit(lecture, "QN02901M") == [
        (
            10,
            "fabrique.qpv_code",
            "QN02901M est un quartier de Quimper, pas de Concarneau. Corrigez le quartier ou la commune",
        )
    ]


def test_an_entry_of_a_neighbourhood_that_is_on_no_list_is_refused(lecture):
    assert dit(lecture, "QN02999M") == [
        (
            10,
            "fabrique.qpv_code",
            "QN02999M n’est pas dans la liste des quartiers prioritaires. Cherchez le code du quartier sur sig.ville.gouv.fr, ou retirez ce champ",
        )
    ]


def test_without_a_list_nothing_is_said_of_an_entry(lecture):
    read = lecture(ENTREE.format(quartier="QN02999M", commune="Concarneau", code="29039"))

    assert list(qpv.verifier((), [read])) == []


def test_every_row_of_the_real_list_is_read(donnees_reelles: Path):
    quartiers, found = qpv.lire(donnees_reelles / "qpv-communes.csv")

    assert found == []
    assert len(quartiers) == 1684
    assert len(qpv.par_commune(quartiers)) == 824
