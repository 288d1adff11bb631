"""Every page, paper and export, asked by every role while boxes are open: nothing says who has voted.

`python -m bench ballots-crawl` is `tests/ballots/test_what_pages_tell.py` with every room and every role: what each was
answered with one member's ballot in the box, and with another's in its place, must be the same.
"""

import os
import subprocess
import sys
import time

PATIENCE = 3000  # seconds


def main() -> int:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"--timeout={PATIENCE}", "tests/ballots/test_what_pages_tell.py"],
        env={**os.environ, "VINHDANH_CRAWL": "whole"},
        check=False,
    )
    print(f"every page by every role, twice: {time.perf_counter() - begun:.0f} s")
    return done.returncode
