"""YAML in, core types out: the loader and the checks of questionnaires and rubrics."""
