"""What facilitators do about drafts. Nothing here commits."""

from training.feedback import queries
from training.learning.actions import Given, give_feedback
from training.learning.models import Draft, GivenAs
from training.learning.queries import feedback_on


def mark(uid: str, draft: Draft, facilitator_id: str, given: Given, known: int) -> bool:
    """Give feedback as a facilitator; sent twice, given once.

    known   how much feedback of others the facilitator saw beside the form

    Returns whether a colleague gave some meanwhile: both is kept, and they should know. Raises
    what give_feedback raises.
    """
    give_feedback(uid, draft, facilitator_id, GivenAs.FACILITATOR, given)
    return queries.by_others(feedback_on([draft.id]).get(draft.id, ()), facilitator_id) > known
