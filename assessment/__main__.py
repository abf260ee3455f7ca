"""Entry point of `python -m assessment`."""

from assessment.cli import main

if __name__ == "__main__":
    main(prog_name="python -m assessment")
