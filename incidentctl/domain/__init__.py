"""What an incident is and what its rules are; pure: no clock, disk, environment or randomness."""
