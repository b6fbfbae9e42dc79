"""The declaration of a lieu, from which all the rest is derived."""

from datetime import date

import pytest
from pydantic import BaseModel, ValidationError

from annuaire.fautes_du_modele import _models_in
from annuaire.model import CHAMPS_NATIONAUX, Lieu

STANDARD = (
    "id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude"
    " typologie telephone courriels site_web horaires presentation_resume presentation_detail"
    " source itinerance structure_parente date_maj services publics_specifiquement_adresses"
    " prise_en_charge_specifique frais_a_charge dispositif_programmes_nationaux formations_labels"
    " autres_formations_labels modalites_acces modalites_accompagnement fiche_acces_libre prise_rdv"
)


def parts(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The model and all that its fields hold."""
    found = {model}
    for info in model.model_fields.values():
        for part in _models_in(info.annotation):
            found |= parts(part)
    return found


def test_declares_the_32_fields_of_the_standard_in_its_order():
    assert " ".join(CHAMPS_NATIONAUX) == STANDARD


@pytest.mark.parametrize("part", sorted(parts(Lieu), key=lambda p: p.__name__))
def test_every_field_has_a_label_and_no_unknown_key_passes(part):
    assert all(info.title for info in part.model_fields.values())
    assert part.model_config["extra"] == "forbid"
    assert part.model_config["frozen"]


@pytest.mark.parametrize("part", sorted(parts(Lieu), key=lambda p: p.__name__))
def test_every_example_is_accepted_by_its_own_field(part, lieu):
    for name, info in part.model_fields.items():
        for example in info.examples or ():
            assert typed_is_accepted(part, name, example), f"{part.__name__}.{name}"


def typed_is_accepted(part: type[BaseModel], name: str, example: str) -> bool:
    """Whether a value typed as the example says gives no error at that field."""
    from annuaire import yaml_strict

    values, faults = yaml_strict.lire(f"{name}: {example}\n")
    assert not faults
    try:
        part.model_validate(values)
    except ValidationError as error:
        return all(detail["loc"][:1] != (name,) for detail in error.errors())
    return True


def test_a_lieu_cannot_change(lieu):
    with pytest.raises(ValidationError):
        lieu().nom = "Autre"


@pytest.mark.parametrize(
    ("label", "labellise"),
    [("fabrique", True), ("fabrique-numerique", True), ("candidate", False), ("aucune", False)],
)
def test_only_a_label_that_was_given_counts(label, labellise, lieu):
    assert lieu(fabrique={"label": label}).est_labellise is labellise
    assert not lieu().est_labellise


def test_is_closed_from_its_last_day_on(lieu):
    closed = lieu(ferme_le="2025-06-30")

    assert not closed.est_ferme(date(2025, 6, 29))
    assert closed.est_ferme(date(2025, 6, 30))
    assert not lieu().est_ferme(date(2026, 1, 1))


def test_reads_a_telephone_with_the_territory_of_the_lieu(lieu):
    overseas = lieu(
        commune="Saint-Denis", code_insee="97411", code_postal="97400", telephone="0262 20 21 22"
    )

    assert overseas.telephone == ("+262262202122",)


def test_a_source_is_an_address_or_a_title(lieu):
    typed = lieu(meta={"sources": ["https://lieu.fr/", "Ouest-France", {"titre": "Insee"}]})

    assert [(s.url, s.titre) for s in typed.meta.sources] == [
        ("https://lieu.fr/", None),
        (None, "Ouest-France"),
        (None, "Insee"),
    ]
