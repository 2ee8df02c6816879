"""What each part of a multi-component drawing is there for. A name tag only: it hides no part from the law."""
from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rdkit import Chem

from accord.substances.identity import query
from accord.substances.model import Role
from accord.substances.standard import standard_form

_ORGANIC = query("[$([#6;!H0;!$(C#N)]),$([#6]~[#6]),$([#6;!$(C#N);!$(C(=N)=[O,S])]-,=,:[#7]),$([#6]~[F,Cl,Br,I])]")
_BASIC = query("[$([#7;+0;!$(*-C=[O,S]);!$(*-S(=O)=O);!$(*#*);!$([nH]);!$(*-[N+]);!$(*=O)]),$([#7;+;!$(*~[-])])]")
_MINERAL_ACID = query("[$([F,Cl,Br,I;H1;X1]),$([OX2;H1]-[!#6])]")
_SALT_FORMING = query("[$([#7;!$(*#*);!$(*(=O)~[OX1])]),#15,#33]")
_ACIDIC = query("[$([OX2;H1]-C=O),$([OX2;H1]-[S,P]),$([OX2;H1]-c),$([O,S,N;-;!$(*~[+])]),$([NX3;H1](C=O)[C,S]=O)]")


class Part(NamedTuple):
    """One component as drawn, and its plain standard form."""

    drawn: Chem.Mol
    plain: Chem.Mol


def is_organic(mol: Chem.Mol) -> bool:
    """Whether the part holds carbon bound to hydrogen, carbon, nitrogen or halogen; cyanide, cyanate, carbonate do not count."""
    return bool(mol.HasSubstructMatch(_ORGANIC))


def is_proton(drawn: Chem.Mol) -> bool:
    """Whether the part is H+ or hydronium."""
    return Chem.MolToSmiles(drawn) in ("[H+]", "[OH3+]")


def roles(parts: Sequence[Part]) -> tuple[Role, ...]:
    """Role of each part, in order.

    A part on its own is active. Beside an organic part, water and common solvents are solvent; mineral acids, ions, metals and ammonia are
    counter_ion; common salt acids (table salt_partners.csv) beside a basic part, and salt bases beside an acid, are counter_ion; every
    other organic part is active. Without one the ions of a salt are counter_ion (it counts as a whole) and neutral parts active.
    A mineral acid beside nothing it could form a salt with (hydrogen chloride in dioxane, hydronium chloride) is no counter_ion.
    """
    if len(parts) == 1:
        return ("active",)
    free = _free_acids(parts)
    organic = [index for index, part in enumerate(parts) if is_organic(part.plain)]
    if not organic:
        return _inorganic_roles(parts, free)
    kinds = {index: partner_kind(part.plain) for index, part in enumerate(parts)}
    tagged: dict[int, Role] = {index: _organic_role(index, organic, parts, kinds) for index in organic}
    if "active" not in tagged.values():
        for index in organic:
            tagged[index] = "active" if kinds[index] != "solvent" else tagged[index]
    tagged |= dict.fromkeys(free, "other")
    return tuple(tagged[i] if i in tagged else _beside_organic(part, kinds[i]) for i, part in enumerate(parts))


def partner_kind(plain: Chem.Mol) -> str | None:
    """Kind of a common salt partner or solvent (mineral, acid, base, solvent, water), stereo ignored; None for anything else."""
    return _partners().get(Chem.MolToSmiles(plain, isomericSmiles=False))


@cache
def _partners() -> dict[str, str]:
    """Canonical flat SMILES -> kind, computed with the RDKit at hand so that the table does not depend on its release."""
    table = {"O": "water"}
    text = files("accord.substances").joinpath("data/salt_partners.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        mol = Chem.MolFromSmiles(row["smiles"])
        table[Chem.MolToSmiles(standard_form(mol).mol, isomericSmiles=False)] = row["kind"]
    return table


def _organic_role(index: int, organic: Sequence[int], parts: Sequence[Part], kinds: dict[int, str | None]) -> Role:
    others = [other for other in organic if other != index]
    kind = kinds[index]
    if kind == "solvent" and any(kinds[other] != "solvent" for other in others):
        return "solvent"
    if kind == "acid" and any(kinds[other] not in ("acid", "solvent") and _has(parts[other], _BASIC) for other in others):
        return "counter_ion"
    if kind == "base" and any(kinds[other] is None and _has(parts[other], _ACIDIC) for other in others):
        return "counter_ion"
    return "active"


def _has(part: Part, query: Chem.Mol) -> bool:
    return bool(part.plain.HasSubstructMatch(query) or part.drawn.HasSubstructMatch(query))


def _beside_organic(part: Part, kind: str | None) -> Role:
    if kind == "water" and not _charged(part):
        return "solvent"
    return "counter_ion" if kind == "mineral" or _charged(part) or part.drawn.GetNumAtoms() == 1 else "other"


def _free_acids(parts: Sequence[Part]) -> frozenset[int]:
    """Mineral acids, neutral or drawn as anion beside protons, where nothing else could form a salt with them."""
    acids = [i for i, part in enumerate(parts) if not is_organic(part.plain) and part.plain.HasSubstructMatch(_MINERAL_ACID)]
    others = [part for i, part in enumerate(parts) if i not in acids]
    protons = [part for part in others if is_proton(part.drawn)]
    if any(_has(part, _SALT_FORMING) or _lone_metal(part) or (_charged(part) and part not in protons) for part in others):
        return frozenset()
    anions = [i for i in acids if _charged(parts[i])]
    return frozenset(acids) if protons or not anions else frozenset()


def _inorganic_roles(parts: Sequence[Part], free: frozenset[int]) -> tuple[Role, ...]:
    kinds = [partner_kind(part.plain) for part in parts]
    smiles = [Chem.MolToSmiles(part.plain) for part in parts]
    protons = [is_proton(part.drawn) for part in parts]
    ions = any(_charged(part) for i, part in enumerate(parts) if i not in free and not protons[i])
    salt = ions or "N" in smiles or any(_lone_metal(part) for part in parts)
    found: list[Role] = []
    for i, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        if free and protons[i]:
            found.append("counter_ion" if kind != "water" else "solvent")
        elif kind == "water" and not _charged(part) and any(other != "water" or _charged(p) for p, other in zip(parts, kinds, strict=True)):
            found.append("solvent")
        else:
            found.append("counter_ion" if salt else "active")
    return tuple(found)


def _charged(part: Part) -> bool:
    return bool(Chem.GetFormalCharge(part.drawn))


def _lone_metal(part: Part) -> bool:
    return part.drawn.GetNumAtoms() == 1 and part.drawn.GetAtomWithIdx(0).GetAtomicNum() in (3, 11, 12, 19, 20, 37, 38, 55, 56)
