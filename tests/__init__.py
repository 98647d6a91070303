"""The tests of trtui; they mirror ``src/trtui``, with helpers shared by all in ``tests.support``."""
