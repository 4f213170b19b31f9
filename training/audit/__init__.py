"""The audit log: who did what with data about people, in a chain that shows every change."""
