"""What a drawing looks like when it is laid over a class's skeleton: sites, what stands there, and which atoms that is."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdkit import Chem


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that stands at a site: an acyl group, an aryl group, one substituent of a ring.

    `label` is the canonical drawing of the unit with its point of attachment, so two units are the same group if their labels are equal.
    """

    site: str
    atoms: tuple[int, ...]
    root: int
    """The atom of the unit that is bound to the skeleton."""
    anchor: int
    """The skeleton atom it is bound to."""
    label: str
    core: tuple[int, ...] = ()
    """Ring or chain inside the unit that may bear substituents; empty for a simple substituent."""
    exits: tuple[int, ...] = ()
    """Atoms outside the unit to which `core` is bound (the anchor among them)."""
    place: str = ""
    """Position on the skeleton where the law may name one ("4"), else empty."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One way to lay the drawing over a skeleton: `skeleton` atoms, units per site, and the atoms to show for a whole site."""

    skeleton: tuple[int, ...]
    units: tuple[Unit, ...]
    areas: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Branch:
    """Atoms reached from a root without crossing the skeleton; `touches`: skeleton atoms it is bound to (more than one: a bridge)."""

    root: int
    atoms: frozenset[int]
    touches: frozenset[int]


def branch(mol: Chem.Mol, root: int, blocked: Iterable[int]) -> Branch:
    """All atoms joined to `root` without passing a blocked atom."""
    wall = frozenset(blocked)
    seen, todo, touches = {root}, [root], set[int]()
    while todo:
        for other in mol.GetAtomWithIdx(todo.pop()).GetNeighbors():
            i = other.GetIdx()
            if i in wall:
                touches.add(i)
            elif i not in seen:
                seen.add(i)
                todo.append(i)
    return Branch(root, frozenset(seen), frozenset(touches))


def label(mol: Chem.Mol, atoms: Iterable[int], anchors: Iterable[int]) -> str:
    """Canonical SMILES of the atoms with the skeleton atoms they hang on marked: equal label, equal group. `mol` carries no stereo."""
    from rdkit import Chem

    marked, outside = Chem.RWMol(mol), list(anchors)
    for mark, i in enumerate(outside, start=900):
        dummy = Chem.Atom(0)
        dummy.SetIsotope(mark)
        marked.ReplaceAtom(i, dummy)
    return Chem.MolFragmentToSmiles(marked, atomsToUse=[*atoms, *outside])


def unit(mol: Chem.Mol, site: str, piece: Branch, anchor: int, place: str = "") -> Unit:
    """A simple substituent as a unit."""
    return Unit(site, tuple(sorted(piece.atoms)), piece.root, anchor, label(mol, piece.atoms, (anchor,)), place=place)


def neighbours(mol: Chem.Mol, atom: int, without: Iterable[int] = ()) -> list[int]:
    """Indices of the neighbours of an atom that are not in `without`."""
    wall = frozenset(without)
    return [n.GetIdx() for n in mol.GetAtomWithIdx(atom).GetNeighbors() if n.GetIdx() not in wall]


def substituents(mol: Chem.Mol, ring: Iterable[int], leave_out: Iterable[int] = ()) -> list[tuple[int, Branch]]:
    """(ring atom, branch) of everything that hangs on a ring or chain, each branch once; `leave_out`: first atoms not to follow."""
    core, skip = tuple(ring), frozenset(leave_out)
    wall = frozenset(core) | skip
    found: list[tuple[int, Branch]] = []
    seen: set[int] = set()
    for anchor in core:
        for root in neighbours(mol, anchor, wall):
            if root not in seen:
                piece = branch(mol, root, wall)
                seen |= piece.atoms
                found.append((anchor, piece))
    return found


def monocycle(mol: Chem.Mol, atom: int) -> tuple[int, ...]:
    """The ring an atom is in if none of that ring's atoms is in another ring (neither fused, bridged nor spiro); else empty."""
    rings = mol.GetRingInfo()
    mine = [ring for ring in rings.AtomRings() if atom in ring]
    if len(mine) != 1 or any(rings.NumAtomRings(i) != 1 for i in mine[0]):
        return ()
    return tuple(mine[0])
