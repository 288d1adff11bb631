from datetime import date

import pytest

from tests.resolutions import world as worlds


@pytest.fixture
def world(app, tmp_path):
    made = worlds.build(tmp_path)
    made.on(date(2024, 9, 4))
    return made
