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
    wanted = sys.argv[1:2]
    if not wanted or wanted[0] not in names():
        print("python -m bench NAME, with NAME one of:", ", ".join(names()))
        return 2
    module = importlib.import_module(f"bench.{wanted[0].replace('-', '_')}")
    return int(module.main())


sys.exit(main())
