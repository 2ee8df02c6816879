"""The wide tests of missing instruments."""
from __future__ import annotations

import pytest
from rdkit import Chem

from accord.controls.relevance import is_relevant, queries
from accord.law.model import Missing


def missing(*smarts: str) -> Missing:
    return Missing("CN-TEST", "CN", "instrument", "drug", "2021-07-01", None, "not held", smarts)


def test_any_of_the_queries_may_match() -> None:
    two = missing("[CX4]-[n;r5]1ccc2ccccc21", "c1ccncc1")
    assert is_relevant(Chem.MolFromSmiles("CCCCn1ccc2ccccc21"), two)
    assert is_relevant(Chem.MolFromSmiles("Cc1ccncc1"), two)
    assert not is_relevant(Chem.MolFromSmiles("CCO"), two)


def test_without_a_query_nothing_is_relevant() -> None:
    assert not is_relevant(Chem.MolFromSmiles("CCO"), missing())


def test_a_query_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="not a smarts"):
        queries(("not a smarts",))
