"""What the tests share: databases, a fixed clock, bad data, reading imports."""
