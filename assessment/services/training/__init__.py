"""Training data: a fresh database filled with invented answers, the same from the same seed and clock."""

from assessment.services.training.filling import SEED, fill

__all__ = ["SEED", "fill"]
