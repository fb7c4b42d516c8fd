"""What can be done next on each page, one file a page; :mod:`ita_desktop.services.steps.next_step`
chooses among them."""
