from __future__ import annotations

import pickle

import pytest

from accord.core.errors import AccordError, InputError, RowError, UsageError, Where
from accord.core.text import Message


def test_an_error_as_data_names_place_and_hint_in_the_language_asked_for() -> None:
    error = RowError("bad_check_digit", where=Where("stock.csv", 17, "cas"), cas="50-00-1", expected=0)
    assert error.record("en") == {
        "code": "bad_check_digit",
        "message": "CAS 50-00-1: check digit should be 0",
        "where": {"file": "stock.csv", "row": 17, "field": "cas"},
        "hint": "Compare the number with its source; a digit is wrong or two are exchanged.",
    }
    assert error.record("zh")["message"] == "CAS 号 50-00-1：校验位应为 0"


def test_what_is_not_known_is_left_out() -> None:
    assert set(InputError("file_missing").record("en")) == {"code", "message", "hint"}
    assert RowError("bad_date", where=Where(row=3), text="x").record("en")["where"] == {"row": 3}


def test_a_place_is_added_and_what_is_known_of_it_is_kept() -> None:
    error = RowError("bad_date", where=Where(field="date"), text="x").at(Where("a.csv", 2, "other"))
    assert error.where == Where("a.csv", 2, "date")
    assert isinstance(error, RowError)
    assert RowError("empty_input").at(Where(row=17)).message("en") == "Row 17 has no substance"


@pytest.mark.parametrize("kind", [UsageError, InputError, RowError])
def test_errors_come_back_from_a_worker_process_as_they_were(kind: type[AccordError]) -> None:
    error = kind("bad_smiles", where=Where("a.smi", 1), why=Message("core.json.object"))
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert back.record("zh") == error.record("zh")
    assert str(back) == str(error)
