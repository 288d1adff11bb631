"""A browser is told by the name its owner knows."""

import pytest

from app.accounts.devices import in_words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome, máy tính Windows"),
        (f"{WINDOWS} Edg/130.0.0.0", "Edge, máy tính Windows"),
        (WINDOWS.replace("AppleWebKit", "coc_coc_browser/129 AppleWebKit"), "Cốc Cốc, máy tính Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, máy tính Linux"),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Chrome, điện thoại, máy tính bảng Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8.5", "curl/8.5"),
        ("", "Không rõ"),
    ],
)
def test_browser_and_machine_in_words(agent, words):
    assert in_words(agent) == words
