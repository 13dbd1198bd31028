"""What the program can do: one verb per file; each returns a value and prints nothing."""
