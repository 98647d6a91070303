"""Questions to the store, by noun: plain portable statements over a Reader, answered with light rows."""
