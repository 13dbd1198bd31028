"""Runbooks and policy from YAML: a strict reader, a table of keys, and the search path."""
