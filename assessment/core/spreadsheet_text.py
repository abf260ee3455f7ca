"""Text on its way into a spreadsheet."""


def spreadsheet_safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> spreadsheet_safe("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
