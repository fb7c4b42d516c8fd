"""What OIT items ask for.

`domain/oit/judging.py` judges each requirement of an item as proved, claimed, open or contradicted,
with why. Where units, months or processes deliver by themselves it judges each row, and the one
proved least decides. What would prove it is `Item.proofs` (`proof:` of a requirement in a framework
file), else it follows from formats, as-of day and months of the item. It says what one piece of
evidence holds: by the last check of its link, if that was after `Evidence.placed_at`, or by its
kept file. A check says nothing of months that were not over on its day. What only a person can
judge also needs a tick, or evidence that names the requirement. No judgement changes a score;
`unproved_marks` lists marks of 100 without proof.
"""
