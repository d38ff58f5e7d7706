"""Holds the pack `chair`."""
