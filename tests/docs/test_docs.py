"""The documentation is true: pages made from the program are fresh, commands and code in it run, links lead somewhere."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest

from accord.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.S | re.M)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


def commands_of(page: Path) -> list[str]:
    """Lines `$ accord ...` of the console blocks of a page."""
    found = [
        line[2:]
        for kind, body in BLOCK.findall(page.read_text(encoding="utf-8"))
        if kind == "console"
        for line in body.splitlines()
        if line.startswith("$ accord ")
    ]
    return list(dict.fromkeys(found))


def code_of(page: Path) -> list[str]:
    """Python blocks of a page."""
    return [body for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == "python"]


@pytest.mark.parametrize("page", ["cli.md", "errors.md"])
def test_pages_made_from_the_program_are_fresh(page: str) -> None:
    made = runpy.run_path(str(ROOT / "docs/reference/generate.py"))["pages"]()
    there = ROOT / "docs/reference" / page
    assert there.read_text(encoding="utf-8") == made[there], "stale: run `make docs`"


def test_every_environment_variable_is_in_the_reference() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    named = {name for text in sources for name in re.findall(r"\b(ACCORD_[A-Z]+|XDG_[A-Z_]+)\b", text)}
    reference = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/reference").glob("*.md"))
    assert {name for name in named if name not in reference} == set()


def test_every_public_name_is_in_the_python_reference() -> None:
    import accord

    page = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    assert [name for name in accord.__all__ if f"accord.{name}" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_lead_somewhere(page: Path) -> None:
    lost = [
        link
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", link) and not (page.parent / link.partition("#")[0]).exists()
    ]
    assert lost == []


@pytest.mark.parametrize("page", [page for page in PAGES if commands_of(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_documentation_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    for command in commands_of(page):
        code = main(shlex.split(command, comments=True)[1:])
        assert code == 0, f"{command}: exit {code}: {capsys.readouterr().err}"


@pytest.mark.parametrize("page", [page for page in PAGES if code_of(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_python_in_the_documentation_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for code in code_of(page):
        exec(compile(code, str(page), "exec"), {})
