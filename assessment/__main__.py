"""Entry point of `python -m assessment`."""

from assessment.cli.process import run

if __name__ == "__main__":
    run()
