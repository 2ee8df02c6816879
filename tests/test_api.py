"""The Python API."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import accord

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_public_names() -> None:
    assert accord.__all__ == ["AccordError", "Answers", "Finding", "__version__", "check", "load_law", "screen"]
    assert set(accord.__all__) <= set(dir(accord))
    for name in accord.__all__:
        assert getattr(accord, name) is not None
    with pytest.raises(AttributeError):
        _ = accord.no_such_name  # pyright: ignore[reportAttributeAccessIssue]


def test_one_text() -> None:
    answers = accord.check("4-ANPP", on="2018-01-01", jurisdictions=["UN", "US", "CN"])
    assert len(answers) == 1
    assert answers[0].status == "ok"
    assert set(answers[0].outcomes) == {"UN", "US", "CN"}
    assert repr(answers).startswith("On 2018-01-01, ")
    shown = answers._repr_html_()
    assert "<svg" in shown and "<html" not in shown


def test_several_texts_are_a_sequence() -> None:
    answers = accord.check(["fentanyl", "CCO", "no such thing at all"], on=date(2026, 1, 5), jurisdictions=["US"])
    assert [one.status for one in answers] == ["ok", "ok", "unresolved"]
    assert [one.status for one in answers[1:]] == ["ok", "unresolved"]
    assert isinstance(answers[1:], accord.Answers)


def test_wrong_arguments_raise() -> None:
    with pytest.raises(accord.AccordError) as told:
        accord.check("fentanyl", jurisdictions=["XX"])
    assert told.value.code == "unknown_jurisdiction"


def test_a_file_is_screened_row_by_row() -> None:
    rows = list(accord.screen(EXAMPLES / "orders" / "orders.csv"))
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5, 6]


def test_the_law() -> None:
    pack = accord.load_law()
    assert {"UN", "US", "CN"} <= set(pack.parts)


def test_jurisdictions_as_one_text() -> None:
    assert list(accord.check("acetone", jurisdictions="US,CN")[0].outcomes) == ["US", "CN"]


def test_an_answer_shows_itself_as_one_sentence() -> None:
    shown = repr(accord.check("acetone", on="2020-01-01", jurisdictions=["CN"])[0])
    assert "acetone" in shown
    assert len(shown) < 200
