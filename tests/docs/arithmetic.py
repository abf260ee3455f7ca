"""Sums in the documentation, such as `(3 × 75 + 2 × 50) / 5 = 65`, worked out again."""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

_SPAN = re.compile(r"(?<!`)`([^`]+=[^`]+)`(?!`)")
_SUM = re.compile(r"[\d .×/+−()=^,-]|ln|exp|sqrt|min|max")
_SIGNS = str.maketrans({"×": "*", "−": "-"})
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "ln": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "min": min,
    "max": max,
}
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def sums(document: Path) -> Iterator[str]:
    """Yield every sum of a document: code in a line that has an equals sign and nothing but numbers."""
    for text in _SPAN.findall(document.read_text("utf-8").replace("\n", " ")):
        if not _SUM.sub("", text) and any(sign.isdigit() for sign in text):
            yield text


def wrong(text: str) -> str | None:
    """Say what is wrong with a sum, if anything: each side must be what is shown on its right, as rounded there.

    >>> wrong("(3 × 75 + 2 × 50) / 5 = 65")
    >>> wrong("1 / 3 = 0.34")
    '1 / 3 is 0.3333 and not 0.34'
    """
    sides = [side.strip() for side in text.split("=")]
    for left, right in pairwise(sides):
        decimals = max((len(part.partition(".")[2]) for part in re.findall(r"\d+\.\d+", right)), default=0)
        if abs(value(left) - value(right)) > 0.5 * 10**-decimals + 1e-9:
            return f"{left} is {value(left):.4f} and not {right}"
    return None


def value(expression: str) -> float:
    """Return the value of an expression of numbers, + − × / ^ and the functions ln, exp, sqrt, min and max."""
    return _value(ast.parse(expression.translate(_SIGNS).replace("^", "**"), mode="eval").body)


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=sign, right=right):
            return _OPERATORS[type(sign)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _FUNCTIONS[name](*(_value(argument) for argument in arguments))
        case _:
            raise AssertionError(f"no part of a sum: {ast.unparse(node)}")
