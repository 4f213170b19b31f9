"""Pages that belong to no area: home, about, accessibility, and what operators look at."""
