"""The panel: programs for many people, measured from the finished document against the bars. See `python -m tests.panel --help`."""
