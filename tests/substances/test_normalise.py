"""Structures: what is kept, what is set apart, and where every atom came from."""
from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdkit import Chem

from accord.core.errors import RowError
from accord.substances.normalise import build, parent_view, structure_from_inchi, structure_from_molblock, structure_from_smiles

FENTANYL = "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
# Independent of the program: keys printed by public registries (PubChem, ChEMBL) for these names.
FENTANYL_KEY = "PJMPHNIQZUBGLI-UHFFFAOYSA-N"
NPP_KEY = "YDJXNYNKKXZBMP-UHFFFAOYSA-N"
MAPA_KEY = "CYSACHQWYQYLIG-UHFFFAOYSA-N"
PHENYLACETIC_KEY = "WLJVXDMOQOGPHL-UHFFFAOYSA-N"
PIPERIDINE_KEY = "NQRYJNQNLNOLGT-UHFFFAOYSA-N"
PERMANGANATE_KEY = "VZJVWSHVAAUDKD-UHFFFAOYSA-N"
BASE_KEYS = (FENTANYL_KEY, NPP_KEY)

MOLECULES = [
    FENTANYL,
    "C[C@H](NC)[C@@H](O)c1ccccc1",
    "COc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3",
    "C/C=C/C(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1",
    "COC(=O)/C(=C(\\C)O)c1ccccc1",
    "OC1(O)CCN(CCc2ccccc2)CC1",
    "CCN(CC)CCn1c(Cc2ccc(OCC)cc2)nc2cc([N+](=O)[O-])ccc21",
    "C[N+]1([O-])CCC(O)(c2ccc(Cl)cc2)CC1",
    "C1CC[NH2+]CC1.[O-]C(=O)Cc1ccccc1",
    "[Na+].[O-]C(=O)Cc1ccccc1",
    "CN(C)CCc1c[nH]c2cccc(OP(=O)(O)O)c12",
    "[2H]C([2H])([2H])N1CCC(=O)CC1",
    "CC(=O)C(C(N)=O)c1ccccc1.O.Cl",
    "NC(=[NH2+])c1ccccc1.[O-]S(=O)(=O)C",
]


def keys(text: str) -> list[str]:
    return [component.views[0].inchikey for component in structure_from_smiles(text).components]


def roles(text: str) -> list[str]:
    return [component.role for component in structure_from_smiles(text).components]


def test_a_plain_molecule_passes_through_untouched() -> None:
    structure = structure_from_smiles(FENTANYL)
    (component,) = structure.components
    (view,) = component.views
    assert view.mol is component.mol is structure.mol
    assert structure.inchikey == component.inchikey == view.inchikey == FENTANYL_KEY
    assert view.how == ()
    assert view.atoms == tuple(range(25))
    assert (structure.formula, structure.mass_da, structure.whole) == ("C22H28N2O", "336.479", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FENTANYL + ".Cl", ["active", "counter_ion"]),
        ("OC(=O)CC(O)(C(=O)O)CC(=O)O." + FENTANYL, ["counter_ion", "active"]),
        (FENTANYL + ".O", ["active", "solvent"]),
        (FENTANYL + ".CCO", ["active", "solvent"]),
        ("CCO.CC(C)=O", ["active", "active"]),
        ("C1CC[NH2+]CC1.[O-]C(=O)Cc1ccccc1", ["active", "active"]),
        ("O=C1CCN(CCc2ccccc2)CC1.OC(=O)c1ccc2ccccc2c1", ["active", "active"]),
        ("OC(=O)Cc1ccccc1.NC(CO)(CO)CO", ["active", "counter_ion"]),
        ("CC(=O)O", ["active"]),
        ("[Na+].[Cl-]", ["counter_ion", "counter_ion"]),
        ("N.Cl", ["counter_ion", "counter_ion"]),
        ("Cl", ["active"]),
        ("Cl.O", ["active", "solvent"]),
        ("O", ["active"]),
        ("[Na+].[OH-]", ["counter_ion", "counter_ion"]),
        ("CN.[Na+].N#C[S-]", ["active", "counter_ion", "counter_ion"]),
    ],
)
def test_roles_name_the_parts_and_follow_the_input_order(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


def test_both_listed_parts_of_a_salt_stay_visible() -> None:
    assert keys("C1CC[NH2+]CC1.[O-]C(=O)Cc1ccccc1") == [PIPERIDINE_KEY, PHENYLACETIC_KEY]


def test_an_unusual_acid_does_not_hide_the_base() -> None:
    structure = structure_from_smiles("OC(=O)c1ccc2ccccc2c1.O=C1CCN(CCc2ccccc2)CC1")
    assert parent_view(structure, lambda _: False).inchikey == NPP_KEY


def test_the_parent_is_the_known_view_where_there_is_a_choice() -> None:
    enol = structure_from_smiles("COC(=O)/C(=C(/C)O)c1ccccc1")
    assert parent_view(enol, lambda block: block == MAPA_KEY[:14]).inchikey == MAPA_KEY
    assert parent_view(enol, lambda _: False) is enol.components[0].views[0]


def test_of_two_active_parts_the_known_one_is_the_parent() -> None:
    structure = structure_from_smiles("C1CCNCC1.OC(=O)c1ccc2ccccc2c1")
    assert parent_view(structure, lambda block: block == PIPERIDINE_KEY[:14]).inchikey == PIPERIDINE_KEY


def test_isotopes_stay_on_the_substance_and_leave_the_view() -> None:
    structure = structure_from_smiles("CCC(=O)N(c1c([2H])c([2H])c([2H])c([2H])c1[2H])C1CCN(CCc2ccccc2)CC1")
    (view,) = structure.components[0].views
    assert structure.inchikey == "PJMPHNIQZUBGLI-SCUSKTIWSA-N"
    assert view.inchikey == FENTANYL_KEY
    assert view.how == ("isotope_removed",)
    assert view.atoms[:9] == (0, 1, 2, 3, 4, 5, 6, 8, 10), "bracketed hydrogens are counted"
    assert structure.formula == "C22H23D5N2O"


@pytest.mark.parametrize(
    ("drawn", "plain"),
    [
        ("CC[NH+](CC)CC", "CCN(CC)CC"),
        ("CC(=O)[O-]", "CC(=O)O"),
        ("[O-]c1ccccc1", "Oc1ccccc1"),
        ("[NH3+]CC(=O)[O-]", "NCC(=O)O"),
        ("C[N+](C)(C)CC(=O)[O-]", "C[N+](C)(C)CC(=O)[O-]"),
        ("C[N+](C)(C)C", "C[N+](C)(C)C"),
        ("C[N+](C)(C)[O-]", "C[N+](C)(C)[O-]"),
        ("C[N+](C)(C)O", "C[N+](C)(C)[O-]"),
        ("C[N+](=O)[O-]", "C[N+](=O)[O-]"),
        ("CN=[N+]=[N-]", "CN=[N+]=[N-]"),
        ("[O-][N+](=O)[O-]", "O=[N+]([O-])O"),
        ("[O-]S(=O)(=O)[O-]", "O=S(=O)(O)O"),
        ("c1cc[nH+]cc1", "c1ccncc1"),
        ("O=C1[N-]S(=O)(=O)c2ccccc12", "O=C1NS(=O)(=O)c2ccccc21"),
        ("NC(=[NH2+])N", "N=C(N)N"),
        ("F[B-](F)(F)F", "F[B-](F)(F)F"),
        ("[C-]#N", "C#N"),
    ],
)
def test_charges_leave_where_hydrogen_can_move(drawn: str, plain: str) -> None:
    view = structure_from_smiles(drawn).components[0].views[0]
    assert view.smiles == plain
    assert (view.how == ("charge_neutralised",)) == (drawn != plain and Chem.CanonSmiles(drawn) != plain)


@pytest.mark.parametrize(
    "drawn",
    [
        "[K+].[O-][Mn](=O)(=O)=O",
        "[K]O[Mn](=O)(=O)=O",
        "[K].O[Mn](=O)(=O)=O",
        "[K+].[O-][Mn+3]([O-])([O-])[O-]",
        "O.[K+].[O-][Mn](=O)(=O)=O",
        "CC(C)=O.[K+].[O-][Mn](=O)(=O)=O",
    ],
)
def test_potassium_permanganate_is_one_whole_in_every_drawing(drawn: str) -> None:
    structure = structure_from_smiles(drawn)
    assert structure.whole is not None
    assert structure.whole.inchikey == PERMANGANATE_KEY
    symbols = [atom.GetSymbol() for atom in structure.mol.GetAtoms()]
    assert [symbols[i] for i in structure.whole.atoms] == [atom.GetSymbol() for atom in structure.whole.mol.GetAtoms()]


@pytest.mark.parametrize("drawn", ["CCCN.Cl", "CCCN.Cl.Cl", "[Na+].[O-]C(=O)C", "Cl.O", "CCO"])
def test_a_salt_with_an_organic_part_has_no_whole(drawn: str) -> None:
    assert structure_from_smiles(drawn).whole is None


def test_covalent_metal_salts_are_read_as_ions() -> None:
    structure = structure_from_smiles("[Na]OC(=O)Cc1ccccc1")
    assert [c.role for c in structure.components] == ["counter_ion", "active"]
    view = structure.components[1].views[0]
    assert view.inchikey == PHENYLACETIC_KEY
    assert view.how == ("metal_disconnected", "salt_removed", "charge_neutralised")
    assert structure_from_smiles("C[Mg]Br").how == ()


@pytest.mark.parametrize("drawn", ["COC(=O)/C(=C(\\C)O)c1ccccc1", "COC(=O)/C(=C(/C)O)c1ccccc1"])
def test_an_enol_has_its_keto_form_as_second_view(drawn: str) -> None:
    first, second = structure_from_smiles(drawn).components[0].views
    assert first.inchikey != second.inchikey == MAPA_KEY
    assert (first.how, second.how) == ((), ("keto_form",))


@pytest.mark.parametrize(
    ("drawn", "views"),
    [
        ("OC1(O)CCN(CCc2ccccc2)CC1", {"O=C1CCN(CCc2ccccc2)CC1"}),
        ("C=C(O)O", {"CC(=O)O"}),
        ("CC(O)(O)O", {"CC(=O)O"}),
        ("CC(O)=CO", {"CC(O)C=O", "CC(=O)CO"}),
        ("OC1(O)CC(O)=C1", {"O=C1CC(O)(O)C1", "O=C1C=C(O)C1", "O=C1CC(=O)C1"}),
        ("Oc1ccccc1", set[str]()),
        ("OC1=CC=CC=C1", set[str]()),
        ("OC(c1ccccc1)C=C", set[str]()),
    ],
)
def test_further_views(drawn: str, views: set[str]) -> None:
    assert {view.smiles for view in structure_from_smiles(drawn).components[0].views[1:]} == views


def test_the_lost_water_oxygen_is_missing_from_the_atom_map() -> None:
    _, ketone = structure_from_smiles("OC1(O)CCN(C)CC1").components[0].views
    assert ketone.atoms == (0, 1, 3, 4, 5, 6, 7, 8)


@pytest.mark.parametrize(
    ("drawn", "usual"),
    [
        ("CN(=O)=O", "C[N+](=O)[O-]"),
        ("CN=N#N", "CN=[N+]=[N-]"),
        ("CN(C)(C)=O", "C[N+](C)(C)[O-]"),
        ("n1(=O)ccccc1", "[O-][n+]1ccccc1"),
    ],
)
def test_usual_drawings_with_five_bonds_at_nitrogen_are_read_and_recorded(drawn: str, usual: str) -> None:
    structure = structure_from_smiles(drawn)
    assert structure.smiles == usual
    assert structure.how == ("pentavalent_nitrogen_read",)


def test_atom_maps_are_dropped_and_recorded() -> None:
    structure = structure_from_smiles("[CH3:7][OH:2]")
    assert (structure.smiles, structure.how) == ("CO", ("atom_maps_dropped",))


def test_a_centre_marked_racemic_is_flat_and_a_relative_group_keeps_its_marks() -> None:
    assert structure_from_smiles("C[C@H](N)c1ccccc1 |&1:1|").smiles == "CC(N)c1ccccc1"
    assert "@" in structure_from_smiles("C[C@H](NC)[C@@H](O)c1ccccc1 |&1:1,4|").components[0].views[0].smiles


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("CC1CC", "bad_smiles", "ring bond 1 is never closed (character 3)"),
        ("CC[N", "bad_smiles", "bracket is never closed (character 3)"),
        ("CC]N", "bad_smiles", "bracket is closed but never opened (character 3)"),
        ("C(CC", "bad_smiles", "parenthesis is never closed (character 2)"),
        ("C1CC1)", "bad_smiles", "parenthesis is closed but never opened (character 6)"),
        ("C()C", "bad_smiles", "parentheses are empty"),
        ("C[Xx]", "bad_smiles", "[Xx] is not a chemical element"),
        ("[C,N]", "bad_smiles", "[C,N] is not an atom"),
        ("CC==C", "bad_smiles", "bond or dot without an atom on both sides (character 4)"),
        ("C1C1", "bad_smiles", "already bonded"),
        ("1CC1", "bad_smiles", "no atom before it"),
        ("CC O", "bad_smiles", "blank inside the text (character 3)"),
        ("C\0C", "bad_smiles", "unexpected character U+0000 (character 2)"),
        ("\ud800", "bad_smiles", "U+D800"),
        ("甲", "bad_smiles", "unexpected character 甲"),
        ("(" * 5000 + "C", "bad_smiles", "parenthesis has no atom before it"),
        ("C((C))C", "bad_smiles", "grammar of SMILES"),
        ("C(C)(C)(C)(C)C", "bad_valence", "Atom 0 (C) has 5 bonds"),
        ("CF(C)", "bad_valence", "Atom 1 (F) has 2 bonds"),
        ("[H]c1cccc1", "bad_aromatic", "atoms 1-5"),
        ("cc", "bad_aromatic", "atoms 0"),
        ("C" * 1000, "too_large", "1000 atoms"),
        ("C" * 10_000_000, "too_large", "> 999 atoms"),
        ("*CC", "unsupported", "an atom of any kind"),
        ("[R1]CC", "unsupported", "R group"),
        ("CC>>CC", "unsupported", "a reaction"),
        ("C~C", "unsupported", "a search pattern"),
        ("{[]CC[]}", "unsupported", "a polymer"),
    ],
)
def test_errors_say_what_and_where(text: str, code: str, message: str) -> None:
    with pytest.raises(RowError) as caught:
        structure_from_smiles(text)
    assert caught.value.code == code
    assert message in caught.value.message("en")
    assert caught.value.message("zh") != caught.value.message("en")


@pytest.mark.parametrize("read", [structure_from_smiles, structure_from_molblock, structure_from_inchi])
def test_nothing_is_said_to_be_empty(read: object) -> None:
    with pytest.raises(RowError) as caught:
        read("  ")  # type: ignore[operator]
    assert caught.value.code == "empty_input"


@pytest.mark.parametrize("v3000", [False, True])
def test_molfiles_keep_the_order_of_their_atom_block(v3000: bool) -> None:
    mol = Chem.MolFromSmiles("O[C@@H]([C@H](C)NC)c1ccccc1")
    text = Chem.MolToMolBlock(mol, forceV3000=v3000)
    structure = structure_from_molblock(text.replace("\n", "\r\n"))
    assert structure.inchikey == structure_from_smiles("O[C@@H]([C@H](C)NC)c1ccccc1").inchikey
    assert [a.GetSymbol() for a in structure.mol.GetAtoms()] == [a.GetSymbol() for a in mol.GetAtoms()]


def test_molfile_faults_are_told_apart() -> None:
    good = Chem.MolToMolBlock(Chem.MolFromSmiles("CCO"))
    five = Chem.MolToMolBlock(Chem.MolFromSmiles("C(C)(C)(C)(C)C", sanitize=False), kekulize=False)
    star = Chem.MolToMolBlock(Chem.MolFromSmiles("*CC"))
    for text, code in ((good[:60], "bad_molfile"), (five, "bad_valence"), (star, "unsupported"), ("$RXN\n" + good, "unsupported")):
        with pytest.raises(RowError) as caught:
            structure_from_molblock(text)
        assert caught.value.code == code, text
        assert caught.value.message("en")


def test_inchi_is_read_with_and_without_stereo() -> None:
    flat = "InChI=1S/C9H13NO/c1-7(10)9(11)8-5-3-2-4-6-8/h2-7,9,11H,10H2,1H3"
    assert structure_from_inchi(flat).inchikey == "DLNKOYKMWOXYQA-UHFFFAOYSA-N"
    assert structure_from_inchi(flat + "/t7-,9-/m0/s1").inchikey == "DLNKOYKMWOXYQA-CBAPKCEASA-N"
    with pytest.raises(RowError) as caught:
        structure_from_inchi("InChI=1S/C9H13NO/c1-7(10")
    assert caught.value.code == "bad_inchi"


def redrawn(text: str, form: str, random: Random) -> str:
    mol = Chem.MolFromSmiles(text)
    if form == "hydrogens":
        mol = Chem.AddHs(mol)
    if form == "kekule":
        Chem.Kekulize(mol, clearAromaticFlags=True)
    order = random.sample(range(mol.GetNumAtoms()), mol.GetNumAtoms())
    return Chem.MolToSmiles(Chem.RenumberAtoms(mol, order), canonical=False)


def shape(structure: object) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return sorted((c.role, tuple(sorted((v.inchikey, v.smiles) for v in c.views))) for c in structure.components)  # type: ignore[attr-defined]


@given(st.sampled_from(MOLECULES), st.sampled_from(["random", "kekule", "hydrogens"]), st.randoms(use_true_random=False))
def test_every_drawing_of_a_molecule_gives_the_same_components(text: str, form: str, random: Random) -> None:
    one, other = structure_from_smiles(text), structure_from_smiles(redrawn(text, form, random))
    assert one.inchikey == other.inchikey
    assert shape(one) == shape(other)


@given(st.sampled_from(MOLECULES), st.sampled_from(["random", "kekule", "hydrogens"]), st.randoms(use_true_random=False))
def test_views_map_to_the_same_atoms_and_bonds_of_the_input(text: str, form: str, random: Random) -> None:
    structure = structure_from_smiles(redrawn(text, form, random))
    drawn = structure.mol
    for component in structure.components:
        assert [a.GetAtomicNum() for a in component.mol.GetAtoms()] == [drawn.GetAtomWithIdx(i).GetAtomicNum() for i in component.atoms]
        for view in component.views:
            assert len(set(view.atoms)) == view.mol.GetNumAtoms() == len(view.atoms)
            assert set(view.atoms) <= set(component.atoms)
            for atom, source in zip(view.mol.GetAtoms(), view.atoms, strict=True):
                assert atom.GetAtomicNum() == drawn.GetAtomWithIdx(source).GetAtomicNum()
            for bond in view.mol.GetBonds():
                assert drawn.GetBondBetweenAtoms(view.atoms[bond.GetBeginAtomIdx()], view.atoms[bond.GetEndAtomIdx()]) is not None


@given(st.permutations([FENTANYL, "O=C1CCN(CCc2ccccc2)CC1", "Cl", "O", "OC(=O)CC(O)(C(=O)O)CC(=O)O", "CCO"]))
def test_component_order_does_not_matter(parts: list[str]) -> None:
    structure = structure_from_smiles(".".join(parts))
    assert shape(structure) == shape(structure_from_smiles(f"{FENTANYL}.O=C1CCN(CCc2ccccc2)CC1.Cl.O.OC(=O)CC(O)(C(=O)O)CC(=O)O.CCO"))
    assert sorted(i for c in structure.components for i in c.atoms) == list(range(structure.mol.GetNumAtoms()))


@given(st.text(alphabet="CNOcn()[]=#123+-.@H/\\%FClBr *>", max_size=25))
def test_any_text_is_a_structure_or_a_row_error(text: str) -> None:
    try:
        structure = structure_from_smiles(text)
    except RowError as error:
        said = error.code == "empty_input" or (error.message("en") and error.message("zh"))
    else:
        said = structure.components[0].views[0].smiles
    assert said


def test_build_takes_a_molecule_and_leaves_it_as_it_was() -> None:
    mol = Chem.MolFromSmiles("CC[NH3+].[Cl-]")
    before = Chem.MolToSmiles(mol)
    assert [c.views[0].smiles for c in build(mol).components] == ["CCN", "Cl"]
    assert Chem.MolToSmiles(mol) == before
