"""Offline questionnaires: issuing them, reading them back, and merging what they say."""
