"""How many examples a property is tried on: few while one works, so that all unit tests end within
some ten seconds; more in `make test`; many with `HYPOTHESIS_PROFILE=thorough pytest tests/unit`.
"""

import os

from hypothesis import settings

for name, examples in (("quick", 4), ("usual", 40), ("thorough", 500)):
    settings.register_profile(
        name, max_examples=examples, deadline=None, derandomize=name != "thorough", database=None
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
