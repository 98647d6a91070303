"""Finding records by typed text: words, what counts as a match, how matches rank, and slips of the keyboard."""
