"""Briefing packs: the frame that all have, and the sheets of each."""
