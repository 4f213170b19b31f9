"""Which records may be the same human: hints, suggestions, and what people decide about them."""
