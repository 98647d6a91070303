"""The company register: loading an edition beside the one in use, and finding companies in it."""
