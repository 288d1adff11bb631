"""Makes a bare machine ready: a virtual environment, the pinned packages, the libraries no wheel carries.

Loaded by path (`runpy.run_path`) and with the standard library alone, because nothing else is installed yet. It
promises to be quick when there is nothing to do, to survive being interrupted or started twice at once, and never
to stop the application for want of a system library: what is missing is named together with its command.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Before any function: their signatures already mean nothing to an older Python. The syntax is kept readable from 3.6.
OLDEST = (3, 11)
if sys.version_info[:2] < OLDEST:
    sys.exit(
        "Cần Python {}.{} trở lên; máy này đang chạy Python {}.{}. Hãy cài bản mới rồi chạy lại bằng bản đó, "
        "ví dụ: python3.11 wsgi.py".format(*OLDEST, *sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("VINHDANH_VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"  # stands while packages are being unpacked
HANDED_OVER = "VINHDANH_HANDED_OVER"  # set for the second start, so that there is never a third

PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSER_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # the browser driver's own Node wants it
HEADLESS = "chromium-headless-shell"  # the same Chromium without a window: half the work
BROWSERS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def start_inside(requirements: str, again: list[str], *, browser: bool = False) -> None:
    """Return only inside a complete environment; from outside it, begin anew there as `python <again>`."""
    handed_over = os.environ.pop(HANDED_OVER, None)
    if not handed_over:
        prepare(requirements, browser=browser)
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    if handed_over:
        sys.exit(f"{PYTHON} không chạy như một môi trường riêng. Hãy xoá thư mục {VENV} rồi chạy lại.")
    sys.stdout.flush()
    sys.stderr.flush()
    os.chdir(ROOT)
    # PYTHONHOME would lead the new interpreter out of its environment, PYTHONSAFEPATH would hide `app` from it.
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONSAFEPATH"}}
    os.execve(PYTHON, [str(PYTHON), *again], {**kept, HANDED_OVER: "1"})  # noqa: S606 -- becoming it is the point


def prepare(requirements: str, *, browser: bool = False) -> None:
    """Bring the environment and the system's libraries up to date; return at once if they are."""
    if sys.platform == "win32":
        sys.exit("Vinh Danh chạy trên Linux hoặc macOS. Trên Windows, hãy mở WSL (Ubuntu, Debian) và chạy lại.")
    if not is_current(requirements):
        try:
            with only_one():
                if not is_current(requirements):
                    set_up(requirements)
        except KeyboardInterrupt:
            sys.exit("Đã dừng giữa chừng. Lần chạy sau sẽ chuẩn bị lại từ đầu.")
        except OSError as refused:
            sys.exit(
                f"Không ghi được vào {VENV} ({refused.strerror}). Hãy chạy bằng tài khoản sở hữu thư mục {ROOT}, "
                "hoặc đặt biến VINHDANH_VENV trỏ tới một thư mục ghi được và còn chỗ."
            )
    get_system_packages(PDF_LIBRARIES, purpose="xuất văn bản PDF")
    if browser:
        others = [] if chromium_path() else [HEADLESS]
        get_system_packages(BROWSER_LIBRARIES, others, purpose="kiểm thử bằng trình duyệt")


# The environment


def fingerprint(requirements: str) -> str:
    """What was asked for: every pin, those of included files too, and the Python they are for."""
    parts = ["{}.{}".format(*sys.version_info[:2])]
    parts += [(ROOT / name).read_text("utf-8") for name in with_included(requirements)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def with_included(requirements: str) -> Iterator[str]:
    for line in (ROOT / requirements).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            yield from with_included(line[3:].strip())
    yield requirements


def stamp(requirements: str) -> Path:
    return VENV / f"{requirements}.sha256"


def is_current(requirements: str) -> bool:
    try:
        stamped = stamp(requirements).read_text("utf-8")
        is_whole = PYTHON.exists() and not UNFINISHED.exists()
    except OSError:  # not there, or somebody else's and closed to us
        return False
    return is_whole and stamped == fingerprint(requirements)


def set_up(requirements: str) -> None:
    began = time.monotonic()
    if is_sound():
        say(f"Đang cập nhật các gói theo {requirements}…")
    else:
        say("Đang chuẩn bị môi trường lần đầu, khoảng 1 phút…")
        make_environment()
    install(requirements)
    for name in with_included(requirements):
        stamp(name).write_text(fingerprint(name), "utf-8")  # last of all: a stamp vouches for everything above
    say(f"Môi trường đã sẵn sàng sau {time.monotonic() - began:.0f} giây.")


def is_sound() -> bool:
    """Whether what stands there can be built on: finished, of this Python, and with pip."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    question = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return subprocess.run([PYTHON, "-I", "-c", question], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    if (VENV / "pyvenv.cfg").exists():  # nothing is removed that was not an environment
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None and not apt_install(["python3-venv"]):
        sys.exit(f"Thiếu gói python3-venv. Hãy chạy: {apt_command(['python3-venv'])}, rồi chạy lại.")
    made = subprocess.run(
        [sys.executable, "-I", "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if made.returncode:
        sys.exit(f"Không tạo được môi trường {VENV}. Python báo: {last_line(made.stdout)}")


def install(requirements: str) -> None:
    UNFINISHED.touch()
    pip = [str(PYTHON), "-I", "-m", "pip", "-q", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    done = subprocess.run([*pip, "install", "-r", str(ROOT / requirements)], capture_output=True, check=False)
    UNFINISHED.unlink()  # pip that fails has unpacked nothing; only pip that was killed leaves the mark behind
    if done.returncode:
        sys.exit(
            f"Không tải được các gói trong {requirements}. Hãy kiểm tra kết nối mạng (hoặc cấu hình pip của cơ quan) "
            f"rồi chạy lại. pip báo: {last_line(done.stderr)}"
        )


@contextmanager
def only_one() -> Iterator[None]:
    """Let a second start wait for the first. The system drops the lock of one that dies."""
    import fcntl  # noqa: PLC0415 -- Windows has none and must get as far as its sentence

    VENV.parent.mkdir(parents=True, exist_ok=True)
    with VENV.with_name(f"{VENV.name}.lock").open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Một lần khởi động khác đang chuẩn bị môi trường; đang chờ…")
            fcntl.flock(door, fcntl.LOCK_EX)
        yield


# The system's libraries


def get_system_packages(libraries: dict[str, str], others: list[str] | None = None, *, purpose: str) -> None:
    """Fetch what is missing if we may; otherwise say how, and go on."""
    packages = [package for library, package in libraries.items() if not loads(library)] + (others or [])
    if not packages or sys.platform != "linux":
        return
    if may_install():
        say(f"Đang cài thư viện hệ thống để {purpose}: {' '.join(packages)}…")
    if not apt_install(packages):
        say(f"Chưa có thư viện để {purpose}; các phần khác vẫn chạy. Để có, hãy chạy: {apt_command(packages)}")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> bool:
    """Only as root, and never with a question."""
    if not may_install():
        return False
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def run(*arguments: str) -> bool:
        return subprocess.run([*apt, *arguments], env=env, capture_output=True, check=False).returncode == 0

    wanted = ["install", "-y", "--no-install-recommends", *packages]
    return run(*wanted) or (run("update") and run(*wanted))  # package lists may be missing or out of date


def apt_command(packages: list[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


# Talking


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def last_line(output: bytes) -> str:
    return (output.decode("utf-8", "replace").strip().splitlines() or ["(không có thông báo)"])[-1]


if __name__ == "__main__":  # `python3 app/bootstrap.py`: only prepare, as a container image does
    prepare("requirements.txt")
