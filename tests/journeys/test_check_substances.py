"""A few texts, each answered."""

from __future__ import annotations

from typing import Any

import pytest

from accord.core.errors import UsageError
from accord.core.text import use_language
from accord.journeys.check_substances import check


def test_each_text_has_its_answer_in_order() -> None:
    answers = check(["fentanyl", "no such thing at all", "50-00-1", ""], on="2026-01-05", jurisdictions=["US"])
    assert [answer.status for answer in answers] == ["ok", "unresolved", "error", "error"]
    assert [answer.record["row"] for answer in answers] == [1, 2, 3, 4]
    assert [answer.outcomes for answer in answers] == [{"US": "controlled"}, {}, {}, {}]
    assert [len(answer.findings) for answer in answers] == [len(answer.record["finding_ids"]) for answer in answers]


def test_quantity_is_part_of_the_row_and_changes_no_listing() -> None:
    plain, heavy = (check("acetone", on="2026-01-05", jurisdictions=["CN"], quantity_kg=kg)[0] for kg in (None, "2500"))
    assert plain.record["verdicts"] == heavy.record["verdicts"]
    assert plain.record["finding_ids"] != heavy.record["finding_ids"]


def test_a_drawing_where_there_is_a_structure() -> None:
    drawn, unknown = check(["CCO", "no such thing at all"], on="2026-01-05", jurisdictions=["CN"])
    assert "<svg" in (drawn.svg() or "")
    assert unknown.svg() is None


def test_error_records_speak_the_language_in_use() -> None:
    use_language("zh")
    assert "校验位" in check("50-00-1", on="2026-01-05")[0].record["error"]["message"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"on": "soon"}, "bad_date"),
        ({"as_of": "2026-02-30"}, "bad_date"),
        ({"jurisdictions": ["Atlantis"]}, "unknown_jurisdiction"),
        ({"origin": "Atlantis"}, "unknown_jurisdiction"),
        ({"quantity_kg": "-1"}, "bad_number"),
        ({"concentration_pct": "much"}, "bad_number"),
    ],
)
def test_wrong_arguments(options: dict[str, Any], code: str) -> None:
    asked: dict[str, Any] = {"on": "2026-01-05", **options}
    with pytest.raises(UsageError) as refused:
        check("acetone", **asked)
    assert refused.value.code == code
