"""What names a drawing to a machine: InChIKey, canonical SMILES, formula, mass; and the one place that silences the log of RDKit."""
from __future__ import annotations

from typing import cast

from rdkit import Chem, rdBase
from rdkit.Chem import Descriptors, inchi, rdMolDescriptors

rdBase.DisableLog("rdApp.*")  # RDKit writes to stderr; what is wrong is said in our own errors


def inchikey(mol: Chem.Mol) -> str:
    """Standard InChIKey of a sanitised molecule (isotopes, charges and stereo as drawn); empty text where InChI has none."""
    return str(inchi.MolToInchiKey(mol))


def canonical_smiles(mol: Chem.Mol) -> str:
    """Canonical isomeric SMILES of a sanitised molecule; pinned RDKit, since the form changes between releases."""
    return str(Chem.MolToSmiles(mol))


def formula(mol: Chem.Mol) -> str:
    """Molecular formula in Hill order with net charge; heavy isotopes are named (D, T, [13C])."""
    return str(rdMolDescriptors.CalcMolFormula(mol, True, True))


def mass_da(mol: Chem.Mol) -> str:
    """Average molecular mass in dalton as decimal text with three places; marked isotopes count with their own mass."""
    return f"{float(Descriptors.MolWt(mol)):.3f}"  # pyright: ignore[reportAttributeAccessIssue]


def query(smarts: str) -> Chem.Mol:
    """A compiled SMARTS pattern of this program; a wrong one is a fault of ours and stops the import."""
    pattern = cast("Chem.Mol | None", Chem.MolFromSmarts(smarts))
    if pattern is None:
        raise ValueError(smarts)
    return pattern
