"""The rim of the command line: help, languages, refusals, exit codes. What needs the law is tested in the other files of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from accord.cli import main as program
from accord.cli.commands import Group
from accord.cli.main import app, main

HEAVY = ("rdkit", "pyarrow", "openpyxl", "jinja2", "rich", "yaml", "numpy", "jsonschema_rs", "accord.journeys")


def words_of_all_commands() -> list[list[str]]:
    """["law", "list"] and so on, groups included."""
    found: list[list[str]] = [[]]
    context = program.click.Context(app)
    for name in app.list_commands(context):
        found.append([name])
        command = app.get_command(context, name)
        if isinstance(command, Group):
            found += [[name, inner] for inner in command.list_commands(context)]
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", words_of_all_commands(), ids=" ".join)
def test_every_command_has_help_in_both_languages(words: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--lang", lang, "--help"] if words != [] else ["--lang", lang, "--help"]) == 0
    shown = capsys.readouterr().out
    assert ("用法" in shown) == (lang == "zh")
    assert "--lang" in shown


def test_language_of_the_environment(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ACCORD_LANG", "zh")
    main(["check"])
    assert "没有要查询的文本" in capsys.readouterr().err
    main(["--lang", "en", "check"])
    assert "no text to check" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("accord 0.")


def test_nothing_said_shows_help_and_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Commands" in capsys.readouterr().out
    assert main(["law"]) == 2
    assert "coverage" in capsys.readouterr().out


REFUSED = [
    (["chek"], "no_such_command"),
    (["law", "lst"], "no_such_command"),
    (["check", "--colour", "x"], "no_such_option"),
    (["check"], "nothing_asked"),
    (["check", "--on", "2026-13-45", "x"], "bad_date"),
    (["check", "--lang", "fr", "x"], "bad_argument"),
    (["screen"], "missing_argument"),
    (["screen", "x.csv", "--jobs", "0"], "bad_argument"),
    (["screen", "x.csv", "--jobs", "many"], "bad_argument"),
    (["screen", "x.csv", "--column", "smiles"], "bad_column"),
    (["screen", "x.csv", "--map", "no-such.yaml"], "unreadable_map"),
    (["screen", "x.csv", "--output", "a.csv", "--report", "b.html"], "one_output"),
    (["law", "diff", "--from", "2020-01-01"], "missing_argument"),
    (["verify", "no-such-file.jsonl"], "file_missing"),
    (["completion", "tcsh"], "bad_argument"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=[" ".join(words) for words, _ in REFUSED])
def test_refused_commands_print_one_clear_error(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    for_people = capsys.readouterr()
    assert for_people.out == ""
    assert for_people.err.startswith("Error: ")
    assert "Traceback" not in for_people.err
    if words[0] == "completion" or words == ["chek"]:
        return
    assert main([*words, "--json"]) == 2
    for_machines = json.loads(capsys.readouterr().out)
    assert for_machines["status"] == "error"
    assert for_machines["error"]["code"] == code
    assert for_machines["error"]["message"]
    assert for_machines["error"]["hint"]


def test_a_report_of_brief_rows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", "x.csv", "--brief", "--report", "b.html"]) == 2
    assert "--brief" in capsys.readouterr().err


def test_texts_after_two_dashes_are_not_options(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--", "--json", "--lang", "zh"])
    assert "{" not in capsys.readouterr().out[:1]


def test_unexpected_fault_is_a_short_report_without_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_: list[str]) -> int:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr(program, "_run", broken)
    assert main(["check", "x"]) == 2
    shown = capsys.readouterr().err
    assert "the sky fell" in shown
    assert "report" in shown
    assert "Traceback" not in shown
    monkeypatch.setenv("ACCORD_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["check", "x"])


def test_interrupt_leaves_a_hint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_run", interrupted)
    assert main(["screen", "x.csv"]) == 130
    assert "--resume" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "_ACCORD_COMPLETE" in capsys.readouterr().out


def test_completion_offers_commands() -> None:
    env = {**os.environ, "_ACCORD_COMPLETE": "bash_complete", "COMP_WORDS": "accord ", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from accord.cli.main import main; sys.exit(main())"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "screen" in done.stdout


STARTS = ["import accord", *(f"from accord.cli.main import main; main({words!r})" for words in (["--help"], ["screen", "--help"]))]


@pytest.mark.parametrize("code", STARTS)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    asked = f"{code}; import sys; print('\\nHEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("HEAVY []")


def test_broken_pipe_is_silent() -> None:
    code = "import sys; from accord.cli.main import main; sys.exit(main(['--help']))"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")
