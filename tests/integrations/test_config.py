"""Settings are optional, typed, and refused in words that name the file and the remedy."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from trtui.domain.errors import ConfigError
from trtui.integrations import config
from trtui.integrations.config import RANGES, Config, load, parse

HERE = Path("/home/sam/config.toml")
FULL = """
store = "postgresql://desk@db/trtui"

[screen]
theme = "trtui-light"
mouse = "off"
colours = "256"
repaint = "everything"

[agency]
time_zone = "Europe/London"
region = "IE"
goal = 12
lease_minutes = 5

[agency.cadence]
A = 2
D = 6

[keys]
"contact.assign" = "a, f6"
record.copy = "y"
queue.break = ""
"""


def test_without_a_file_everything_has_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("TRTUI_CONFIG", raising=False)
    assert load() == Config()
    assert Config().rules().cadence == {"A": 1, "B": 2, "C": 3, "D": 12}


def test_every_setting_can_be_set() -> None:
    settings = parse(FULL, HERE)
    assert settings.store == "postgresql://desk@db/trtui"
    assert settings.screen == config.Screen("trtui-light", "off", "256", "everything")
    assert settings.agency.time_zone == "Europe/London"
    assert settings.keys == {"contact.assign": "a, f6", "record.copy": "y", "queue.break": ""}
    assert settings.source == str(HERE)
    rules = settings.rules()
    assert rules.cadence == {"A": 2, "B": 2, "C": 3, "D": 6}
    assert (rules.goal_conversations, rules.lease_minutes, rules.region) == (12, 5, "IE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('stor = "x"', "there is no setting “stor”. Did you mean “store”?"),
        ('[screen]\ntheem = "x"', "there is no setting “screen.theem”. Did you mean “screen.theme”?"),
        (
            '[screen]\ntheme = "trtui-lihgt"',
            "“trtui-lihgt” is no value of screen.theme. Did you mean “trtui-light”?",
        ),
        ('[screen]\nmouse = "x"', "It can be: auto, on, off."),
        ('screen = "x"', "“screen” is a section: write [screen] on a line of its own."),
        ("[agency]\ngoal = 0", "agency.goal must be a whole number from 1 to 1000."),
        ("[agency]\ngoal = true", "agency.goal must be a whole number"),
        ('[agency]\ngoal = "3"', "agency.goal must be a whole number"),
        ("[agency]\ntime_zone = 3", "agency.time_zone must be text in quotes"),
        ("[agency.cadence]\nE = 3", "There are: A, B, C, D."),
        ("[keys]\na = 1", "keys.a must be text"),
        ("keys = 3", "[keys] must hold lines"),
        ('path = "x"', "there is no setting “path”"),
        ("x = ", "Invalid value"),
    ],
)
def test_what_cannot_be_is_refused_with_the_remedy(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(text, HERE)
    assert refused.value.message.startswith(f"{HERE}: ")
    assert said in refused.value.message


def test_files_that_cannot_be_read_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load(tmp_path / "none.toml")
    monkeypatch.setenv("TRTUI_CONFIG", str(tmp_path / "other.toml"))
    with pytest.raises(ConfigError, match="other.toml: there is no such file"):
        load()
    (tmp_path / "other.toml").write_bytes(b'store = "caf\xe9"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load()
    (tmp_path / "other.toml").write_bytes(b'\xef\xbb\xbfstore = "x"')
    assert load().store == "x"
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def numbers(kind: type, prefix: str = "") -> set[str]:
    found = set()
    for one in fields(kind):
        default = one.default_factory() if callable(one.default_factory) else one.default
        if is_dataclass(default):
            found |= numbers(type(default), f"{prefix}{one.name}.")
        elif isinstance(default, int):
            found.add(f"{prefix}{one.name}")
    return found


def test_every_number_has_its_range() -> None:
    assert numbers(Config) == set(RANGES)
