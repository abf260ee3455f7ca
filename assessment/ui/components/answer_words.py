"""An answer in words, as pages show it."""

from assessment.locale.answer_words import answer_in_words, value_in_words

__all__ = ["answer_in_words", "value_in_words"]
