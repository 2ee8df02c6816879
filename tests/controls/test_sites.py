"""Placements: the core of each skeleton, what counts as a site, and the kinds of groups."""
from __future__ import annotations

import pytest
from rdkit import Chem

from accord.controls import sites
from accord.controls.placement import branch, monocycle, substituents
from accord.controls.substituents import Group, kinds, matches


def units(smiles: str, skeleton: str = "fentanyl") -> list[dict[str, list[str]]]:
    """Site -> drawings of its units, for each placement."""
    mol = Chem.MolFromSmiles(smiles)
    found: list[dict[str, list[str]]] = []
    for placement in sites.placements(mol, skeleton):
        by_site: dict[str, list[str]] = {}
        for unit in placement.units:
            by_site.setdefault(unit.site, []).append(Chem.MolFragmentToSmiles(mol, list(unit.atoms)))
        found.append({site: sorted(drawn) for site, drawn in by_site.items()})
    return found


def test_the_sites_of_a_fentanyl() -> None:
    (found,) = units("CCC(=O)N(c1ccccc1)C1(COC)CCN(CC(C)n2nnn(CC)c2=O)CC1F")
    assert found == {"acyl": ["CCC=O"], "aryl": ["c1ccccc1"], "ring": ["COC", "F"], "far_ring": ["CCn1nnnc1=O"], "chain": ["C"]}


def test_a_tail_that_is_no_chain_with_a_monocycle_stays_whole() -> None:
    for tail in ("C", "Cc2ccccc2", "CCCc2ccccc2", "CCOc2ccccc2", "CCc2ccc3occc3c2", "CCC2CCC3(CC2)CC3"):
        (found,) = units(f"CCC(=O)N(c1ccccc1)C1CCN({tail})CC1")
        assert set(found) == {"acyl", "aryl", "tail"}


@pytest.mark.parametrize(
    "smiles",
    [
        "CCC(=O)N(c1ccccc1)C1CCNCC1",
        "c1ccc(CCN2CCC(Nc3ccccc3)CC2)cc1",
        "CCC(=O)N(Cc1ccccc1)C1CCN(CCc2ccccc2)CC1",
        "CCC(=O)N(c1ccccc1)C1=CCN(CCc2ccccc2)CC1",
        "CCC(=O)N(c1ccccc1)C1CC2CCC(C1)N2CCc1ccccc1",
        "CCC(=O)N(c1ccccc1)C1CCN2CCCCC2C1",
        "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)c2ccccc21",
        "CCC(=S)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1",
        "O=C1Cc2ccccc2N1C1CCN(CCc2ccccc2)CC1",
        "CCC(=O)N(c1ccccc1)C1CCC(CCc2ccccc2)CC1",
    ],
)
def test_no_core_no_placement(smiles: str) -> None:
    assert units(smiles) == []


def test_both_amide_nitrogens_are_tried() -> None:
    twin = units("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccc(N(C(C)=O)C3CCN(C)CC3)cc2)CC1")
    assert len(twin) == 2
    assert {found["acyl"][0] for found in twin} == {"CCC=O", "CC=O"}


def test_two_rings_at_the_end_of_the_chain_are_two_placements() -> None:
    found = units("CCC(=O)N(c1ccccc1)C1CCN(CC(c2ccccc2)c2cccs2)CC1")
    assert sorted(one["far_ring"][0] for one in found) == ["c1ccccc1", "c1ccsc1"]


def test_nitazene_sites() -> None:
    (found,) = units("CCOc1ccc(C(C)c2nc3cc([N+](=O)[O-])ccc3n2CCN2CCCC2)cc1", "nitazene")
    assert found["bridge"] == ["CC"]
    assert found["amine"] == ["C1CCNC1"]
    assert found["aryl"] == ["CCOc1ccccc1"]
    assert units("Clc1ccc(Cn2c(CN3CCCC3)nc3ccccc32)cc1", "nitazene") == []


def test_orphine_sites() -> None:
    (found,) = units("CC(c1ccc(Br)cc1)N1CCC(n2c(=O)n(C)c3cc(F)ccc32)C(O)C1", "piperidinyl_benzimidazolone")
    assert found == {"urea_ring": ["C", "F"], "piperidine": ["O"], "tail": ["CCc1ccc(Br)cc1"]}
    (spiro,) = units("CN1CCC2(CC1)C(=O)NCN2c1ccccc1", "triazaspirodecanone")
    assert spiro == {"aryl": ["c1ccccc1"], "tail": ["C"]}


def test_the_gate_of_every_skeleton_reads_as_smarts() -> None:
    for skeleton in sites.skeletons():
        for smarts in sites.gate(skeleton):
            assert Chem.MolFromSmarts(smarts) is not None


def test_branches_and_rings() -> None:
    mol = Chem.MolFromSmiles("CC1CCCC2(C1)CC2")
    assert branch(mol, 0, (1,)).atoms == {0}
    assert monocycle(mol, 1) == ()
    assert len(substituents(mol, (1, 2, 3, 4, 5, 6))) == 2
    assert len(monocycle(Chem.MolFromSmiles("Cc1ccccc1"), 1)) == 6


def group(smiles: str) -> Group:
    """A substituent drawn on a first atom, which stands for the skeleton: `*OC`."""
    mol = Chem.MolFromSmiles(smiles.replace("*", "C"))
    return Group(mol, 1, 0, branch(mol, 1, (0,)).atoms)


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        ("*CC", {"alkyl"}),
        ("*C(C)(C)C", {"alkyl"}),
        ("*C=C", {"alkenyl"}),
        ("*=C", set()),
        ("*C#C", set()),
        ("*C1CC1", set()),
        ("*Cc1ccccc1", set()),
        ("*C(F)(F)F", {"haloalkyl", "trifluoromethyl"}),
        ("*CCCl", {"haloalkyl"}),
        ("*F", {"halogen"}),
        ("*O", {"hydroxy"}),
        ("*=O", set()),
        ("*[O-]", set()),
        ("*CO", set()),
        ("*OC", {"alkoxy", "methoxy", "ether"}),
        ("*OCC(F)F", {"haloalkoxy", "ether"}),
        ("*OC(F)(F)F", {"haloalkoxy", "trifluoromethoxy", "ether"}),
        ("*Oc1ccccc1", {"ether"}),
        ("*COC", {"ether", "alkoxyalkyl"}),
        ("*C1CCCO1", set()),
        ("*C(=O)OC", {"ester", "alkoxycarbonyl"}),
        ("*C(=O)OC1CN2CCC1CC2", {"ester", "alkoxycarbonyl"}),
        ("*OC(C)=O", {"ester", "acyloxy", "acetyloxy"}),
        ("*OC(=O)CC", {"ester", "acyloxy"}),
        ("*OC=O", {"ester", "acyloxy"}),
        ("*CC(=O)OCC", {"ester"}),
        ("*C(=O)O", set()),
        ("*C(=O)N", set()),
        ("*OC(=O)OC", set()),
        ("*OC(=O)N", set()),
        ("*C(=O)C", set()),
        ("*N", {"amino"}),
        ("*NC", set()),
        ("*[N+](=O)[O-]", {"nitro"}),
        ("*C#N", {"cyano"}),
        ("*SC", {"alkylthio"}),
        ("*S(=O)(=O)C", {"alkylsulfonyl"}),
        ("*S(=O)C", set()),
    ],
)
def test_kinds_of_groups(smiles: str, expected: set[str]) -> None:
    assert kinds(group(smiles)) == expected


def test_a_kind_may_be_limited_in_carbons() -> None:
    assert matches(group("*CCC"), {"alkyl": 3})
    assert not matches(group("*CCCC"), {"alkyl": 3})
    assert matches(group("*CCCC"), {"alkyl": None})
    assert not matches(group("*CCCC"), ["alkoxy"])
