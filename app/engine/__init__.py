"""The routing engine: `compute(network, down) -> Result`, pure, deterministic, without I/O."""

from app.engine.result import Result, UnknownPlace, compute

__all__ = ["Result", "UnknownPlace", "compute"]
