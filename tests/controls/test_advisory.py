"""Open-textured law: an advisory appears, says which parent and which law, and nothing that could guide anybody."""
from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdkit import Chem

import accord
from accord.controls import advisory
from accord.core.text import both
from accord.law.build import entries_of
from accord.law.folder import parse
from accord.law.model import Entry, Example

PACK = Path(accord.__file__).parent / "law" / "packs" / "default"


@cache
def rules() -> dict[str, Entry]:
    """All advisory entries of the default pack, read from its files."""
    found: dict[str, Entry] = {}
    for path in sorted(PACK.glob("*/*.yaml")):
        name = path.relative_to(PACK).as_posix()
        found |= {e.id: e for e in entries_of(parse(path.read_bytes(), name), name) if e.kind == "advisory"}
    return found


def examples(kind: str) -> list[tuple[str, Example]]:
    return [(rule, example) for rule, entry in rules().items() for example in getattr(entry.examples, kind)]


def test_the_rules_of_the_pack() -> None:
    assert {"AU", "CA-BENZIMIDAZOLES", "CA-FENTANYLS"} <= set(rules())


@pytest.mark.parametrize(("rule", "example"), examples("positive"))
def test_positive_examples(rule: str, example: Example) -> None:
    said = advisory.advise(Chem.MolFromSmiles(example.smiles), rules()[rule])
    assert said is not None
    words = both(said.code, **said.params)
    assert str(said.params["parent"]) in words["en"]
    assert "review" in words["en"]
    assert not any(atom in words["en"] for atom in ("would", "synthes", "instead"))


@pytest.mark.parametrize(("rule", "example"), examples("negative"))
def test_negative_examples(rule: str, example: Example) -> None:
    assert advisory.advise(Chem.MolFromSmiles(example.smiles), rules()[rule]) is None


def test_a_parent_is_listed_and_needs_no_advisory() -> None:
    for entry in rules().values():
        for parent in entry.data["parents"]:
            assert advisory.advise(Chem.MolFromSmiles(parent["smiles"]), entry) is None


def test_similarity_is_told_where_no_skeleton_is_shared() -> None:
    said = advisory.advise(Chem.MolFromSmiles("CCN(CC)CCCn1c(Cc2ccc(Cl)cc2)nc2cc([N+](=O)[O-])ccc21"), rules()["CA-BENZIMIDAZOLES"])
    assert said is not None
    assert said.code == "controls.advisory.similarity"
    assert 60 <= int(str(said.params["similarity"])) < 100
    assert said.params["parent"] == "clonitazene"
