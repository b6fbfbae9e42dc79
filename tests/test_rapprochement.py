"""Which records speak of the same place: on pairs of the real files read by eye, and on hard cases."""

import random
from pathlib import Path

import pytest

from annuaire import rapprochement, ressemblance
from annuaire.rapprochement import Decisions, Notice, Rapprochement, rapprocher
from lieux_reels import CONTENT, notices, propres

PAIRES = Path(__file__).parent / "fixtures" / "rapprochement" / "paires.tsv"
ICI = {"latitude": "45.8835", "longitude": "2.1741", "precision": "lieu"}
A_COTE = {"latitude": "45.8839", "longitude": "2.1741", "precision": "lieu"}  # 44 m


def paires() -> list[tuple[str, ...]]:
    lines = PAIRES.read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]


@pytest.fixture(scope="module")
def reelles(donnees_reelles, tmp_path_factory) -> list[Notice]:
    """All the real records."""
    return notices(donnees_reelles)


@pytest.fixture(scope="module")
def rapproche(reelles) -> Rapprochement:
    """What likeness alone says of them, without a decision."""
    return rapprocher(reelles)


@pytest.fixture
def de(lieu):
    """Make notices from (origine, fields) pairs."""

    def make(*said) -> list[Notice]:
        return [Notice(origine, lieu(**fields)) for origine, fields in said]

    return make


@pytest.fixture
def decider(tmp_path):
    """Write the decisions of a content folder and read them."""

    def write_and_read(text: str | bytes):
        path = tmp_path / "rapprochements.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return rapprochement.lire(tmp_path)

    return write_and_read


def groupes(found: Rapprochement) -> list[list[str]]:
    """The identifiers of each group of two records or more."""
    return [[n.lieu.id for n in g.notices] for g in found.groupes if len(g.notices) > 1]


def soupcons(found: Rapprochement) -> list[tuple[str, str, str]]:
    return [(s.a.lieu.id, s.b.lieu.id, s.raison) for s in found.soupcons]


# --- The real files ---------------------------------------------------------------------


def test_every_pair_read_by_eye_is_judged_as_it_was(rapproche):
    group = {n.lieu.id: rank for rank, g in enumerate(rapproche.groupes) for n in g.notices}
    suspected = {frozenset((s.a.lieu.id, s.b.lieu.id)) for s in rapproche.soupcons}

    def verdict(a: str, b: str) -> str:
        if group[a] == group[b]:
            return "meme"
        return "soupcon" if frozenset((a, b)) in suspected else "distinct"

    wrong = [(a, b, verdict(a, b), w) for a, b, w, _ in paires() if verdict(a, b) != w]

    assert wrong == []


def test_the_pairs_read_by_eye_are_many_of_each_sort():
    said = [attendu for _, _, attendu, _ in paires()]

    assert min(said.count("meme"), said.count("distinct")) >= 40
    assert set(said) == {"meme", "distinct", "soupcon"}


def test_each_record_is_in_one_group_that_has_one_entry_of_ours_at_most(reelles, rapproche):
    grouped = [notice for groupe in rapproche.groupes for notice in groupe.notices]

    assert len(grouped) == len(reelles)
    assert {id(notice) for notice in grouped} == {id(notice) for notice in reelles}
    for groupe in rapproche.groupes:
        assert sum(notice.propre for notice in groupe.notices) <= 1
        assert not any(notice.propre for notice in groupe.notices[1:])
        assert len(groupe.jonctions) == len(groupe.notices) - 1


def test_the_suspicions_are_few_enough_to_be_read(reelles, rapproche):
    assert 0 < len(rapproche.soupcons) < len(reelles) // 40


def test_the_order_of_the_records_of_an_origin_changes_nothing(reelles, rapproche):
    by_origin: dict[str, list[Notice]] = {}
    for notice in reelles:
        by_origin.setdefault(notice.origine, []).append(notice)
    draw = random.Random(11)
    for group in by_origin.values():
        draw.shuffle(group)

    assert rapprocher([n for group in by_origin.values() for n in group]) == rapproche


# --- Hard cases -------------------------------------------------------------------------


def test_a_bus_and_its_base_stay_apart_through_a_third_record(de):
    both, phone = ["Itinérant", "Fixe"], {"telephone": ["0555665432"]}
    found = rapprocher(
        de(
            ("a", {"id": "bus", "nom": "Bus du Lac Noir", **ICI}),
            ("b", {"id": "lac", "nom": "Le Lac Noir", "itinerance": both, **ICI, **phone}),
            ("c", {"id": "base", "nom": "Le Lac Noir", "itinerance": ["Fixe"], **ICI, **phone}),
        )
    )

    assert groupes(found) == [["lac", "base"]]
    assert soupcons(found) == [
        (
            "bus",
            "lac",
            "même point, même nom ; mais l’une est déjà réunie à une fiche que l’autre exclut",
        )
    ]


def test_two_entries_of_ours_are_never_joined_even_by_a_third(de):
    found = rapprocher(
        de(
            ("", {"id": "un", "nom": "Le Lac Noir", **ICI}),
            ("", {"id": "deux", "nom": "Lac noir", **ICI}),
            ("fs", {"id": "fs-1", "nom": "Le lac noir", **A_COTE}),
        )
    )

    assert groupes(found) == [["deux", "fs-1"]]
    assert [set(pair[:2]) for pair in soupcons(found)] == [{"un", "fs-1"}]


def test_an_entry_says_which_record_it_is_not(de):
    found = rapprocher(
        de(
            ("", {"id": "un", "nom": "Le Lac Noir", "distinct_de": ["FS-1"], **ICI}),
            ("fs", {"id": "fs-1", "nom": "Le Lac Noir", **ICI}),
        )
    )

    assert (groupes(found), soupcons(found)) == ([], [])


def test_an_entry_keeps_the_record_it_took_the_identifier_of(de):
    found = rapprocher(
        de(
            ("", {"id": "lac", "nom": "Le Lac Noir", "anciens_ids": ["fs-1"]}),
            (
                "fs",
                {"id": "FS-1", "nom": "Autre nom", "commune": "Aubusson", "code_insee": "23008"},
            ),
        )
    )

    assert groupes(found) == [["lac", "FS-1"]]
    assert found.groupes[0].jonctions[0].raison == "même identifiant"


def test_an_entry_does_not_swallow_another_place_that_bears_its_number(de):
    found = rapprocher(
        de(
            ("", {"id": "1", "nom": "Le Lac Noir"}),
            ("fs", {"id": "1", "nom": "La Tour", "commune": "Aubusson", "code_insee": "23008"}),
        )
    )

    assert len(found.groupes) == 2
    assert [s.raison for s in found.soupcons] == ["même identifiant, deux communes"]


def test_two_sources_that_number_from_one_are_not_joined_by_their_numbers(de):
    found = rapprocher(
        de(
            ("a", {"id": "1", "nom": "Le Lac Noir"}),
            ("b", {"id": "1", "nom": "La Tour", "commune": "Aubusson", "code_insee": "23008"}),
        )
    )

    assert groupes(found) == []


def test_an_arrondissement_is_in_its_city(de):
    found = rapprocher(
        de(
            (
                "a",
                {
                    "id": "a",
                    "nom": "La Gaîté",
                    "commune": "Paris",
                    "code_insee": "75056",
                    "precision": "commune",
                },
            ),
            (
                "b",
                {
                    "id": "b",
                    "nom": "LA GAITE",
                    "commune": "Paris",
                    "code_insee": "75112",
                    "adresse": "3 rue de la Gaîté",
                },
            ),
        )
    )

    assert groupes(found) == [["a", "b"]]


@pytest.mark.parametrize("nom", ["Mairie", "Médiathèque", "France services de Felletin"])
def test_a_name_that_tells_nothing_joins_at_one_spot_only(de, nom):
    here = de(("a", {"id": "a", "nom": nom, **ICI}), ("b", {"id": "b", "nom": nom, **A_COTE}))
    somewhere = de(("a", {"id": "a", "nom": nom}), ("b", {"id": "b", "nom": nom}))

    assert groupes(rapprocher(here)) == [["a", "b"]]
    assert groupes(rapprocher(somewhere)) == []


def test_the_point_of_the_commune_is_not_the_place(de):
    middle = {"precision": "rue", "latitude": "45.8835", "longitude": "2.1741"}
    found = rapprocher(
        de(
            ("a", {"id": "a", "nom": "Médiathèque", **middle}),
            ("b", {"id": "b", "nom": "Médiathèque", **middle}),
        )
    )

    assert groupes(found) == []


def test_a_point_that_a_whole_source_shares_is_not_the_place(de):
    names = [f"Atelier {word}" for word in "abcdefghijklmnopqrstuvw"]
    many = [("a", {"id": f"a-{n}", "nom": nom, **ICI}) for n, nom in enumerate(names)]
    found = rapprocher(de(*many, ("b", {"id": "b", "nom": "Médiathèque", **ICI}),
                          ("a", {"id": "a-99", "nom": "Médiathèque", **ICI})))  # fmt: skip

    assert groupes(found) == []


def test_a_telephone_of_many_records_is_no_evidence(de):
    phone = {"telephone": ["0555665432"]}
    other = {"commune": "Aubusson", "code_insee": "23008"}
    pair = [
        ("a", {"id": "a-1", "nom": "France services", "adresse": "place Courtaud", **ICI, **phone}),
        ("b", {"id": "b-1", "nom": "La Ruche", "adresse": "rue Haute", **A_COTE, **phone}),
    ]
    carrier = [("b", {"id": f"b-{n}", "nom": f"Lieu {n}", **other, **phone}) for n in (2, 3)]

    assert len(soupcons(rapprocher(de(*pair)))) == 1
    assert soupcons(rapprocher(de(*pair, *carrier))) == []


@pytest.mark.parametrize(
    ("nom", "joined"), [("Le Lac Noir", True), ("Lac noir (FabLab)", True), ("La Tour", False)]
)
def test_an_official_number_joins_what_nothing_else_contradicts(de, nom, joined):
    pivot = {"pivot": "43493312300029"}
    found = rapprocher(
        de(
            ("a", {"id": "a", "nom": "Le Lac Noir", **pivot}),
            ("b", {"id": "b", "nom": nom, **pivot}),
        )
    )

    assert bool(groupes(found)) is joined
    assert soupcons(found) == (
        [] if joined else [("a", "b", "même numéro officiel (43493312300029), noms différents")]
    )


def test_an_official_number_that_a_source_repeats_is_its_carrier_s(de):
    pivot = {"pivot": "43493312300029"}
    found = rapprocher(
        de(
            ("a", {"id": "a", "nom": "Le Lac Noir", **pivot}),
            ("b", {"id": "b-1", "nom": "Lac noir - bourg", **pivot}),
            ("b", {"id": "b-2", "nom": "La Tour", **pivot}),
        )
    )

    assert groupes(found) == []


def test_a_closed_entry_still_takes_its_record(de):
    found = rapprocher(
        de(
            ("", {"id": "lac", "nom": "Le Lac Noir", "ferme_le": "2025-06-30", **ICI}),
            ("fs", {"id": "fs-1", "nom": "Le Lac Noir", **A_COTE}),
        )
    )

    assert groupes(found) == [["lac", "fs-1"]]
    assert found.groupes[0].jonctions[0].raison == "à 44 m, même nom"


def test_no_record_gives_no_group():
    assert rapprocher([]) == Rapprochement((), ())


# --- Names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "closeness"),
    [
        ("Lab01", "LAB 01", 100),
        ("L’îlotCo", "L'ILOT-CO", 100),
        ("S.C.I.C. T.E.T.R.I.S", "Tetris", 100),
        ("La Condition Publique", "LA CONDITION PUBLIQUE EPCC", 100),
        ("Konk Ar Lab", "Konk Ar Lab, Le FabLab de la Baie", 92),
        ("Le bus du Soleil 27", "Le bus du Soleil 56", 60),
        ("Médiathèque", "France services d’Évreux", 0),
    ],
)
def test_two_names_are_as_close_as_what_they_say(a, b, closeness):
    found = ressemblance.proximite(ressemblance.nom(a, "Évreux"), ressemblance.nom(b, "Évreux"))

    assert found == closeness


# --- Decisions --------------------------------------------------------------------------


def test_the_project_s_decisions_have_no_fault(reelles):
    decisions, problems = rapprochement.lire(CONTENT)

    assert problems == []
    assert rapprochement.verifier(decisions, reelles) == []
    assert decisions.toutes


def test_the_project_s_decisions_are_obeyed(reelles, rapproche):
    decisions, _ = rapprochement.lire(CONTENT)

    found = rapprocher(reelles, decisions)

    group = {n.lieu.id: rank for rank, g in enumerate(found.groupes) for n in g.notices}
    said = {frozenset(pair[:2]) for pair in soupcons(found)}
    for decision in decisions.toutes:
        assert len({group[id_] for id_ in decision.fiches}) == (1 if decision.meme else 2)
        assert frozenset(decision.fiches) not in said
    assert len(found.soupcons) < len(rapproche.soupcons)


def test_a_decision_joins_what_looks_apart_and_says_why(de, decider):
    decisions, problems = decider(
        "- fiches: [A, b]\n  decision: meme\n  note: Vu sur place.\n  sauf: [telephone]\n"
    )
    found = rapprocher(
        de(("a", {"id": "a", "nom": "La Tour"}), ("b", {"id": "b", "nom": "Bus du Lac"})), decisions
    )

    assert problems == []
    assert groupes(found) == [["a", "b"]]
    assert found.groupes[0].jonctions[0].raison == "décision : Vu sur place."
    assert found.groupes[0].sauf == (frozenset(), frozenset({"telephone"}))


def test_a_decision_parts_what_looks_the_same(de, decider):
    decisions, _ = decider("- {fiches: [a, b], decision: distinct, note: Deux étages.}\n")
    found = rapprocher(
        de(("a", {"id": "a", "nom": "Le Lac", **ICI}), ("b", {"id": "b", "nom": "Le Lac", **ICI})),
        decisions,
    )

    assert (groupes(found), soupcons(found)) == ([], [])


def test_no_file_is_no_decision(tmp_path):
    assert rapprochement.lire(tmp_path) == (Decisions(path=tmp_path / "rapprochements.yml"), [])


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (
            "- fiches: [a, b]\n  decision: pareil\n  note: x\n",
            (2, 13, "decision"),
            (
                "« pareil » n’est pas une décision. Écrivez meme (un seul lieu) ou distinct (deux lieux)"
                " (exemple : decision: meme)"
            ),
        ),
        (
            "- fiches: [a]\n  decision: meme\n  note: x\n",
            (1, 11, "fiches"),
            (
                "il faut au moins deux identifiants différents. Recopiez l’identifiant de chaque fiche"
                " (exemple : fiches: [fs-671, fs-1865])"
            ),
        ),
        (
            "- fiches: [a, A]\n  decision: meme\n  note: x\n",
            (1, 11, "fiches"),
            (
                "il faut au moins deux identifiants différents. Recopiez l’identifiant de chaque fiche"
                " (exemple : fiches: [fs-671, fs-1865])"
            ),
        ),
        (
            "- fiches: [a, b]\n  decision: meme\n",
            (1, 3, "note"),
            (
                "ce champ est obligatoire et il manque. Dites ce qui le montre"
                " (exemple : note: Même adresse, même téléphone.)"
            ),
        ),
        (
            "- fiches: [a, b]\n  decision: meme\n  note: x\n  sof: [telephone]\n",
            (4, 3, "sof"),
            "ce champ n’existe pas. Choisissez parmi : fiches, decision, note, sauf",
        ),
        (
            "- fiches: [a, b]\n  decision: meme\n  note: x\n  sauf: [téléphone]\n",
            (4, 9, "sauf"),
            (
                "« téléphone » n’est pas un champ que l’on peut laisser. Écrivez un nom de champ d’une"
                " fiche (exemple : sauf: [telephone])"
            ),
        ),
        (
            "- fiches: [a, b]\n  decision: distinct\n  note: x\n  sauf: [telephone]\n",
            (4, 9, "sauf"),
            "« sauf » ne va qu’avec meme. Retirez cette ligne",
        ),
        (
            (
                "- {fiches: [a, b], decision: meme, note: x}\n"
                "- {fiches: [b, c], decision: meme, note: x}\n"
                "- {fiches: [a, c], decision: distinct, note: x}\n"
            ),
            (3, 1, "fiches"),
            (
                "« a » et « c » sont dits distincts ici, et un même lieu ligne 1, 2."
                " Gardez une seule des deux décisions"
            ),
        ),
        (
            "- fiches: [a, b]\n  fiches: [c, d]\n  decision: meme\n  note: x\n",
            (2, 3, "1.fiches"),
            "ce champ est écrit deux fois (déjà ligne 1). Gardez une seule des deux lignes",
        ),
        (
            "fiches: [a, b]\n",
            (1, 1, ""),
            (
                "ce fichier est une liste. Commencez chaque élément par un tiret"
                " (exemple : - fiches: [fs-671, fs-1865])"
            ),
        ),
        (
            "- abc\n",
            (1, 3, ""),
            (
                "il faut un bloc de champs. Écrivez chaque champ sur sa ligne, en retrait"
                " (exemple : - fiches: [fs-671, fs-1865])"
            ),
        ),
        (
            b"- fiches: [\xe9]\n",
            (1, 1, ""),
            "ce fichier n’est pas en UTF-8 : ses accents sont illisibles. Enregistrez-le de nouveau en choisissant l’encodage « UTF-8 »",
        ),
    ],
)
def test_a_decision_that_cannot_be_read_is_said_where_it_is_typed(decider, text, place, said):
    _, (problem, *others) = decider(text)

    assert (problem.line, problem.column, problem.champ) == place
    assert problem.phrase == said
    assert others == []


def test_all_that_is_wrong_is_said_at_once(decider):
    decisions, problems = decider("- fiches: [a]\n  decision: pareil\n")

    assert decisions.toutes == ()
    assert [problem.champ for problem in problems] == ["fiches", "decision", "note"]


def test_an_identifier_that_nobody_bears_today_is_a_notice(de, decider):
    decisions, _ = decider("- {fiches: [fs-1, fs-2], decision: meme, note: x}\n")

    (problem,) = rapprochement.verifier(decisions, de(("fs", {"id": "FS-1"})))

    assert (problem.niveau, problem.line) == ("avis", 1)
    assert problem.phrase == (
        "aucune fiche ne porte « fs-2 » aujourd’hui."
        " Rien à faire si sa source l’a retirée pour un temps"
    )


def test_two_entries_of_ours_are_merged_by_hand_only(decider):
    one, other = sorted(notice.lieu.id for notice in propres())[:2]
    decisions, _ = decider(f"- {{fiches: [{other}, {one}], decision: meme, note: x}}\n")

    (problem,) = rapprochement.verifier(decisions, propres())

    assert problem.niveau == "erreur"
    assert problem.message == f"« {one} » et « {other} » sont deux fiches de l’annuaire"
    assert groupes(rapprocher(propres(), decisions)) == []
