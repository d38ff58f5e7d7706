"""Safety filters. They only take away, they cannot be disabled, and what they cannot read they refuse."""
