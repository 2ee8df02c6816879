from __future__ import annotations

from collections.abc import Iterator

import pytest

from accord.core.text import Message, both, has, language, say, use_language


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("ACCORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    use_language(None)
    yield
    use_language(None)


def test_a_message_in_both_languages() -> None:
    assert both("error.bad_date", text="2026-13-45") == {"en": "2026-13-45 is not a date", "zh": "2026-13-45 不是有效日期"}


def test_a_message_inside_a_message_takes_the_same_language() -> None:
    why = Message("core.json.position", {"position": 7})
    assert say("error.bad_json", "zh", why=why) == "该行不是 JSON 对象：第 7 个字符处有误"
    assert say("error.bad_json", "en", why=why).endswith("error at character 7")


def test_an_unknown_message_and_a_missing_field_are_faults() -> None:
    assert not has("error.there_is_no_such_code")
    with pytest.raises(KeyError):
        say("error.there_is_no_such_code")
    with pytest.raises(KeyError):
        say("error.bad_date")


def test_values_are_not_read_as_patterns() -> None:
    assert say("error.bad_date", "en", text="{row} {0}") == "{row} {0} is not a date"


def test_the_language_is_the_chosen_one_then_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language() in ("en", "zh")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert language() == "zh"
    monkeypatch.setenv("ACCORD_LANG", "en")
    assert language() == "en"
    use_language("zh-Hans")
    assert language() == "zh"
    assert say("core.verify.nothing") == "文件中没有结论记录"
