"""Comparing: what those who compare States may see, under what each State released."""
