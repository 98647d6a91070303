"""Where a benchmark works: `.bench/`, with the large store and the peers' files kept from run to run."""

from __future__ import annotations

import compileall
import hashlib
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench import product
from tests.support.environment import make_private

ROOT = Path(__file__).resolve().parents[2]
SEED = 7

MAKERS = ("domain/sample", "domain/matching", "store")
"""The parts of the program that decide what a store of sample data looks like on disk."""


@dataclass(frozen=True)
class Workplace:
    """The folder, and how many clients are in the large store and in the small one, where growth begins."""

    folder: Path
    large: int
    small: int

    @classmethod
    def open(cls, large: int, small: int) -> Workplace:
        """Make the folder, give the measurements a home of their own, and compile the program.

        What is installed has its bytecode; a checkout has none where the environment keeps Python from writing it.
        """
        folder = ROOT / ".bench"
        folder.mkdir(exist_ok=True)
        make_private(folder)
        compileall.compile_dir(ROOT / "src", quiet=2)
        return cls(folder, large, small)

    def store(self, clients: int) -> Path:
        """Return a store of sample data, made on first use."""
        return self.keep(f"store-{clients}-{SEED}", lambda path: product.make_store(path, clients, SEED))

    @cached_property
    def large_store(self) -> Path:
        """The store that the budgets speak of."""
        return self.store(self.large)

    @cached_property
    def small_store(self) -> Path:
        """The store that growth is measured from."""
        return self.store(self.small)

    @cached_property
    def names(self) -> list[str]:
        """The names of all clients in the large store."""
        return self.names_file.read_text().splitlines()

    @cached_property
    def names_file(self) -> Path:
        """The same names, one per line."""
        store = self.large_store
        return self.keep(
            f"names-{self.large}-{SEED}", lambda path: path.write_text("\n".join(product.client_names(store)))
        )

    @cached_property
    def typed(self) -> list[str]:
        """What a hand types on the way to a client: every state of the box, in order."""
        chooser = random.Random(SEED)
        texts: list[str] = []
        for name in chooser.sample(self.names, 40):
            words = name.split()
            wanted = " ".join(words[: chooser.choice((1, 1, 2, 3))])[: chooser.randint(3, 14)]
            if len(wanted) > 5 and chooser.random() < 0.25:  # two letters swapped, as fingers do
                at = chooser.randrange(1, len(wanted) - 2)
                wanted = wanted[:at] + wanted[at + 1] + wanted[at] + wanted[at + 2 :]
            texts += [wanted[:end].lower() for end in range(1, len(wanted) + 1) if wanted[end - 1] != " "]
        return texts

    @cached_property
    def entered(self) -> list[str]:
        """Names of new clients as somebody enters them: known ones a little different, and unknown ones."""
        chooser = random.Random(SEED + 1)
        entered = []
        for name in chooser.sample(self.names, 150):
            words = name.split()
            match chooser.randrange(5):
                case 0 if len(words) > 2:
                    words.pop(chooser.randrange(len(words)))
                case 1:
                    words = [*words[:-1], "Limited" if words[-1] == "Ltd" else "Ltd"]
                case 2 if len(words[0]) > 4:
                    words[0] = words[0][:2] + words[0][3:]
                case 3:
                    words = [word[::-1].title() for word in words]
            entered.append(" ".join(words))
        return entered

    @cached_property
    def fzf(self) -> Path | None:
        """The program fzf: from the search path, else from the distribution's package, else None."""
        found = shutil.which("fzf")
        if found is not None:
            return Path(found)
        folder = self.folder / "fzf"
        program = folder / "usr" / "bin" / "fzf"
        if not program.exists() and shutil.which("apt-get") and shutil.which("dpkg-deb"):
            folder.mkdir(exist_ok=True)
            quiet = {"cwd": folder, "capture_output": True, "timeout": 60, "check": False}
            try:
                subprocess.run(["apt-get", "download", "fzf"], **quiet)
                for package in folder.glob("fzf_*.deb"):
                    subprocess.run(["dpkg-deb", "--extract", package, folder], **quiet)
            except subprocess.TimeoutExpired:
                return None
        return program if program.exists() else None

    @cached_property
    def kept(self) -> Path:
        """The folder of what stays from run to run, as long as stores are made the same way."""
        package = ROOT / "src" / "trtui"
        sources = sorted(path for part in MAKERS for path in (package / part).rglob("*.py"))
        made_by = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
        folder = self.folder / f"kept-{product.version()}-{made_by}"
        for old in self.folder.glob("kept-*"):
            if old != folder:
                shutil.rmtree(old)
        folder.mkdir(exist_ok=True)
        return folder

    def keep(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return a file of this name, made once for this version, seed and way of making stores."""
        folder = self.kept
        path = folder / name
        if not path.exists():
            say(f"making {name}")
            unfinished = folder / f"unfinished-{name}"
            for left in folder.glob(f"{unfinished.name}*"):
                left.unlink()
            make(unfinished)
            unfinished.rename(path)
        return path


def warmed(path: Path) -> Path:
    """Return a file once all of it was read: what is measured is a store at work, not the disk under it."""
    with path.open("rb", buffering=0) as file:
        block = bytearray(1 << 22)
        while file.readinto(block):
            pass
    return path


def say(text: str) -> None:
    """Tell how far it got; the table alone goes to the standard output."""
    print(f"  {text}", file=sys.stderr, flush=True)
