"""python -m bench NAME: longer campaigns and measures; `python -m bench` lists them."""

import importlib
import pkgutil
import sys

import bench


def names() -> list[str]:
    return sorted(
        found.name.replace("_", "-") for found in pkgutil.iter_modules(bench.__path__) if not found.name.startswith("_")
    )


def main() -> int:
    begun = sys.argv[1] if len(sys.argv) > 1 else ""
    meant = [begun] if begun in names() else [name for name in names() if begun and name.startswith(begun)]
    if len(meant) != 1:
        print("python -m bench NAME, or its beginning, with NAME one of:", ", ".join(names()))
        return 2
    module = importlib.import_module(f"bench.{meant[0].replace('-', '_')}")
    return int(module.main())


sys.exit(main())
