"""The report: self-contained, escaped, complete, and its counts add up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from accord.controls import report
from accord.controls.headline import law_too_old, sentence
from accord.controls.tally import CLASSES, Tally
from accord.core.reference import Reference
from accord.core.text import use_language

LAW = (Reference("law", "CN", "1", "sha256:" + "0" * 64, "2026-11-22", "test"),)
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0L9 9'/></svg>"


def basis(**more: Any) -> dict[str, Any]:
    return {
        "rule": "CN-X",
        "kind": "class",
        "regime": "drug",
        "value": "yes",
        "clause": "1",
        "entry": None,
        "list": "list X",
        "schedule": "class entry",
        "from": "2019-05-01",
        "to": None,
        "from_note": None,
        "from_note_zh": None,
        "citation": "announcement <1>",
        "confidence": "source-primary",
        "primary": True,
        "component": 0,
        "atoms": [0, 1],
        "fragment": "CC",
        "reading": "r",
        "reading_zh": "读",
        "text_en": "reason in English",
        "text_zh": "中文理由",
        **more,
    }


def verdict(outcome: str, place: str = "CN", **more: Any) -> dict[str, Any]:
    bases = [basis()] if outcome in ("controlled", "ambiguous") else []
    return {
        "jurisdiction": place,
        "on": "2026-01-05",
        "outcome": outcome,
        "regimes": {"drug": outcome},
        "schedule": None,
        "list": None,
        "basis": bases,
        "readings": [],
        "nearest": [],
        "advisory": [],
        "history": [],
        "law_as_of": "2026-11-22",
        "beyond_law_as_of": False,
        "coverage": {"complete": True, "missing": []},
        **more,
    }


def record(row: int, *verdicts: dict[str, Any], text: str = "CCO", **more: Any) -> dict[str, Any]:
    substance = {
        "inchikey": "LFQSCWFLJHTTHZ-UHFFFAOYSA-N",
        "smiles": "CCO",
        "formula": "C2H6O",
        "name": "ethanol",
        "names_zh": ["乙醇"],
        "cas": [],
        "parent": None,
        "components": [],
        "recognised": {"by": "smiles", "text": text, "exact": True, "steps": []},
        "candidates": [],
    }
    return {
        "row": row,
        "id": f"L-{row}",
        "input": text,
        "status": "ok",
        "substance": substance,
        "verdicts": list(verdicts),
        "error": None,
        "finding_ids": [],
        **more,
    }


def broken(row: int, text: str = "???") -> dict[str, Any]:
    nothing = {"recognised": {"by": "none", "text": text, "exact": False, "steps": []}, "candidates": []}
    error = {"code": "unknown_name", "message": f"{text} is not known", "hint": "try again"}
    return record(row, text=text, status="unresolved", substance=nothing, error=error)


def page_of(records: list[dict[str, Any]], tmp_path: Path, *, single: bool = False) -> str:
    path = tmp_path / "report.html"
    report.write(path, records, on="2026-01-05", references=LAW, source="orders.csv", single=single, draw=lambda _: DRAWING)
    return path.read_text(encoding="utf-8")


MISSING = {
    "id": "CN-Y",
    "jurisdiction": "CN",
    "instrument": "announcement nobody has seen",
    "regime": "drug",
    "from": None,
    "to": None,
    "why": "annex",
}


def mixed() -> list[dict[str, Any]]:
    return [
        record(1, verdict("controlled"), verdict("not_controlled", "US")),
        record(2, verdict("not_controlled")),
        record(3, verdict("ambiguous", readings=[{"regime": "drug", "reading": "wide", "reading_zh": "宽", "outcome": "controlled"}])),
        record(4, verdict("cannot_say", coverage={"complete": False, "missing": [MISSING]}), verdict("not_controlled", "US")),
        broken(5),
        broken(6, ""),
    ]


def test_counts_add_up_and_every_row_is_there(tmp_path: Path) -> None:
    page = page_of(mixed(), tmp_path)
    tiles = [int(number) for number in re.findall(r'<li class="c-\w+"><b>(\d+)</b>', page)]
    assert sum(tiles) == 6
    assert re.findall(r'<tr class="c-\w+" id="row-(\d+)"', page) == ["1", "2", "3", "4", "5", "6"]
    assert (
        "Of 6 rows, 1 are controlled somewhere, 2 need somebody who knows the law, 1 are on none of the lists held, and 2 could not" in page
    )


def test_the_page_is_self_contained_and_says_what_it_rests_on(tmp_path: Path) -> None:
    page = page_of(mixed(), tmp_path)
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?https?:""", page)
    assert "@media print" in page
    assert page.count("Not legal advice") == 1
    for text in (
        "sha256:" + "0" * 64,
        "announcement nobody has seen",
        "official text read",
        "reason in English",
        DRAWING,
        "??? is not known",
    ):
        assert text in page


def test_what_users_wrote_is_escaped(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>"
    page = page_of([broken(1, attack), record(2, verdict("controlled"), text=attack)], tmp_path)
    assert attack not in page
    assert "&lt;script&gt;" in page
    assert "announcement &lt;1&gt;" in page


def test_rows_that_ask_the_same_share_a_card(tmp_path: Path) -> None:
    page = page_of([record(1, verdict("controlled")), record(2, verdict("controlled"))], tmp_path)
    assert page.count("<article") == 1
    assert page.count('href="#card-1"') == 2
    assert ">1, 2<" in page


def test_one_page_form_has_a_card_for_every_text_and_no_table_of_rows(tmp_path: Path) -> None:
    page = page_of([record(1, verdict("not_controlled")), broken(2)], tmp_path, single=True)
    assert page.count("<article") == 2
    assert 'id="row-1"' not in page
    assert "ethanol is not on the lists held for China" in page


def test_chinese(tmp_path: Path) -> None:
    use_language("zh")
    page = page_of(mixed(), tmp_path)
    assert '<html lang="zh-Hans">' in page
    for text in ("受管制", "中文理由", "乙醇", "本结果不构成法律意见"):
        assert text in page
    assert "reason in English" not in page


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (["controlled", "controlled"], "ethanol is controlled in China and the United States."),
        (["controlled", "not_controlled"], "ethanol is controlled in China; for the United States see"),
        (["cannot_say", "not_controlled"], "no firm answer can be given on ethanol for China:"),
        (["not_controlled", "not_controlled"], "ethanol is not on the lists held for China and the United States."),
    ],
)
def test_first_sentence(outcomes: list[str], said: str) -> None:
    verdicts = [verdict(outcome, place) for outcome, place in zip(outcomes, ["CN", "US"], strict=True)]
    assert said in sentence(record(1, *verdicts))


def test_first_sentence_of_a_row_without_answer() -> None:
    assert sentence(broken(1)) == "???: no answer. ??? is not known"


def test_every_row_has_one_class() -> None:
    tally = Tally()
    for one in mixed():
        assert tally.add(one) in CLASSES
    assert sum(tally.by_class.values()) == tally.rows == 6
    assert tally.errors == {"unknown_name": 2}
    brief = {
        "row": 7,
        "id": None,
        "status": "ok",
        "outcome": {"CN": "controlled", "US": "not_controlled"},
        "rules": ["X"],
        "checked": "full",
    }
    assert tally.add(brief) == "controlled"


def test_law_older_than_the_day_is_told_once_per_day_of_checking() -> None:
    late = [verdict("not_controlled", place, beyond_law_as_of=True) for place in ("CN", "US")]
    assert law_too_old(record(1, *late, verdict("not_controlled", "UN"))) == [
        "The law of China and the United States was last checked on 2026-11-22; the day asked about is later."
    ]


def test_a_fragment_for_notebooks() -> None:
    made = report.fragment(record(1, verdict("controlled")), DRAWING)
    assert DRAWING in made
    assert "<html" not in made
