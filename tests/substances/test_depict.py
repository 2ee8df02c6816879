"""Drawings: self-contained, the same bytes each time, every mark with its number and words."""
from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from rdkit import Chem

from accord.core.text import Message
from accord.substances.depict import Highlight, svg
from accord.substances.normalise import structure_from_molblock, structure_from_smiles

TEXT = "Cc1ccccc1N(C(=O)c1ccccc1)C1CCN(CCc2ccccc2)CC1.Cl"
ACYL = Highlight((8, 9, 10, 11, 12, 13, 14, 15), "clause 1")
ARYL = Highlight((0, 1, 2, 3, 4, 5, 6), "clause 2")


def test_a_drawing_is_one_svg_element_without_outside_resources() -> None:
    text = svg(structure_from_smiles(TEXT), [ACYL, ARYL], "en")
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert text.replace("http://www.w3.org/2000/svg", "").count("http") == 0
    assert not {"image", "script", "link", "use", "foreignObject"} & {element.tag.partition("}")[2] for element in root.iter()}


def test_equal_input_gives_equal_bytes() -> None:
    assert svg(structure_from_smiles(TEXT), [ACYL], "en") == svg(structure_from_smiles(TEXT), [ACYL], "en")


def test_marks_have_their_own_colour_and_stand_in_the_legend() -> None:
    text = svg(structure_from_smiles(TEXT), [ACYL, ARYL], "en")
    for colour in ("#E69F00", "#56B4E9"):
        assert text.count(colour) > 7
    assert ">1  clause 1</text>" in text
    assert ">2  clause 2</text>" in text
    assert "#E69F00" not in svg(structure_from_smiles(TEXT), [], "en")


def test_title_and_legend_speak_the_language_asked_for() -> None:
    mark = Highlight((0,), Message("substances.step.keto_form"))
    assert "Structure as given, C27H31ClN2O" in svg(structure_from_smiles(TEXT), [mark], "en")
    chinese = svg(structure_from_smiles(TEXT), [mark], "zh")
    assert "按输入绘制的结构" in chinese
    assert "烯醇的酮式" in chinese


def test_labels_are_escaped_and_long_ones_wrapped_without_loss() -> None:
    label = "<script>alert(1)</script> " + "以取代或未取代的单环芳香基团替代" * 6
    text = svg(structure_from_smiles("CCO"), [Highlight((0,), label)], "zh")
    assert "<script" not in text
    lines = [element.text or "" for element in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")]
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == f"1{label}".replace(" ", "")


def test_more_marks_than_colours_are_still_numbered() -> None:
    text = svg(structure_from_smiles("C" * 12), [Highlight((i,), f"r{i}") for i in range(12)], "en")
    assert ">12  r11</text>" in text


def test_an_atom_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="atoms 0 to 2"):
        svg(structure_from_smiles("CCO"), [Highlight((3,), "x")], "en")


@pytest.mark.parametrize("text", ["[Na+].[Cl-]", "[H]C([H])([2H])O", "C[N+](=O)[O-]", "c1ccc2[nH]ccc2c1", "[K]O[Mn](=O)(=O)=O"])
def test_any_structure_can_be_drawn(text: str) -> None:
    ET.fromstring(svg(structure_from_smiles(text), [Highlight((0,), "x")], "en"))


def test_a_molfile_keeps_its_own_layout() -> None:
    mol = Chem.MolFromSmiles("CCCC")
    plain = structure_from_molblock(Chem.MolToMolBlock(mol))
    bent = Chem.MolFromMolBlock(Chem.MolToMolBlock(mol))
    bent.GetConformer().SetAtomPosition(3, (0.0, 5.0, 0.0))
    assert svg(structure_from_molblock(Chem.MolToMolBlock(bent)), [], "en") != svg(plain, [], "en")
