"""Output formats, one module a plugin. `pages` says what a program shows, in plain words; text and Markdown only print it."""
