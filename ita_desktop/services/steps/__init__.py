"""What can be done next on each page, one file a page; :mod:`ita_desktop.services.next_step`
chooses among them."""
