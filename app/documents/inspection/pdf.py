"""A PDF is opened by a process that may use little memory and time, and whose death hurts nobody."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

from app.documents.inspection.kinds import Limits, UploadRefused

_PROCESS: Final = Path(__file__).with_name("pdf_process.py")
_PATIENCE: Final = 20  # seconds of the clock, should the processor's own limit not work
_NEAR_THE_END: Final = 1024

_PRINT_AGAIN = "Hãy mở tệp, chọn In → Lưu thành PDF (hoặc quét lại bản giấy) rồi tải lên."
_SENTENCES = {
    "encrypted": "Tệp PDF đang đặt mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu rồi tải lên.",
    "script": f"Tệp PDF có chứa mã lệnh (JavaScript). {_PRINT_AGAIN}",
    "launch": f"Tệp PDF có lệnh mở chương trình hoặc gửi dữ liệu đi. {_PRINT_AGAIN}",
    "elsewhere": f"Tệp PDF tự mở địa chỉ hoặc lấy nội dung từ nơi khác. {_PRINT_AGAIN}",
    "attachment": f"Tệp PDF có tệp khác đính kèm bên trong. Hãy tải riêng từng tệp. {_PRINT_AGAIN}",
    "active": f"Tệp PDF có biểu mẫu động hoặc phim, âm thanh. {_PRINT_AGAIN}",
    "broken": f"Tệp PDF bị hỏng, không mở được. {_PRINT_AGAIN}",
    "heavy": f"Tệp PDF quá phức tạp để kiểm tra. {_PRINT_AGAIN}",
}


def check(path: Path, limits: Limits) -> None:
    _refuse_two_in_one(path)
    verdict = _verdict(path, limits)
    if verdict != "sound":
        raise UploadRefused(_SENTENCES[verdict])


def _refuse_two_in_one(path: Path) -> None:
    with path.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(end - _NEAR_THE_END, 0))
        tail = file.read()
    _, mark, rest = tail.rpartition(b"%%EOF")
    if not mark:
        raise UploadRefused(_SENTENCES["broken"])
    if rest.strip(b"\0 \t\r\n") or zipfile.is_zipfile(path):
        raise UploadRefused(f"Tệp PDF có dữ liệu khác nối thêm vào cuối. {_PRINT_AGAIN}")


def _verdict(path: Path, limits: Limits) -> str:
    command = [sys.executable, "-I", str(_PROCESS), str(path.absolute())]
    command += [str(limits.pdf_seconds), str(limits.pdf_memory), str(limits.pdf_objects)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, by its full path, on a name we gave
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return "heavy"
    word = done.stdout.decode("ascii", errors="replace").strip()
    return word if done.returncode == 0 and (word == "sound" or word in _SENTENCES) else "heavy"
