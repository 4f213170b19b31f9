"""What training led to: outcomes, the line of three figures, and the countries to watch."""
