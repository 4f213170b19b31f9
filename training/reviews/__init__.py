"""The calendar of the UPR: which State is reviewed when, and what is due before and after."""
