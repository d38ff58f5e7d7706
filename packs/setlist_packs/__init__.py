"""The built-in packs of setlist: folders of plain YAML, found through the entry point `setlist.packs`."""
