"""The console script. The coach starts alone: it needs neither the database nor the web.

Loading those takes longer than reading a thousand recommendations does.
"""

import gc
import sys
from importlib import import_module


def run() -> None:
    """Run the command that the first argument names; `training.cli` knows all of them."""
    if sys.argv[1:2] == ["smart"]:
        import_module("training.learning.commands").smart(sys.argv[2:], prog_name="training smart")
        return
    gc.disable()  # nothing that is loaded goes away: to look for it takes a tenth of the time
    cli = import_module("training.cli").cli
    gc.freeze()
    gc.enable()
    cli(prog_name="training")
