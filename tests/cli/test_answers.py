"""Every command answers programs in JSON and pipes in plain lines."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from trtui.cli.commands import trtui

ANSWERS_OTHERWISE = {"demo", "keys"}
"""One opens the workspace; the table of the other is plain lines already."""


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


@pytest.mark.parametrize("name", sorted({name for name, _ in commands(trtui)} - ANSWERS_OTHERWISE))
def test_every_command_prints_json_and_plain_lines(name: str) -> None:
    options = {flag for option in dict(commands(trtui))[name].params for flag in option.opts}
    assert {"--json", "--plain"} <= options
