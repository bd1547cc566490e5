"""The page on which a plan is made, kept and changed."""

from assistant.web.plan.routes import PlanService, plan_routes

__all__ = ["PlanService", "plan_routes"]
