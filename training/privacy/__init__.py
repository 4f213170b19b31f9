"""What is held on a person: to see, to take along, to let go; and what ends by itself."""
