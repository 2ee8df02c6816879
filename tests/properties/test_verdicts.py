"""What must hold for any drawing of any molecule the law or its examples know."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from accord import law
from accord.controls.answer import Context, answer
from accord.controls.kernel import Screening, batches, kernel

PACK = law.load()
ON = "2026-11-22"


@cache
def known() -> list[str]:
    """Structures of entries and examples of the pack, salts left as drawn."""
    found = {e.substance.smiles for part in PACK.parts.values() for e in part.entries if e.substance and e.substance.smiles}
    found |= {
        x.smiles
        for part in PACK.parts.values()
        for e in part.entries
        if e.kind in ("class", "derivative")
        for x in (*e.examples.positive, *e.examples.negative, *e.examples.boundary)
    }
    return sorted(found)


molecules = st.sampled_from(known())


def said(smiles: str, on: str = ON) -> dict[str, Any]:
    """The record of one SMILES in UN, US and CN."""
    return dict(answer(1, None, {"smiles": smiles}, Context(on=on, jurisdictions=("UN", "US", "CN"))).record)


def meaning(record: dict[str, Any]) -> str:
    """A record without what depends on the order of atoms."""
    drop = {"atoms", "input", "recognised", "finding_ids", "component"}

    def plain(x: Any) -> Any:
        if isinstance(x, dict):
            return {k: plain(v) for k, v in sorted(x.items()) if k not in drop}
        if isinstance(x, list):
            return sorted((plain(v) for v in x), key=lambda v: json.dumps(v, sort_keys=True))
        return x

    return json.dumps(
        plain({"status": record["status"], "key": record["substance"].get("inchikey"), "verdicts": record["verdicts"]}), sort_keys=True
    )


@settings(max_examples=60, deadline=None)
@given(molecules, st.integers(0, 2**20))
def test_the_verdict_does_not_depend_on_the_drawing(smiles: str, seed: int) -> None:
    mol = Chem.MolFromSmiles(smiles)
    order = list(range(mol.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    other = Chem.MolToSmiles(Chem.RenumberAtoms(mol, order), canonical=False)
    assert meaning(said(other)) == meaning(said(smiles))


@settings(max_examples=30, deadline=None)
@given(molecules)
def test_kekule_form_and_explicit_hydrogens_change_nothing(smiles: str) -> None:
    mol = Chem.MolFromSmiles(smiles)
    kekule = Chem.Mol(mol)
    Chem.Kekulize(kekule, clearAromaticFlags=True)
    assert meaning(said(Chem.MolToSmiles(kekule, kekuleSmiles=True))) == meaning(said(smiles))
    if "." not in smiles:
        assert meaning(said(Chem.MolToSmiles(Chem.AddHs(mol)))) == meaning(said(smiles))


@settings(max_examples=40, deadline=None)
@given(molecules)
def test_every_atom_of_a_reason_is_in_the_input_and_makes_its_fragment(smiles: str) -> None:
    mol = Chem.MolFromSmiles(smiles)
    for verdict in said(smiles)["verdicts"]:
        for basis in verdict["basis"]:
            assert all(0 <= i < mol.GetNumAtoms() for i in basis["atoms"])
            if basis["fragment"] and "." not in smiles:
                part = Chem.MolFromSmiles(basis["fragment"], sanitize=False)
                wanted = sorted(mol.GetAtomWithIdx(i).GetSymbol() for i in basis["atoms"] if mol.GetAtomWithIdx(i).GetAtomicNum() > 1)
                assert sorted(a.GetSymbol() for a in part.GetAtoms() if a.GetAtomicNum() > 1) == wanted


@settings(max_examples=25, deadline=None)
@given(molecules, st.dates(min_value=date(2010, 1, 1), max_value=date(2026, 12, 31)))
def test_a_day_agrees_with_the_history(smiles: str, day: date) -> None:
    on = day.isoformat()
    record = answer(1, None, {"smiles": smiles}, Context(on=on, jurisdictions=("UN", "US", "CN"), history=True)).record
    for verdict in record["verdicts"]:
        for span in verdict["history"]:
            if (span["from"] or "") <= on and (span["to"] is None or on < span["to"]):
                assert verdict["regimes"][span["regime"]] == span["outcome"]


def test_short_rows_say_what_full_rows_say() -> None:
    rows = [(n, str(n), smiles, None, None) for n, smiles in enumerate(known()[::7], 1)]
    context = Context(on=ON, jurisdictions=("UN", "US", "CN"))
    full, brief = (kernel(next(batches(iter(rows), len(rows))), Screening(context, brief=b)) for b in (False, True))
    for column in ("status", "code", "outcomes", "rules"):
        assert full.column(column).to_pylist() == brief.column(column).to_pylist()
