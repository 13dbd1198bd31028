"""The log of all incidents: what was recorded is never lost (timeline.md)."""
