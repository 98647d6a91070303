"""The first minutes: a file is shown before it is brought in, and a demo that was invented once is copied."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from trtui.cli import main, sample_store
from trtui.cli.first_run import first_run
from trtui.cli.sitting import store_of, store_options

TODAY = date(2026, 11, 24)


@click.command()
@store_options
@click.pass_context
def begin(ctx: click.Context) -> None:
    click.echo(f"opens: {first_run(ctx, store_of(ctx))}")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text("Client,Town\nAcme Freight Ltd,Leeds\n,Hull\n")
    return path


def typed(store: Path, *lines: str) -> str:
    answer = CliRunner().invoke(begin, ["--db", str(store), "--as", "sam"], input="\n".join((*lines, "")))
    assert answer.exception is None, answer.output
    return answer.output


def test_what_would_become_of_a_file_is_shown_before_it_is_brought_in(tmp_path: Path, rows: Path) -> None:
    store = tmp_path / "new.db"
    said = typed(store, "2", str(rows), "n")
    assert "Would be: 1 created, 0 updated, 0 duplicates, 1 refused." in said
    assert "Nothing was brought in, and no store was made." in said and "opens: False" in said
    assert not store.exists()
    said = typed(store, "2", str(rows), "y", "")
    assert (
        said.index("Would be: 1 created") < said.index("Bring it in? [y/N]") < said.index("This is import 1")
    )
    assert "opens: True" in said and store.exists()


def test_a_dry_run_makes_no_store(tmp_path: Path, rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "none.db"
    assert main(["--db", str(store), "--as", "sam", "import", str(rows), "--dry-run"]) == 0
    assert "Would be: 1 created" in capsys.readouterr().out
    assert not store.exists()


class Making:
    """Makes a demo's store, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, path: Path) -> None:
        self.times += 1
        path.write_text(f"agency {self.times}")
        path.with_name(f"{path.name}.register").write_text("register")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "trtui" / "demo"


def fetched(tmp_path: Path, make: Making, made_from: str = "400 1", today: date = TODAY) -> str:
    folder = tmp_path / f"demo {len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    store = sample_store.fetch(folder, made_from, today, make)
    assert (folder / "demo.db.register").read_text() == "register"
    return store.read_text()


def test_the_second_demo_of_a_day_is_a_copy_of_the_first(tmp_path: Path, cache: Path) -> None:
    make = Making()
    assert fetched(tmp_path, make) == "agency 1"
    assert fetched(tmp_path, make) == "agency 1"
    assert [folder.stat().st_mode & 0o777 for folder in cache.iterdir()] == [0o700]
    assert fetched(tmp_path, make, made_from="400 2") == "agency 2"
    assert fetched(tmp_path, make, today=date(2026, 11, 25)) == "agency 3"
    assert len(list(cache.iterdir())) == 1


def test_another_state_of_the_program_makes_its_own(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Making()
    fetched(tmp_path, make)
    monkeypatch.setattr(sample_store, "_program", lambda: "changed")
    assert fetched(tmp_path, make) == "agency 2"


def test_where_nothing_can_be_kept_a_demo_is_made_each_time(tmp_path: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder would be")
    make = Making()
    assert [fetched(tmp_path, make), fetched(tmp_path, make)] == ["agency 1", "agency 2"]


def test_a_demo_that_could_not_be_made_is_not_kept(tmp_path: Path, cache: Path) -> None:
    def fails(path: Path) -> None:
        path.write_text("half an ag")
        raise ZeroDivisionError

    folder = tmp_path / "demo"
    folder.mkdir()
    with pytest.raises(ZeroDivisionError):
        sample_store.fetch(folder, "400 1", TODAY, fails)
    assert list(cache.iterdir()) == []
    assert fetched(tmp_path, Making()) == "agency 1"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_that_the_readme_names_is_there(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_TRTUI_COMPLETE", f"{shell}_source")
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 0
    assert "_TRTUI_COMPLETE" in capsys.readouterr().out
