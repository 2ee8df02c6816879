"""The stereo form that a prefix of a name asks for: "(R)-", "(S)-", "rac-"."""
from __future__ import annotations

from accord.substances.identity import canonical_smiles

__all__ = ["with_centre"]


def with_centre(smiles: str, descriptor: str | None) -> str | None:
    """The structure with its one stereocentre set to "R" or "S", or left open for None.

    Returns:
        None where the structure has more than one centre, or none to set: a prefix then says too little.
    """
    from rdkit import Chem

    mol = Chem.MolFromSmiles(smiles)
    Chem.RemoveStereochemistry(mol)
    found = Chem.FindMolChiralCenters(mol, includeUnassigned=True, useLegacyImplementation=False)
    if len(found) > 1 or (descriptor is not None and not found):
        return None
    if descriptor is None:
        return canonical_smiles(mol)
    atom = mol.GetAtomWithIdx(found[0][0])
    for tag in (Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW):
        atom.SetChiralTag(tag)
        if Chem.FindMolChiralCenters(mol, useLegacyImplementation=False)[0][1] == descriptor:
            return canonical_smiles(mol)
    return None
