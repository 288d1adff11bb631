"""Facts kept as YAML beside the code that reads them: law, customs, settings."""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, ten times as fast, where the package brings it


def read_facts(source: Path) -> Any:  # noqa: ANN401 -- each file has its own shape, which its reader names
    return yaml.load(source.read_text(encoding="utf-8"), LOADER)  # noqa: S506 -- either is a safe one
