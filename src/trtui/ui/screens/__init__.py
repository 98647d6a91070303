"""The places of the workspace, one module each."""
