"""The JSON Schemas of setlist, as package data."""
