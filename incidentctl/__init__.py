"""incidentctl: an incident runbook for the terminal."""

__version__ = "0.2.0"
