"""Running commands: as a process group of its own, watched to its end, with all that it printed."""
