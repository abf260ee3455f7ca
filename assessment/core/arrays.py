"""The array types of the engine. Rows are questions or nodes, columns are States."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.uint8]
Indices = NDArray[np.intp]

TOLERANCE = 1e-12
"""Scores are sums of products; what stands exactly at a threshold must not fail by a rounding error."""
