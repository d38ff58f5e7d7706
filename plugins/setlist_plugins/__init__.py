"""The built-in plugins of setlist: rules, safety filters and formats, each found through its own entry point."""
