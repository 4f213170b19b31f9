"""Who took part and how many were trained: the ledger, counts and tallies."""
