"""Selection rules: what a program must, should and should not hold. One module a plugin."""
