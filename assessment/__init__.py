"""A national self-assessment of counter-terrorism policy for new technologies."""

__version__ = "0.4.0"
