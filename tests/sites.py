"""A folder on the path to install small distributions into, as pip would write them."""

from __future__ import annotations

import importlib
import os
import shutil
import textwrap
from collections.abc import Mapping
from pathlib import Path


class Site:
    """A folder like site-packages. `install` writes what pip would: modules and a `.dist-info`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(
        self,
        name: str,
        version: str = "1.0",
        *,
        plugins: Mapping[str, str] | None = None,
        text: str = "",
        modules: Mapping[str, str] | None = None,
    ) -> Path:
        """Install: `plugins` are entry points of setlist.plugins, `text` more lines of entry_points.txt, `modules` sources."""
        for module, source in (modules or {}).items():
            self.folder.joinpath(f"{module}.py").write_text(textwrap.dedent(source))
        info = self.folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        lines = ["[setlist.plugins]", *(f"{plugin} = {value}" for plugin, value in (plugins or {}).items()), text]
        self.write(info / "entry_points.txt", "\n".join(lines))
        importlib.invalidate_caches()
        return info

    def write(self, path: Path, text: str) -> None:
        """Write a file as if it had been there for an hour: what has just changed is not cached."""
        path.write_text(text)
        an_hour_ago = path.stat().st_mtime - 3600
        os.utime(path, (an_hour_ago, an_hour_ago))

    def uninstall(self, name: str) -> None:
        for info in self.folder.glob(f"{name.replace('-', '_')}-*.dist-info"):
            shutil.rmtree(info)
