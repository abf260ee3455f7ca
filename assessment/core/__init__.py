"""The method: questionnaires, rubrics, answers and scores, as pure functions and frozen values."""
