"""`accord law ...` and `accord status`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from accord.cli.main import main


def rows(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> list[dict[str, Any]]:
    assert main([*words, "--json"]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_list_of_some_jurisdictions(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "law", "list", "--in", "cn,UN")
    assert {one["jurisdiction"] for one in found} == {"CN", "UN"}
    assert all(
        {"id", "jurisdiction", "instrument", "kind", "from", "to", "citation", "confidence", "law_as_of"} <= one.keys() for one in found
    )
    assert main(["law", "list", "--in", "CN"]) == 0
    assert "entries of 1 jurisdictions" in capsys.readouterr().out.splitlines()[0]


def test_show_a_class_with_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = rows(capsys, "law", "show", "CN-FRS-2019")
    assert found["windows"] and found["clauses"]
    assert found["examples"]["positive"] and found["examples"]["negative"]
    assert main(["law", "show", "CN-FRS-2019"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("CN-FRS-2019: law of China, since 2019-05-01.")
    assert "clause 1:" in shown


def test_an_unknown_rule_names_close_ones(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = rows(capsys, "law", "show", "CN-FRS-2091", code=2)
    assert found["error"]["code"] == "unknown_rule"
    assert "CN-FRS-2019" in found["error"]["hint"]


def test_diff_names_what_was_added(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "law", "diff", "--from", "2019-04-30", "--to", "2019-05-01", "--in", "CN")
    assert any(one["change"] == "added" and one["rule"] == "CN-FRS-2019" for one in found)
    assert main(["law", "diff", "--from", "2019-04-30", "--to", "2019-05-01", "--in", "CN"]) == 0
    assert capsys.readouterr().out.startswith(f"{len(found)} changes between 2019-04-30 and 2019-05-01.")


def test_coverage_tells_held_and_missing(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "law", "coverage", "--in", "CN")
    assert {one["held"] for one in found} == {True, False}
    assert all(isinstance(one["days_since"], int) for one in found)
    assert main(["law", "coverage"]) == 0
    assert "not held" in capsys.readouterr().out.splitlines()[0]


def test_the_law_of_the_wheel_is_intact(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = rows(capsys, "law", "verify")
    assert (found["ok"], found["why"]) == (True, None)
    assert main(["law", "verify"]) == 0
    assert "intact" in capsys.readouterr().out


def test_status_lists_every_reference_with_age(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "status")
    assert {"UN", "US", "CN"} <= {one["id"] for one in found}
    for one in found:
        assert one.keys() == {"kind", "id", "version", "sha256", "as_of", "age_days", "warning"}
        assert one["sha256"].startswith("sha256:")
    assert main(["status"]) == 0
    assert capsys.readouterr().out.startswith(f"{len(found)} references are in use")
