"""Rules that the source of the screens keeps, read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual

from tests.ui.small_app import SmallApp
from trtui.ui.theme import NAMES, SHEETS, THEMES, style_folder, styles

UI = Path(__file__).resolve().parents[2] / "src" / "trtui" / "ui"
MODULES = sorted(UI.rglob("*.py"))
MARKUP_SINKS = {
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "RadioButton",
    "Option",
    "Tab",
    "Collapsible",
    "Markdown",
    "RichLog",
}
"""Widgets that read markup in a plain text; ours do not."""
FORBIDDEN_CALLS = {"from_markup", "to_thread", "escape", "render_markup", "run_in_executor"}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield name, node


def faults(source: str) -> list[str]:
    found = []
    for name, call in calls(ast.parse(source)):
        if name in FORBIDDEN_CALLS:
            found.append(f"{call.lineno}: {name}()")
        if name in MARKUP_SINKS:
            found.append(f"{call.lineno}: {name} reads markup; use Note, Facts or a table")
        for keyword in call.keywords:
            if keyword.arg == "thread" and getattr(keyword.value, "value", None) is True:
                found.append(f"{call.lineno}: thread=True")
        if name == "notify" and not any(
            keyword.arg == "markup" and getattr(keyword.value, "value", None) is False
            for keyword in call.keywords
        ):
            found.append(f"{call.lineno}: notify() reads markup; use tell()")
        if name == "run_worker" and call.args and isinstance(call.args[0], ast.Call):
            found.append(f"{call.lineno}: a coroutine that may never be awaited; use beside()")
    for node in ast.walk(ast.parse(source)):
        for decorator in getattr(node, "decorator_list", []):
            if "work" in (getattr(decorator, "id", ""), getattr(getattr(decorator, "func", None), "id", "")):
                found.append(f"{decorator.lineno}: @work describes itself by its arguments; use beside()")
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in {
                    "border_title",
                    "border_subtitle",
                    "tooltip",
                }:
                    found.append(f"{node.lineno}: {target.attr} reads markup")
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(UI)))
def test_no_text_is_read_as_markup_and_nothing_blocks(module: Path) -> None:
    assert not faults(module.read_text())


@pytest.mark.parametrize(
    "planted",
    [
        'Content.from_markup(f"[b]{name}")',
        "Static(name)",
        "self.notify(name)",
        "self.run_worker(f, thread=True)",
        "self.run_worker(f())",
        "@work\ndef f(): ...",
        "await asyncio.to_thread(f)",
        "self.border_title = name",
        "@work(exclusive=True)\nasync def f(): ...",
        "markup.escape(name)",
    ],
)
def test_the_rules_see_what_they_should(planted: str) -> None:
    assert faults(planted)


def assigned(tree: ast.ClassDef) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        for target in targets:
            if (
                isinstance(target, ast.Attribute)
                and isinstance(target.value, ast.Name)
                and target.value.id == "self"
            ):
                names.add(target.attr)
    return names


def private_to_textual() -> set[str]:
    folder = Path(textual.__file__).parent
    names: set[str] = set()
    for module in ("message_pump", "dom", "widget", "screen", "app"):
        source = (folder / f"{module}.py").read_text()
        names |= {name for name in re.findall(r"self\.(_\w+)\b", source) if not name.startswith("__")}
    return names


def test_no_widget_of_ours_takes_a_private_name_of_textual() -> None:
    taken = private_to_textual()
    clashes = [
        f"{module.relative_to(UI)}: {node.name}.{name}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.ClassDef) and node.bases
        for name in sorted(assigned(node) & taken - ALLOWED)
    ]
    assert not clashes


ALLOWED = {"_return_code", "_exception", "_clipboard", "_source"}
"""What the shell sets on purpose, and a name that Textual uses in classes that ours are not."""


def test_colours_come_from_the_theme() -> None:
    for sheet in style_folder().glob("*.tcss"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|rgb\(|hsl\(|\bansi_", text), sheet.name
        known = set(THEMES[0].to_color_system().generate()) | set(THEMES[0].variables)
        for variable in re.findall(r"\$([\w-]+)", text):
            assert variable in known, f"{sheet.name}: ${variable}"


def test_every_theme_gives_every_name() -> None:
    assert all(set(theme.variables) >= set(THEMES[0].variables) for theme in THEMES)
    assert {"trtui-dark", "trtui-light", "trtui-contrast"} < set(NAMES)


@pytest.mark.parametrize("theme", NAMES)
async def test_every_theme_starts(theme: str) -> None:
    async with SmallApp(theme=theme).run_test(size=(80, 24)) as pilot:
        await pilot.press("?")
        assert pilot.app.theme == theme


async def test_the_stylesheets_are_few_enough_to_stay_parsed() -> None:
    """Textual keeps 64 parsed sources; beyond that every new screen is parsed again."""
    async with SmallApp().run_test() as pilot:
        for key in ("?", "escape", "e", "escape", "f", "escape", "g", "escape"):
            await pilot.press(key)
        assert len(pilot.app.stylesheet.source) < 56


def test_the_sheets_are_found() -> None:
    assert [path.name for path in styles("search.tcss")] == [*SHEETS, "search.tcss"]
    assert all((style_folder() / name).is_file() for name in SHEETS)
