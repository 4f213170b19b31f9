"""Compile the interface's catalogs whenever the package is built: they are not kept as files."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogs(BuildHookInterface):
    """Puts a .mo beside each .po, and both into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered."""
        root = Path(self.root)
        for catalog in root.glob("training/translations/*/LC_MESSAGES/messages.po"):
            compiled = catalog.with_suffix(".mo")
            with catalog.open("rb") as written, compiled.open("wb") as file:
                write_mo(file, read_po(written))
            build_data["artifacts"].append(compiled.relative_to(root).as_posix())
