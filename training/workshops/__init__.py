"""Live training: workshops, meetings, joining and attendance."""
