"""Properties are tried on few examples here, so that all unit tests end within five seconds.

`HYPOTHESIS_PROFILE=thorough pytest tests/unit` tries many.
"""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=10, deadline=None, derandomize=True, database=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
