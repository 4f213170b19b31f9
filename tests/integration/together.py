"""Things that happen at one moment."""

from collections.abc import Callable
from threading import Barrier, Thread


def at_once(*deeds: Callable[[], object]) -> None:
    """Do all of them at one moment, each in a thread of its own."""
    together = Barrier(len(deeds))

    def go(deed: Callable[[], object]) -> None:
        together.wait()
        deed()

    threads = [Thread(target=go, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
