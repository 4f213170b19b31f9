"""History comes in: participants and attendance from sheets, and past totals without names."""
