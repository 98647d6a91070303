"""The sample agency on its way into a store: rows from values, made side by side, written in bulk."""
