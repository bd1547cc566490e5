"""Drafts a plan from a request: the same request always gives the same plan."""

from assistant.plan.drafting.planner import Planner

__all__ = ["Planner"]
