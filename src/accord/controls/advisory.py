"""Open-textured law: words such as "analogue" or "derivative" that no formula decides. An advisory points an expert to them, never more.

It may say that the input shares a skeleton with a controlled parent or how similar it is to it, and which law makes that relevant
(spec 3.8). It sets no outcome.
"""
from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from accord.core.text import Message
from accord.law.model import Entry

if TYPE_CHECKING:
    from rdkit import Chem
    from rdkit.DataStructs.cDataStructs import ExplicitBitVect


def advise(mol: Chem.Mol, entry: Entry) -> Message | None:
    """What an advisory entry has to say of a drawing; None if nothing.

    Args:
        mol: neutral drawing, hydrogens implicit; stereo is ignored.
        entry: kind `advisory`; `data` by the schema law/schema/advisory.json. A parent itself is listed and needs no advisory.

    Returns:
        The first parent whose skeleton the drawing has, else the most similar parent at or above `similarity_at_least` per cent (Tanimoto
        index of Morgan fingerprints of radius 2, 2,048 bits).
    """
    parents = entry.data["parents"]
    key = _flat_smiles(mol)
    if any(_parent(parent["smiles"])[0] == key for parent in parents):
        return None
    for parent in parents:
        if "skeleton" in parent and mol.HasSubstructMatch(_pattern(parent["skeleton"])):
            return Message("controls.advisory.skeleton", _params(entry, parent))
    return _similar(mol, entry)


def _similar(mol: Chem.Mol, entry: Entry) -> Message | None:
    from rdkit import DataStructs

    least = entry.data.get("similarity_at_least")
    if least is None:
        return None
    mine = _fingerprint(mol)
    scored = [(int(100 * DataStructs.TanimotoSimilarity(mine, _parent(p["smiles"])[1])), p) for p in entry.data["parents"]]
    score, parent = max(scored, key=lambda one: one[0])
    return Message("controls.advisory.similarity", {**_params(entry, parent), "similarity": str(score)}) if score >= least else None


def _params(entry: Entry, parent: Mapping[str, Any]) -> dict[str, str]:
    return {"parent": str(parent["name"]), "instrument": entry.instrument}


@lru_cache(maxsize=256)
def _parent(smiles: str) -> tuple[str, ExplicitBitVect]:
    from rdkit import Chem

    mol = Chem.MolFromSmiles(smiles)
    return _flat_smiles(mol), _fingerprint(mol)


def _flat_smiles(mol: Chem.Mol) -> str:
    from rdkit import Chem

    return Chem.MolToSmiles(mol, isomericSmiles=False)


def _fingerprint(mol: Chem.Mol) -> ExplicitBitVect:
    return _generator().GetFingerprint(mol)


@cache
def _generator() -> Any:
    from rdkit.Chem import rdFingerprintGenerator

    return rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)


@lru_cache(maxsize=64)
def _pattern(smarts: str) -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts(smarts)
