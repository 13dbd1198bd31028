"""The commands: each parses its flags, calls a use case, and prints what came of it."""
