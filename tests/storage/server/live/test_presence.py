"""What is believed of the words of other windows."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from ita_desktop.storage.server.live.follower import FORGOTTEN, Follower, Present, is_news, word
from ita_desktop.storage.server.live.noting import Deadlines


@pytest.mark.parametrize("text", ["[" * 7_900, '{"page":' * 900, "1" * 7_900, "null"])
def test_a_word_of_another_program_is_not_heard(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(words: str) -> Any:
        if words.startswith("["):
            raise RecursionError  # how deep it may go depends on Python
        return json.JSONDecoder().decode(words)

    monkeypatch.setattr(json, "loads", parse)
    assert Present(lambda: 0.0).hear(1, text, ("a", "a")) is False
    assert is_news(text) is False


def test_a_process_number_that_the_server_gives_again_is_asked_anew() -> None:
    now = [0.0]
    present, deadlines = Present(lambda: now[0]), Deadlines()
    listener: Any = SimpleNamespace(moved=lambda: None)
    nobody: Any = None
    follower = Follower(nobody, nobody, present, listener, deadlines)
    who = ["somsri"]
    found = SimpleNamespace(fetchone=lambda: (who[0], who[0]))
    raw = SimpleNamespace(info=SimpleNamespace(backend_pid=1), execute=lambda *_: found, limit=None)
    heard = [SimpleNamespace(pid=7, payload=word("measures", None))]
    follower._hear(raw, heard)
    now[0], who[0] = FORGOTTEN + 1, "somchai"
    follower._hear(raw, heard)
    deadlines.close()
    assert [one.login for one in present.all()] == ["somchai"]
