"""The long campaign `python -m bench mutations` still finds what it is meant to change: a name that moved ended it."""

import pytest

from bench.mutations import MODULES, ROOT, mutants


@pytest.mark.parametrize("file", MODULES)
def test_a_module_of_the_campaign_has_faults_to_plant_and_tests_to_notice_them(file):
    meant, tests = MODULES[file]

    first = next(mutants(file, meant))

    assert first.file == file
    assert first.source != (ROOT / file).read_text("utf-8")
    assert [test for test in tests if not (ROOT / test).is_file()] == []
