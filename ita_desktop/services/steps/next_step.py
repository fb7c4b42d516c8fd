"""ต่อไป: the next step of a page: what, why, by when, and the link to do it.

:mod:`ita_desktop.services.steps` has the steps of pages, in modules named for their keys; the order
is always late, missing, upcoming, and the next date if nothing is open.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from ita_desktop.services.places import PageKey
from ita_desktop.services.step_context import Step, StepContext
from ita_desktop.services.steps import scores, year


def next_step(page: PageKey, step_context: StepContext) -> Step | None:
    """Return the next step of ``page``; None if it has no steps of its own. In a year that has
    ended, only its result and the following year are asked for."""
    if step_context.ended:
        return next(_after(page, step_context), scores.closing(step_context))
    module = f"{__package__}.{page}"
    if find_spec(module) is None:
        return None
    steps: Callable[[StepContext], Iterator[Step]] = import_module(module).steps
    return min(steps(step_context), key=lambda step: step.urgency)


def _after(page: PageKey, step_context: StepContext) -> Iterator[Step]:
    """Yield the remaining steps of a page for a year that has ended."""
    if page in {PageKey.OVERVIEW, PageKey.YEAR}:
        yield from year.new_year(step_context)
    if page in {PageKey.OVERVIEW, PageKey.SCORES}:
        yield from scores.result(step_context)
