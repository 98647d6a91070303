"""trtui: a keyboard-driven terminal workspace for recruitment consultants."""

__version__ = "0.1.0"
