"""Run trtui as a module: ``python -m trtui``."""

from trtui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
