"""The next steps of each page, one module per page; :mod:`ita_desktop.services.steps.overview`
selects one."""
