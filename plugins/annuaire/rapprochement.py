"""Which records speak of the same place: joined, suspected, or apart."""
