"""Claims about cost, read by the one module that the interviewer uses too (see `question_bank.cost`)."""

from question_bank.cost import Claim, find_claim, same_cost

__all__ = ["Claim", "find_claim", "same_cost"]
