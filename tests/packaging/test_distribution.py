"""What is handed out: a wheel and a source distribution that are whole and run in an empty environment."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import trtui
from tests.terminal.harness import Terminal


def build(source: Path, target: Path, kind: str) -> Path:
    """Build the ``wheel`` or ``sdist`` of a source tree into a folder and return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(root, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def unpacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run(["tar", "-xzf", build(root, folder, "sdist"), "-C", folder], check=True)
    return folder / f"trtui-{trtui.__version__}"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel; the libraries it needs are lent by the present one."""
    venv = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    python = venv / "bin" / "python"
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check",
            "install", "--no-deps", "--no-index", wheel,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    (site,) = venv.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return venv


def run(installed: Path, *command: str, cwd: Path) -> str:
    done = subprocess.run(
        [installed / "bin" / command[0], *command[1:]], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_every_module_and_every_style(wheel: Path, root: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    package = root / "src"
    modules = {str(path.relative_to(package)) for path in package.rglob("*.py")}
    styles = {f"trtui/styles/{path.name}" for path in (root / "styles").glob("*.tcss")}
    assert styles
    assert modules | styles | {"trtui/py.typed"} <= held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    metadata = f"trtui-{trtui.__version__}.dist-info/"
    assert not [
        name
        for name in zipfile.ZipFile(wheel).namelist()
        if not name.startswith(("trtui/", metadata)) or name.endswith((".pyc", ".db"))
    ]


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, unpacked: Path, tmp_path: Path) -> None:
    again = build(unpacked, tmp_path, "wheel")
    contents = [
        {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
        for archive in (zipfile.ZipFile(wheel), zipfile.ZipFile(again))
    ]
    assert contents[0] == contents[1]


def test_the_source_distribution_can_be_tested(unpacked: Path) -> None:
    for path in ("Makefile", "requirements.lock", ".ci/venv", "tests/conftest.py", "styles", "README.md"):
        assert (unpacked / path).exists(), path


def test_the_installed_wheel_is_used_and_not_the_repository(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "python", "-c", "import trtui; print(trtui.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed)


def test_the_installed_program_tells_its_version(installed: Path, tmp_path: Path) -> None:
    assert trtui.__version__ in run(installed, "trtui", "--version", cwd=tmp_path)
    assert trtui.__version__ in run(installed, "python", "-m", "trtui", "--version", cwd=tmp_path)


def test_the_installed_program_opens_its_demo_with_its_own_styles(installed: Path, tmp_path: Path) -> None:
    with Terminal(
        [installed / "bin" / "trtui", "demo", "--clients", "20"], columns=80, rows=24, cwd=tmp_path
    ) as demo:
        demo.wait_for("20 clients, ", timeout=60)
        demo.press("ctrl+q")
        assert demo.wait_exit() == 0
