"""From an objective in free text to a plan of KPIs with sources, owners, budget and roadmap."""

from assistant.plan.records import Plan, to_dict
from assistant.plan.request import Request

__all__ = ["Plan", "Request", "to_dict"]
