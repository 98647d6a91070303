"""Settings are optional, typed, and refused in words that name the file and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from trtui.domain.errors import ConfigError
from trtui.domain.outcomes import NextCall
from trtui.domain.rules import Rules
from trtui.domain.settings import CATALOGUE, rules
from trtui.integrations import config
from trtui.integrations.config import Config, Register, load
from trtui.integrations.config_text import SECTIONS, parse

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

[calls]
script = '''
Good morning, this is the desk at Northgate.
Who looks after your temporary staff?
'''

[calls.outcomes]
voicemail = { label = "Left a message", next = "3 working days" }
gatekeeper = { off = true }

[calls.outcomes.busy]
key = "7"
label = "Busy"
next = "1 working day, other time"
miss = true

[keys]
"contact.assign" = "a, f6"
record.copy = "y"
queue.break = ""
"""


def test_without_a_file_everything_has_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("TRTUI_CONFIG", raising=False)
    assert load() == Config()
    assert rules(Config().offered) == Rules()


def test_every_setting_can_be_set() -> None:
    settings = parse(FULL, HERE)
    assert settings.store == "postgresql://desk@db/trtui"
    assert settings.screen == config.Screen("trtui-light", "off", "256", "everything")
    assert settings.offered["time_zone"] == "Europe/London"
    assert (settings.offered["goal"], settings.offered["cadence.A"]) == (12, 2)
    assert "cadence.B" not in settings.offered
    assert settings.keys == {"contact.assign": "a, f6", "record.copy": "y", "queue.break": ""}
    assert settings.source == str(HERE)
    found = rules(settings.offered)
    assert found.cadence == {"A": 2, "B": 2, "C": 3, "D": 6}
    assert (found.goal_conversations, found.lease_minutes, found.region) == (12, 5, "IE")
    assert (
        found.script == "Good morning, this is the desk at Northgate.\nWho looks after your temporary staff?"
    )
    voicemail, busy = found.outcomes.by_code("voicemail"), found.outcomes.by_key("7")
    assert voicemail is not None and busy is not None
    assert (voicemail.label, voicemail.days, voicemail.key) == ("Left a message", 3, "5")
    assert (busy.code, busy.next_call, busy.days) == ("busy", NextCall.OTHER_TIME, 1)
    assert found.outcomes.by_code("gatekeeper") is None


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
        ("[agency.cadence]\nB = 0", "agency.cadence.B must be a whole number from 1 to 60."),
        ('[agency]\ntime_zone = "Europe/Lodnon"', "no time zone. Did you mean Europe/London?"),
        ('[agency]\ncountry = "GB-LON"', "there are GB-ENG, GB-NIR, GB-SCT, GB-WLS"),
        ("[agency]\ngaol = 3", "there is no setting “agency.gaol”. Did you mean “agency.goal”?"),
        ("offered = 3", "there is no setting “offered”"),
        ('[calls]\nscrip = "x"', "there is no setting “calls.scrip”. Did you mean “calls.script”?"),
        ("[calls]\nscript = 3", "calls.script must be text in quotes"),
        (f'[calls]\nscript = "{"x" * 2001}"', "calls.script: The text has 2,001 characters: at most 2,000"),
        (
            "[calls]\noutcomes = 3",
            "“calls.outcomes” is a section: write [calls.outcomes] on a line of its own.",
        ),
        (
            '[calls.outcomes]\nvoicemial = { next = "never" }',
            "calls.outcomes: Outcome “voicemial” is new (did you mean “voicemail”?)",
        ),
        ("[calls.outcomes.voicemial]\noff = true", "“voicemial” does not exist (did you mean “voicemail”?)."),
        ("[calls.outcomes]\nvoicemail = 3", "Outcome “voicemail” needs a table of settings"),
        (
            '[calls.outcomes]\nvoicemail = { next = "0 working days" }',
            "Outcome “voicemail”: next “0 working days” is no day to come; say 1 to 99 working days.",
        ),
        ('[calls.outcomes]\nvoicemail = { next = "soon" }', "next “soon” is not understood; use interval"),
        ('[calls.outcomes]\nvoicemail = { next = "100 working days" }', "is not understood; use interval"),
        ("[calls.outcomes]\nvoicemail = { key = 6 }", "the key “6” is given twice; each needs its own."),
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


def test_an_older_file_may_decide_all_that_is_a_setting_of_the_store() -> None:
    assert {*SECTIONS["agency"], "script"} == set(CATALOGUE)


def test_the_key_of_the_register_is_never_written_out() -> None:
    secret = Config(register=Register(api_key="0123456789-secret"))
    assert "secret" not in repr(secret) and "secret" not in str(secret.register)
