"""What a typed objective means: one of the catalogue's, none of them, or no objective at all."""

from assistant.plan.interpret.mapper import Mapper

__all__ = ["Mapper"]
