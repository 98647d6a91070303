"""The outside world: files, clocks and services, each behind a small protocol."""
