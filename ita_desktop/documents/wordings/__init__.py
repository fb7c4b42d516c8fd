"""The editable texts of documents, and the values of their fields.

A fixed text of a document is a *wording* (`documents/wordings/templates.py`). It is declared
once, beside what prints it, with `wording`, and is found by looking through the report modules
(`documents/wordings/catalogue.py`). The office's own text replaces it; it may use the fields of
the year and those of the shipped text. A text that is made of data is a wording too (`passage`),
whose own text is rich text with tables and pages (`documents/rich.py`). A run names its
wording, so a click in the preview finds it (`documents/wordings/catalogue.py`). Texts that a
back-end prints by itself (`หน้า 1 จาก 3`, `(ต่อ)`) come with the document
(`documents/wordings/paper_words.py`), in the office's words (`reports/shared.py`).

Three tests check this:

- `tests/documents/typed/test_every_sentence.py` turns all data and all wordings into another
  script and looks for Thai letters that a document still prints. A new text must be a `wording`,
  or the test fails. `test_files_say.py` does the same with the files.
- `test_every_text.py` types whole years, each line with a mark of its own (`typist.py`,
  `year.py`). It finds each mark in the files of all documents as often as the form has it.
  `form_places.py` says how often, without looking at the reports: a document that prints more or
  less of a record needs a change there. `ITA_TYPED_YEARS=20` types as many years.

The office's settings go from file to file as JSON (`services/settings/file.py`, read with limits
and without people). `services/settings/importing.py` compares them with a workspace and writes
what was chosen in one unit of work.
"""
