"""A national self-assessment of counter-terrorism policy for new technologies."""
