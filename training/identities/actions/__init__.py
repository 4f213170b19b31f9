"""What is done about records that may be one human. Nothing here commits."""

from training.identities.actions.hints import forget, note_all, note_hints, note_own

__all__ = ["forget", "note_all", "note_hints", "note_own"]
