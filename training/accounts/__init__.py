"""People, the ways they sign in, and the organisations they come from."""
