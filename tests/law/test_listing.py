from __future__ import annotations

from pathlib import Path

import pytest

from accord import law
from accord.core.errors import UsageError
from accord.law import coverage, listing


def test_rows_of_the_law(folder: Path) -> None:
    rows = listing.rows(law.load(folder))
    assert rows[1] == {
        "id": "XX-ACT-2020-vanillin",
        "jurisdiction": "XX",
        "instrument": "act 1 of 2020",
        "kind": "item",
        "list": "List A",
        "entry": "7",
        "name": "vanillin",
        "from": "2020",
        "to": None,
        "citation": "gazette 1",
        "confidence": "source-official",
        "law_as_of": "2022-01-01",
    }
    assert listing.rows(law.load(folder), ["YY"]) == []


def test_one_entry_in_full(folder: Path) -> None:
    found = listing.show(law.load(folder), "XX-ACT-2020-vanillin")
    assert found["windows"][0] == {
        "from": "2020", "to": "2022-05-01", "earliest": "2020-01-01", "latest": "2020-12-31", "precision": "year", "basis": None,
    }
    assert found["scope"] == {"id": "XX-SCOPE", "salts": True, "isomers": "optical", "esters": False, "ethers": False}
    assert found["examples"]["positive"] == [{"smiles": "COc1cc(C=O)ccc1O", "on": "2023-04-01"}]
    assert (found["examples"]["negative"], found["examples"]["boundary"]) == ([{"smiles": "CCO"}], [])
    assert found["clauses"] == []


def test_clauses_are_shown_in_both_languages_with_windows_of_their_own() -> None:
    found = listing.show(law.load(), "US-4AP-FAMILY")
    halides = next(c for c in found["clauses"] if c["id"] == "halides")
    assert halides["text"]
    assert halides["text_zh"]
    assert halides["windows"][0]["from"] == "2023-11-30"


def test_an_unknown_id_names_close_ones(folder: Path) -> None:
    with pytest.raises(UsageError) as refused:
        listing.show(law.load(folder), "XX-ACT-2020-vanilin")
    assert refused.value.code == "unknown_rule"
    assert "XX-ACT-2020-vanillin" in (refused.value.hint("en") or "")


def test_coverage_tells_held_and_missing(folder: Path) -> None:
    held, drug, missing = coverage.rows(law.load(folder), "XX", today="2022-01-31")
    assert (held["instrument"], held["regime"], held["held"], held["days_since"]) == ("act 1 of 2020", "precursor", True, 30)
    assert drug["regime"] == "drug"
    assert (missing["id"], missing["held"], missing["relevance"]) == ("XX-ACT-2021", False, True)
    assert (missing["from"], missing["why"]) == ("2021-01-01", "annex not seen")
    assert coverage.rows(law.load(folder))[0]["days_since"] is None
