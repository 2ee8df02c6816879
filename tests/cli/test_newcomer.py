"""What a newcomer meets at the command line: wrong values, odd files, and texts that must be whole in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from accord import law
from accord.cli.main import main

NAMELESS = "\n     RDKit          2D\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 C   0  0\nM  END\n"
UNFINISHED = "title\n     RDKit          2D\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"


def screened(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> list[dict[str, object]]:
    assert main(["screen", str(path), "--in", "CN", "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


BAD_VALUES = [
    (["screen", "x.csv", "--jobs", "0"], "须为不小于 1 的整数"),
    (["screen", "x.csv", "--jobs", "many"], "须为不小于 1 的整数"),
    (["screen", "x.csv", "--output", "{folder}"], "这是文件夹"),
    (["check", "acetone", "--report", "{folder}"], "这是文件夹"),
    (["demo", "--output", "{file}"], "请指定文件夹"),
    (["completion", "tcsh"], "bash, zsh, fish 之一"),
    (["screen", "a.csv", "b.csv"], "多出的内容：b.csv"),
    (["check", "acetone", "--on"], "--on 后面缺少值"),
]


@pytest.mark.parametrize(("words", "told"), BAD_VALUES, ids=[" ".join(words) for words, _ in BAD_VALUES])
def test_a_bad_value_is_refused_in_chinese_words_only(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert main([*(w.format(folder=tmp_path, file=tmp_path / "file") for w in words), "--lang", "zh"]) == 2 or words[-1] == "--on"
    said = capsys.readouterr().err
    if words[-1] == "--on":  # --lang would be read as its value
        main(["--lang", "zh", *words])
        said = capsys.readouterr().err
    assert told in said
    assert not re.search(r"\b(is|not|in|got|invalid|unexpected)\b", said, re.IGNORECASE)


def test_brief_rows_have_no_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", str(tmp_path / "x.csv"), "--brief", "--findings"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "brief_findings"


def test_a_list_of_law_that_is_not_held_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "list", "--in", "MX"]) == 0
    assert "MX: no law of this jurisdiction is held." in capsys.readouterr().out


def test_a_file_of_column_names_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,name\n")
    assert main(["screen", str(path), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "The file has no rows, so nothing was screened.\n"


def test_a_binary_file_called_csv_is_refused_without_showing_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(bytes(range(1, 256)) * 4)
    assert main(["screen", str(path), "--lang", "en"]) == 2
    assert "cannot be read as csv" in capsys.readouterr().err


@pytest.mark.parametrize("brief", [(), ("--brief",)])
def test_sdf_records_without_a_title(brief: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.sdf"
    path.write_text(f"{NAMELESS}$$$$\n" * 2)
    assert [row["status"] for row in screened(capsys, path, *brief)] == ["ok", "ok"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.sdf", f"{UNFINISHED}$$$$\n{NAMELESS}$$$$\n"), ("x.jsonl", '{"name":\n{"name":"acetone"}\n')],
)
@pytest.mark.parametrize(("lang", "said"), [("en", "the record has no line|character"), ("zh", "该记录没有|个字符")])
def test_why_a_reader_gave_up_is_said_in_words(
    name: str, text: str, lang: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    rows = screened(capsys, path, "--lang", lang)
    assert [row["status"] for row in rows] == ["error", "ok"]
    message = rows[0]["error"]["message"]  # type: ignore[index]
    assert re.search(said, message)
    assert "Message(" not in message


def test_a_message_repeats_only_the_start_of_a_long_text(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", "x" * 3000])
    row = json.loads(capsys.readouterr().out)
    assert len(row["error"]["message"]) < 250
    assert len(row["input"]) == 3000


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_history_without_a_rule_has_no_empty_brackets(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--history", "--in", "CN", "4-ANPP", "--lang", lang])
    shown = capsys.readouterr().out
    assert "()" not in shown
    assert "（）" not in shown
    assert ("before 2018-01-01" if lang == "en" else "2018-01-01 之前") in shown


def test_an_uncertain_day_is_marked_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--in", "CN", "4-ANPP", "--lang", "en"])
    assert "(uncertain)" in capsys.readouterr().out


def test_a_state_without_law_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "acetone", "--in", "MX", "--lang", "en"])
    assert "MX: no law of this jurisdiction is held\n" in capsys.readouterr().out


def test_every_gap_of_the_law_is_explained_in_chinese_too() -> None:
    assert [gap.id for part in law.load().parts.values() for gap in part.missing if not gap.why_zh] == []
