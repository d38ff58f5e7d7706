"""Every condition against every template: a program, a refusal that says why, or an explanation. `python -m tests.table --help`."""
