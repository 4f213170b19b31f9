"""Taking a course: enrolment, the player, attempts, drafts, completion."""
