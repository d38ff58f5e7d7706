"""From what was done to what comes next: the log, what it says of each exercise, and the weeks that follow from it."""
