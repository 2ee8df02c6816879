"""`accord check` and `accord verify`, through the real law."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from accord.cli.main import main

DAY = ["--on", "2026-01-05"]


def rows(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> list[dict[str, Any]]:
    """Records that a command prints with --json (or --findings)."""
    assert main(list(words)) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_first_line_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *DAY, "--in", "UN,US,CN", "fentanyl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "On 2026-01-05, fentanyl is controlled in the UN, the United States and China."
    assert sum("Not legal advice" in line for line in lines) == 1


def test_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *DAY, "--in", "CN", "--lang", "zh", "芬太尼"]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0] == "2026-01-05，芬太尼在中国受管制。"
    assert "本结果不构成法律意见" in shown


def test_a_negative_names_what_was_examined(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *DAY, "--in", "CN", "acetone-free vanillin", "vanillin"]) == 0
    assert "vanillin is not on the lists held for China" in capsys.readouterr().out


def test_one_record_per_text_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "check", "--json", *DAY, "--in", "US", "--", "437-38-7", "no such thing at all", "CCO")
    assert [one["row"] for one in found] == [1, 2, 3]
    assert [one["input"] for one in found] == ["437-38-7", "no such thing at all", "CCO"]
    assert [one["status"] for one in found] == ["ok", "unresolved", "ok"]
    assert found[1]["error"]["code"] == "unknown_name"


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("fentanyl\nvanillin\n"))
    assert [one["input"] for one in rows(capsys, "check", "--json", *DAY, "--in", "US", "-")] == ["fentanyl", "vanillin"]


def test_strict_tells_of_a_text_without_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", *DAY, "--in", "US", "no such thing at all"]) == 3
    assert main(["check", "--strict", *DAY, "--in", "US", "fentanyl"]) == 0
    capsys.readouterr()


def test_a_state_whose_law_is_not_held_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = rows(capsys, "check", "--json", *DAY, "--origin", "CN", "--destination", "MX", "vanillin")
    assert [one["jurisdiction"] for one in found["verdicts"]] == ["UN", "US", "CN", "MX"]
    assert found["verdicts"][3]["outcome"] == "cannot_say"
    assert main(["check", *DAY, "--destination", "MX", "vanillin"]) == 0
    assert "Mexico" in capsys.readouterr().out


def test_unknown_jurisdiction_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = rows(capsys, "check", "--json", "--in", "US,XX", "fentanyl", code=2)
    assert found["error"]["code"] == "unknown_jurisdiction"
    assert "CN" in found["error"]["message"] + found["error"]["hint"]


def test_history_covers_the_day_asked(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = rows(capsys, "check", "--json", *DAY, "--history", "--in", "US", "4-ANPP")
    verdict = found["verdicts"][0]
    for regime, outcome in verdict["regimes"].items():
        spans = [s for s in verdict["history"] if s["regime"] == regime and (s["from"] or "") <= verdict["on"] < (s["to"] or "9999")]
        assert [one["outcome"] for one in spans] in ([outcome], []) and (spans or regime == "export")


def test_report_is_one_page_with_drawing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert main(["check", *DAY, "--in", "CN", "--report", str(page), "CC(=O)N(c1ccc(F)cc1)C1CCN(CCc2ccccc2)CC1"]) == 0
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text and "<script" not in text
    assert "CN-FRS-2019" in text
    assert str(page) in capsys.readouterr().out


def test_a_report_that_cannot_be_written_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *DAY, "--in", "CN", "--report", str(tmp_path / "no" / "such" / "folder.html"), "fentanyl"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_findings_are_the_same_bytes_and_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "--findings", *DAY, "--in", "CN,US", "--", "fentanyl", "CCO"]
    assert main(words) == 0
    first = capsys.readouterr().out
    assert main(words) == 0
    assert capsys.readouterr().out == first
    assert all(json.loads(line)["id"].startswith("f_") for line in first.splitlines())

    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(first, encoding="utf-8")
    bad.write_text(first.replace('"outcome":"not_controlled"', '"outcome":"controlled"', 1), encoding="utf-8")
    told = rows(capsys, "verify", "--json", str(good), str(bad))
    assert [(one["ok"], one["kind"], one["signed_by"]) for one in told] == [(True, "findings", None), (False, "findings", None)]
    assert told[0]["level"] == "consistent"
    assert told[1]["why"]
    assert main(["verify", str(good), str(bad)]) == 0
    assert "does not hold" in capsys.readouterr().out


def test_rows_name_the_findings(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(capsys, "check", "--json", *DAY, "--in", "CN", "fentanyl")
    assert row["finding_ids"] == [one["id"] for one in rows(capsys, "check", "--findings", *DAY, "--in", "CN", "fentanyl")]


def test_a_text_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *DAY, "--in", "CN", "--", "[red]\x1b]0;owned\x07 \u202egnp"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
