"""The application, for the person who runs `python3 wsgi.py` and for the server that imports `wsgi:app`.

Run, it needs no more than a bare Python, `python3 -I -S wsgi.py` included: it prepares its own environment and starts
again inside it. Imported, it prepares nothing.
"""

import argparse
import gc
import runpy
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
PORTS = range(1, 65536)

HELP = """\
Vinh Danh – hồ sơ thi đua, khen thưởng của tỉnh

Cách dùng: python3 wsgi.py [--port CỔNG] [--host ĐỊA_CHỈ] [--empty]

  --port CỔNG      cổng phục vụ, từ 1 đến 65535 (mặc định 8000)
  --host ĐỊA_CHỈ   địa chỉ phục vụ (mặc định 127.0.0.1: chỉ máy này vào được;
                   0.0.0.0: các máy khác trong mạng cũng vào được)
  --empty          tạo cơ sở dữ liệu trống cho đơn vị dùng thật, không có dữ liệu trình diễn
  -h, --help       in hướng dẫn này
"""


class Arguments(argparse.ArgumentParser):
    """The standard parser, but it speaks Vietnamese."""

    def format_help(self) -> str:
        return HELP

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 -- its message is English
        refuse(f"Không hiểu tham số: {' '.join(sys.argv[1:])}")


def refuse(sentence: str) -> NoReturn:
    print(f"{sentence}\nXem cách dùng: python3 wsgi.py --help", file=sys.stderr)
    sys.exit(2)


def read_arguments() -> argparse.Namespace:
    parser = Arguments(allow_abbrev=False)
    parser.add_argument("--port", nargs="?", default="8000", const="")
    parser.add_argument("--host", nargs="?", default="127.0.0.1", const="")
    parser.add_argument("--empty", action="store_true")
    asked, unknown = parser.parse_known_args()
    if unknown:
        refuse(f"Không hiểu tham số: {' '.join(unknown)}")
    if not (asked.port.isdecimal() and int(asked.port) in PORTS):
        refuse(f"--port phải là một số từ 1 đến 65535, không phải “{asked.port}”.")
    if not asked.host:
        refuse("--host phải là một địa chỉ, ví dụ 127.0.0.1.")
    asked.port = int(asked.port)
    return asked


def main() -> None:
    asked = read_arguments()
    bootstrap = runpy.run_path(str(ROOT / "app" / "bootstrap.py"))
    bootstrap["start_inside"]("requirements.txt", again=[str(ROOT / "wsgi.py"), *sys.argv[1:]])

    gc.disable()  # what is loaded stays: serving lets the collector begin when it has all
    from app import serving  # noqa: PLC0415 -- its packages exist only from here on

    serving.main(host=asked.host, port=asked.port, empty=asked.empty)


if __name__ == "__main__":
    main()
else:
    from app import create_app

    app = create_app()
