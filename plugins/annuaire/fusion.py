"""Records of one place → one Lieu, and which origin each of its facts comes from."""
