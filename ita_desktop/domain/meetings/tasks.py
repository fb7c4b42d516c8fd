"""Whose the tasks are that meetings gave, and how they stand."""

from datetime import date

from ita_desktop.domain.meetings.meetings import ActionItem
from ita_desktop.domain.oit.codes import codes_in
from ita_desktop.domain.records import Owner
from ita_desktop.domain.scores.progress import FULL_MARK, official_scores, oit_items, self_marks
from ita_desktop.domain.tracking.standing import TimeState, undelivered
from ita_desktop.domain.year import YearData


def owners_of_task(data: YearData, task: ActionItem) -> tuple[Owner, ...]:
    """Return who has to do a task, together; empty if that is nobody yet."""
    further = data.further_owners_of(task.id)
    if not (task.unit_id or task.person_id or task.post):
        return further
    first = Owner(id=task.id, unit_id=task.unit_id, person_id=task.person_id, post=task.post)
    return (first, *further)


def owner_words(data: YearData, task: ActionItem) -> str:
    """Return who has to do a task, as listed and printed."""
    return ", ".join(data.owner_label(owner) for owner in owners_of_task(data, task))


def task_state(data: YearData, task: ActionItem, today: date) -> TimeState:
    """Return how a task stands on the day ``today``. One that is about OIT items that are complete
    (:func:`complete_items`) is never late: somebody only has to say that it is done."""
    if task.done is not None:
        return TimeState.DONE
    state = undelivered(None, task.due, today, over=data.is_over(today))
    if state is TimeState.LATE and complete_items(data, task):
        return TimeState.DUE
    return state


def days_late(data: YearData, task: ActionItem, today: date) -> int:
    """Return how many days a task is late; 0 if it is not."""
    is_late = task_state(data, task, today) is TimeState.LATE
    return (today - task.due).days if is_late and task.due is not None else 0


def complete_items(data: YearData, task: ActionItem) -> tuple[str, ...]:
    """Return the codes of the OIT items that a task names, if all of them are complete."""
    codes = codes_in(task.text)
    named = tuple(item.code for item in oit_items(data) if item.code in codes)
    if not named:
        return ()
    marks = self_marks(data) | official_scores(data)
    return named if all(marks.get(code, 0) >= FULL_MARK for code in named) else ()
