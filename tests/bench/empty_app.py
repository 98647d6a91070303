"""The least a Textual program can be, peer for start and memory: shows ``ready``, then the keys it gets."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One line of text and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    typed = ""

    def compose(self) -> ComposeResult:
        """Show the one line."""
        yield Static("ready")

    def on_key(self, event: events.Key) -> None:
        """Show what was typed."""
        self.typed += event.character or ""
        self.query_one(Static).update(self.typed)


if __name__ == "__main__":
    EmptyApp().run()
