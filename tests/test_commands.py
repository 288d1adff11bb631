"""The two commands on a bare machine: real interpreters, real environments, no network and no rights.

Each test has a project of its own: the real commands beside a stand-in application, which only tells how it was
started. Packages come from a wheel written on the spot.
"""

import ast
import fcntl
import json
import os
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BARE_PYTHON = Path(sys.base_prefix, "bin", "python{}.{}".format(*sys.version_info))
COMMANDS = ["app/bootstrap.py", "wsgi.py", "tests/__main__.py"]

SERVING = """
import json, sys, greeting
def main(**asked):
    print(json.dumps({**asked, "prefix": sys.prefix, "greeting": greeting.VERSION}))
"""


class Project:
    def __init__(self, folder, environment):
        self.folder = folder
        self.venv = environment
        for name in COMMANDS:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        (folder / "templates").mkdir()
        (folder / "nothing").mkdir()
        (folder / "app" / "__init__.py").touch()
        (folder / "app" / "serving.py").write_text(SERVING)
        self.pin("greeting", "1.0", module="VERSION = '1.0'")

    def pin(self, name, version, *, module, requirements="requirements.txt"):
        wheel = self.folder / f"{name}-{version}-py3-none-any.whl"
        facts = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"{name}.py", module)
            archive.writestr(f"{facts}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            archive.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{facts}/RECORD", "")
        (self.folder / requirements).write_text(f"{wheel}\n")
        return wheel

    @property
    def process(self):
        """No PATH: no apt, no browser. No index: no network."""
        nothing = str(self.folder / "nothing")
        env = {"PATH": nothing, "HOME": nothing, "PIP_NO_INDEX": "1", "VINHDANH_VENV": str(self.venv)}
        return {"cwd": self.folder, "env": env, "encoding": "utf-8"}

    def run(self, *arguments):
        command = [BARE_PYTHON, "-I", "-S", *arguments]
        return subprocess.run(command, **self.process, capture_output=True, check=False)

    def bootstrap(self, monkeypatch):
        monkeypatch.setenv("VINHDANH_VENV", str(self.venv))
        return runpy.run_path(str(self.folder / "app" / "bootstrap.py"))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, tmp_path / "venv")


@pytest.fixture(scope="session")
def empty_environment(tmp_path_factory):
    made = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([BARE_PYTHON, "-I", "-m", "venv", made], check=True)
    return made


@pytest.fixture
def prepared(project, empty_environment):
    """A project whose environment stands, without its packages."""
    shutil.copytree(empty_environment, project.venv, symlinks=True)
    return project


def test_help_is_vietnamese_and_prepares_nothing(project):
    done = project.run("wsgi.py", "--help")

    assert (done.returncode, done.stdout.splitlines()[0], done.stderr) == (
        0,
        "Vinh Danh – hồ sơ thi đua, khen thưởng của tỉnh",
        "",
    )
    assert not project.venv.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "0"], "--port phải là một số từ 1 đến 65535, không phải “0”."),
        (["--port", "65536"], "--port phải là một số từ 1 đến 65535, không phải “65536”."),
        (["--port", "tám"], "--port phải là một số từ 1 đến 65535, không phải “tám”."),
        (["--port=-1"], "--port phải là một số từ 1 đến 65535, không phải “-1”."),
        (["--port"], "--port phải là một số từ 1 đến 65535, không phải “”."),
        (["--host"], "--host phải là một địa chỉ, ví dụ 127.0.0.1."),
        (["--emty", "8000"], "Không hiểu tham số: --emty 8000"),
        (["--empty=1"], "Không hiểu tham số: --empty=1"),
    ],
)
def test_wrong_arguments_are_refused_with_a_sentence_before_anything_is_prepared(project, arguments, sentence):
    done = project.run("wsgi.py", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [sentence, "Xem cách dùng: python3 wsgi.py --help"]
    assert not project.venv.exists()


def test_first_start_on_a_bare_python_serves_from_its_own_environment(project):
    done = project.run("wsgi.py", "--port", "8123", "--empty")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "host": "127.0.0.1",
        "port": 8123,
        "empty": True,
        "prefix": str(project.venv),
        "greeting": "1.0",
    }
    assert done.stderr.splitlines()[0] == "Đang chuẩn bị môi trường lần đầu, khoảng 1 phút…"


def test_later_starts_install_nothing(prepared):
    prepared.run("wsgi.py")
    (prepared.folder / "greeting-1.0-py3-none-any.whl").unlink()

    done = prepared.run("wsgi.py")

    assert (done.returncode, json.loads(done.stdout)["greeting"]) == (0, "1.0")
    assert "Đang chuẩn bị" not in done.stderr
    assert "Đang cập nhật" not in done.stderr


def test_new_pins_are_installed_at_the_next_start(prepared):
    prepared.run("wsgi.py")
    prepared.pin("greeting", "2.0", module="VERSION = '2.0'")

    done = prepared.run("wsgi.py")

    assert json.loads(done.stdout)["greeting"] == "2.0"


def test_a_download_that_fails_says_so_and_the_next_start_goes_on_from_there(prepared):
    (prepared.folder / "requirements.txt").write_text("greeting==1.0\n")

    failed = prepared.run("wsgi.py")
    prepared.pin("greeting", "1.0", module="VERSION = '1.0'")
    done = prepared.run("wsgi.py")

    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.splitlines()[-1] == (
        "Không tải được các gói trong requirements.txt. Hãy kiểm tra kết nối mạng (hoặc cấu hình pip của cơ quan) "
        "rồi chạy lại. pip báo: ERROR: No matching distribution found for greeting==1.0"
    )
    assert (done.returncode, "Đang chuẩn bị" in done.stderr) == (0, False)


def leave_unfinished(venv):
    (venv / "unfinished").touch()


def lose_the_interpreter(venv):
    for link in (venv / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/python/that/was/upgraded/away")


def lose_pip(venv):
    for stamp in venv.glob("*.sha256"):
        stamp.unlink()
    for pip in venv.glob("lib/*/site-packages/pip"):
        shutil.rmtree(pip)


@pytest.mark.parametrize("damage", [leave_unfinished, lose_the_interpreter, lose_pip])
def test_a_broken_environment_is_built_anew(prepared, damage):
    prepared.run("wsgi.py")
    (prepared.venv / "of-the-old-one").touch()
    damage(prepared.venv)

    done = prepared.run("wsgi.py")

    assert (done.returncode, json.loads(done.stdout)["greeting"]) == (0, "1.0")
    assert not (prepared.venv / "of-the-old-one").exists()


def test_an_environment_that_may_not_be_looked_into_is_said(prepared):
    """Of somebody else, for instance. Root may look into everything, so here the interpreter's name is impossible."""
    prepared.run("wsgi.py")
    interpreter = prepared.venv / "bin" / "python"
    interpreter.unlink()
    interpreter.symlink_to("/" + 300 * "x")

    done = prepared.run("wsgi.py")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"Không ghi được vào {prepared.venv} (File name too long). Hãy chạy bằng tài khoản sở hữu thư mục "
        f"{prepared.folder}, hoặc đặt biến VINHDANH_VENV trỏ tới một thư mục ghi được và còn chỗ."
    )


def test_a_folder_that_was_no_environment_is_never_removed(project):
    (project.venv / "letters").mkdir(parents=True)

    project.run("wsgi.py")

    assert (project.venv / "letters").exists()


@pytest.mark.parametrize("changed", ["requirements.txt", "requirements-dev.txt"])
def test_a_stamp_vouches_for_included_pins_too(project, monkeypatch, changed):
    (project.folder / "requirements-dev.txt").write_text("-r requirements.txt\n")
    fingerprint = project.bootstrap(monkeypatch)["fingerprint"]
    before = fingerprint("requirements-dev.txt")

    with (project.folder / changed).open("a") as pins:
        pins.write("another==1.0\n")

    assert fingerprint("requirements-dev.txt") != before


def test_a_second_start_waits_for_the_first(project):
    with Path(f"{project.venv}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        command = [BARE_PYTHON, "-I", "-S", "wsgi.py"]
        with subprocess.Popen(command, **project.process, stderr=subprocess.PIPE) as second:
            said = second.stderr.readline()
            began = project.venv.exists()
            second.kill()

    assert (said, began) == ("Một lần khởi động khác đang chuẩn bị môi trường; đang chờ…\n", False)


@pytest.mark.parametrize(
    "command", [["-m", "tests"], ["-I", "-S", "tests"], ["-I", "-S", "tests/__main__.py"]], ids=" ".join
)
def test_the_checks_start_in_every_form_and_hand_arguments_to_pytest_alone(prepared, command):
    tell = "import sys\ndef main(arguments):\n    print(sys.path[0], arguments)\n    return 3\n"
    prepared.pin("pytest", "1.0", module=tell, requirements="requirements-dev.txt")

    done = subprocess.run([BARE_PYTHON, *command, "-k", "ballot"], **prepared.process, capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (3, f"{prepared.folder} ['-k', 'ballot']\n"), done.stderr


def test_failing_linters_are_named_before_pytest_and_fail_the_whole(prepared):
    tell = "def main(arguments):\n    print(arguments)\n    return 0\n"
    prepared.pin("pytest", "1.0", module=tell, requirements="requirements-dev.txt")

    done = prepared.run("tests")  # nothing but pytest is installed there, so every linter fails

    assert done.returncode == 1
    assert done.stdout.splitlines()[-2:] == [
        "Không đạt: ruff check, ruff format, mypy. Lệnh này sẽ báo hỏng dù pytest bên dưới có đạt.",
        "['-n', '2', '--dist', 'worksteal']",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_an_older_python_can_at_least_read_the_commands(name):
    ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 7))


def test_an_older_python_is_told_so(project):
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('app/bootstrap.py')"

    done = project.run("-c", pretend)

    assert done.returncode == 1
    assert done.stderr == (
        "Cần Python 3.11 trở lên; máy này đang chạy Python 3.9. Hãy cài bản mới rồi chạy lại bằng bản đó, "
        "ví dụ: python3.11 wsgi.py\n"
    )


def test_missing_libraries_are_named_with_their_command_and_stop_nothing(project, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(project.folder / "nothing"))
    get_system_packages = project.bootstrap(monkeypatch)["get_system_packages"]

    get_system_packages({"libkhong-co.so.0": "libkhong-co0"}, purpose="xuất văn bản PDF")

    assert capsys.readouterr().err == (
        "Chưa có thư viện để xuất văn bản PDF; các phần khác vẫn chạy. Để có, hãy chạy: "
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libkhong-co0\n"
    )


def test_the_browser_is_found_on_the_path_or_not_at_all(project, monkeypatch):
    chromium_path = project.bootstrap(monkeypatch)["chromium_path"]
    monkeypatch.setenv("PATH", str(project.folder))
    before = chromium_path()
    browser = project.folder / "chromium"
    browser.touch(mode=0o755)

    assert (before, chromium_path()) == (None, os.fspath(browser))
