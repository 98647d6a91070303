"""Which keys do what: the registry's defaults with the user's changes laid over them.

The overlay comes from the ``[keys]`` section of the configuration: ``"contact.assign" = "a, f6"``; an empty
text switches an action off. It is checked as a whole at start: a name that is not known, a key that terminals
cannot send and two actions on one key are refused with a message that names the file and the nearest valid
name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from trtui.domain.errors import ConfigError
from trtui.ui import keys as key_names
from trtui.ui.actions import ACTIONS, STACKS, Action, Scope

if TYPE_CHECKING:
    from textual.binding import Binding

NEVER = "f63"
"""A key that no terminal sends: Textual ignores an empty override, so a disabled action is moved here."""

_PRIORITY = ("ctrl+q", "f1")
"""Work in every dialog too; never a printable key, which would eat typing."""


class Keymap:
    """The live keys of every action."""

    def __init__(
        self,
        overrides: Mapping[str, str] | None = None,
        source: str = "the configuration",
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Lay overrides (id → ``"key, key"``, empty to switch off) over the defaults.

        Raises ConfigError naming ``source`` when they cannot be used.
        """
        self.actions = tuple(actions)
        self._by_id = {action.id: action for action in self.actions}
        self._source = source
        self._keys = {action.id: action.keys for action in self.actions}
        self._changed: set[str] = set()
        for action_id, wanted in (overrides or {}).items():
            self._override(action_id, wanted)
        self._menus = {action.opens: action for action in self.actions if action.opens}
        self._refuse_clashes()

    def rename(self, actions: Sequence[Action]) -> None:
        """Take other labels and helps for the same actions; their keys stay."""
        self.actions = tuple(actions)
        self._by_id = {action.id: action for action in self.actions}

    def __getitem__(self, action_id: str) -> Action:
        return self._by_id[action_id]

    def __contains__(self, action_id: object) -> bool:
        return action_id in self._by_id

    def __iter__(self) -> Iterator[Action]:
        return iter(self.actions)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return an action's live keys, the shown one first; sequences begin with their menu's live key."""
        live = []
        for key in self._keys[action_id]:
            prefix, _, rest = key.rpartition(" ")
            if not prefix:
                live.append(key)
            elif menu_keys := self._keys[self._menus[prefix].id]:
                live.append(f"{menu_keys[0]} {rest}")
        return tuple(live)

    def shown(self, action_id: str) -> str:
        """Return the first live key as people write it, or an empty text when the action is switched off."""
        keys = self.keys(action_id)
        return key_names.shown(keys[0]) if keys else ""

    def all_shown(self, action_id: str) -> str:
        """Return all live keys as people write them, separated by spaces."""
        return "  ".join(key_names.shown(key) for key in self.keys(action_id))

    def within(self, scope: Scope) -> tuple[Action, ...]:
        """Return the actions of one scope, in registry order."""
        return tuple(action for action in self.actions if scope in action.where)

    def has_key(self, key: str, scopes: Sequence[Scope]) -> bool:
        """Return whether a key, as Textual names it, does anything where these scopes are live."""
        pressed = key_names.normal(key)
        return any(
            key_names.normal(live) == pressed
            for action in self.actions
            if set(action.where) & set(scopes)
            for live in self.keys(action.id)
        )

    def menu(self, action_id: str) -> list[tuple[str, Action]]:
        """Return what a menu action opens: the last key of each sequence and its action, in order."""
        prefix = self._by_id[action_id].opens
        found = []
        for action in self.actions:
            for key in self._keys[action.id]:
                first, _, rest = key.rpartition(" ")
                if first == prefix:
                    found.append((rest, action))
        return found

    def overlay(self) -> dict[str, str]:
        """Return what ``App.set_keymap`` needs: the changed ids and their keys."""
        return {action_id: ",".join(self._direct(action_id)) or NEVER for action_id in sorted(self._changed)}

    def _direct(self, action_id: str) -> list[str]:
        return [key_names.textual_name(key) for key in self._keys[action_id] if " " not in key]

    def _override(self, action_id: str, wanted: str) -> None:
        if action_id not in self._by_id:
            near = key_names.nearest(action_id, self._by_id)
            raise ConfigError(
                f"{self._source}: no action is called “{action_id}”.{near} `trtui keys` lists them all."
            )
        keys = tuple(key_names.normal(key) for key in key_names.split(wanted))
        for key in keys:
            first, _, rest = key.rpartition(" ")
            if first and first not in {action.opens for action in self.actions if action.opens}:
                raise ConfigError(
                    f"{self._source}: “{key}” for {action_id}: only the keys of menus (g, .) begin one."
                )
            if fault := key_names.fault(rest):
                raise ConfigError(f"{self._source}: “{rest}” for {action_id}: {fault}")
        if keys and not any(key_names.is_portable(key) for key in keys):
            raise ConfigError(
                f"{self._source}: {action_id} has only “{keys[0]}”, which many terminals do not send. "
                "Add a second key that they all do, for instance a letter or f6."
            )
        self._keys[action_id] = keys
        self._changed.add(action_id)

    def _refuse_clashes(self) -> None:
        for stack in STACKS:
            taken: dict[str, Action] = {}
            for action in self.actions:
                if not set(action.where) & set(stack):
                    continue
                for key in self._keys[action.id]:
                    other = taken.setdefault(key_names.normal(key), action)
                    if other is not action:
                        raise ConfigError(
                            f"{self._source}: the key “{key_names.shown(key)}” would do both {other.id} "
                            f"({other.where[0].value}) and {action.id} ({action.where[0].value}). "
                            f'Give one of them another key, or switch it off with "{action.id}" = "".'
                        )


def bindings(*scopes: Scope, actions: Sequence[Action] = ACTIONS) -> list[Binding]:
    """Return Textual bindings of the default keys for a node that serves these scopes.

    The user's own keys are laid over them by ``App.set_keymap(keymap.overlay())``, through the binding ids.
    """
    from textual.binding import Binding

    return [
        Binding(
            key_names.textual_name(key),
            f"app.do({action.id!r})",
            action.label,
            show=bool(action.show),
            id=action.id,
            priority=key in _PRIORITY,
        )
        for action in actions
        if set(action.where) & set(scopes)
        for key in action.keys
        if " " not in key
    ]


def markdown(keymap: Keymap) -> str:
    """Return the README's key table: one table per place."""
    parts = []
    for scope in Scope:
        rows = [action for action in keymap.within(scope) if action.where[0] is scope]
        if rows:
            lines = [f"**{scope.value}**", "", "| key | does | id |", "|---|---|---|"]
            for action in rows:
                shown = " ".join(f"`{_cell(key)}`" for key in keymap.keys(action.id)) or "–"
                lines.append(f"| {shown} | {action.help} | `{action.id}` |")
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _cell(key: str) -> str:
    return key_names.shown(key).replace("|", "\\|")


def plain(keymap: Keymap) -> str:
    """Return the key table of ``trtui keys``: one line per action, for eyes, pipes and screen readers."""
    lines = []
    for scope in Scope:
        rows = [action for action in keymap.within(scope) if action.where[0] is scope]
        if rows:
            lines += ["", scope.value]
        for action in rows:
            lines.append(f"  {keymap.all_shown(action.id) or '(off)':<18} {action.id:<22} {action.help}")
    return "\n".join(lines[1:]) + "\n"
