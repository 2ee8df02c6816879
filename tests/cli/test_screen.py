"""`accord screen` and `accord demo`, on the examples and the bundled manifest."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from accord.cli.demo import MANIFEST
from accord.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
ORDERS = str(EXAMPLES / "orders" / "orders.csv")
DAY = ["--on", "2026-01-05"]


def rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(["screen", *words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_row_is_answered_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, ORDERS)
    assert [one["id"] for one in found] == [f"A-{n}" for n in range(1, 7)]
    assert found[5]["status"] == "unresolved"
    assert {one["jurisdiction"]: one["outcome"] for one in found[1]["verdicts"]}["MX"] == "cannot_say"


def test_terminal_begins_with_a_sentence_whose_counts_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", ORDERS]) == 0
    shown = capsys.readouterr().out
    numbers = [int(word) for word in shown.splitlines()[0].replace(",", " ").split() if word.isdigit()]
    assert numbers[0] == 6 == sum(numbers[1:])


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "html"])
def test_output_files(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / f"answers.{ending}"
    assert main(["screen", ORDERS, "--output", str(target)]) == 0
    assert str(target) in capsys.readouterr().out
    if ending == "jsonl":
        assert [json.loads(line)["row"] for line in target.read_text(encoding="utf-8").splitlines()] == [1, 2, 3, 4, 5, 6]
    elif ending == "html":
        assert 'id="row-6"' in target.read_text(encoding="utf-8")
    else:
        assert target.stat().st_size > 0


def test_json_and_output_file_hold_the_same_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "answers.jsonl"
    assert main(["screen", ORDERS, "--output", str(target)]) == 0
    capsys.readouterr()
    assert main(["screen", ORDERS, "--json"]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8")


def test_other_headers(capsys: pytest.CaptureFixture[str]) -> None:
    folder = EXAMPLES / "orders"
    mapped = rows(capsys, str(folder / "orders-erp.csv"), "--map", str(folder / "map.yaml"), *DAY)
    named = rows(
        capsys,
        str(folder / "orders-erp.csv"),
        *DAY,
        *(
            w
            for role, header in (("id", "Order"), ("name", "Material description"), ("cas", "CAS-Nr."), ("destination", "Ship-to country"))
            for w in ("--column", f"{role}={header}")
        ),
    )
    assert mapped == named
    assert [one["id"] for one in mapped] == ["4711", "4712", "4713"]
    assert all(one["status"] == "ok" for one in mapped)


def test_chinese_manifest(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, str(EXAMPLES / "orders" / "货单.csv"))
    assert [one["status"] for one in found] == ["ok", "ok", "ok", "unresolved"]
    assert {one["jurisdiction"]: one["outcome"] for one in found[0]["verdicts"]}["CN"] == "controlled"


def test_brief_rows_have_the_same_outcomes_and_errors(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(EXAMPLES / "catalogue" / "catalogue.smi")
    full, brief = rows(capsys, path, *DAY), rows(capsys, path, *DAY, "--brief")
    assert len(full) == len(brief) == 10
    for one, short in zip(full, brief, strict=True):
        assert (one["row"], one["id"], one["status"]) == (short["row"], short["id"], short["status"])
        assert "finding_ids" not in short
        if one["status"] == "ok":
            assert short["outcome"] == {v["jurisdiction"]: v["outcome"] for v in one["verdicts"]}
        else:
            assert short["error"]["code"] == one["error"]["code"]


def test_strict_and_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", ORDERS, "--strict"]) == 3
    assert main(["screen", str(tmp_path / "none.csv"), "--json"]) == 2
    assert main(["screen", ORDERS, "--in", "XX"]) == 2
    assert main(["screen", ORDERS, "--output", str(tmp_path / "a.docx")]) == 2
    capsys.readouterr()


def test_findings_in_place_of_rows(capsys: pytest.CaptureFixture[str]) -> None:
    ids = [found for one in rows(capsys, ORDERS) for found in one["finding_ids"]]
    assert main(["screen", ORDERS, "--findings"]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ids


def test_the_manifest_reads_like_the_real_thing() -> None:
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) >= 64
    assert len({one["id"] for one in lines}) == len(lines)
    assert {one["date"][:4] for one in lines} >= {str(year) for year in range(2016, 2027)}
    assert {one["destination"] for one in lines} >= {"US", "MX", "CA", "DE", "IN", "NL", "JP"}
    for column in ("name", "name_zh", "cas", "smiles", "quantity_kg"):
        assert sum(bool(one[column]) for one in lines) >= 9, column


def test_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--on", "2026-11-25"]) == 0
    shown = capsys.readouterr().out
    answers = [json.loads(line) for line in (tmp_path / "accord-demo" / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    page = (tmp_path / "accord-demo" / "report.html").read_text(encoding="utf-8")
    assert shown.startswith(f"Of {len(answers)} rows, ")
    assert "accord-demo" in shown
    assert "accord check" in shown
    assert page.count('<tr class="c-') >= len(answers)
    assert "<svg" in page
    statuses = {one["status"] for one in answers}
    assert {"ok", "unresolved", "error", "ambiguous_identity"} <= statuses
    assert {v["outcome"] for one in answers for v in one["verdicts"]} == {"controlled", "not_controlled", "ambiguous", "cannot_say"}
