"""The console script. The coach starts alone: it needs neither the database nor the web.

Loading those takes longer than reading a thousand recommendations does.
"""

import sys
from importlib import import_module

EVERYTHING = ("training.cli", "cli")
ALONE = {"smart": ("training.learning.commands", "smart")}


def run() -> None:
    """Run the command that the first argument names; `training.cli` knows all of them."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    module, command = ALONE.get(name, EVERYTHING)
    arguments = sys.argv[2:] if name in ALONE else sys.argv[1:]
    program = f"training {name}" if name in ALONE else "training"
    getattr(import_module(module), command)(arguments, prog_name=program)
