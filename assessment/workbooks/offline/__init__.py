"""The offline questionnaire: written, and read back by the ids of its cells."""
