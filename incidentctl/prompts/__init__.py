"""Whoever asks the operator: a terminal, plain lines, or a file of answers."""
