"""What readers say about answers, and the questions that the library could not answer."""

from assistant.feedback.records import VERDICTS, Opinion, Unanswered, Verdict, opinion_on
from assistant.feedback.store import Feedback
from assistant.feedback.table import as_csv

__all__ = [
    "VERDICTS",
    "Feedback",
    "Opinion",
    "Unanswered",
    "Verdict",
    "as_csv",
    "opinion_on",
]
