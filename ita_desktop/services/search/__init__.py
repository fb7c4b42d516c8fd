"""The search of Ctrl+K.

Two ways lead to what was typed, and `index.py` puts them together.

By name: codes, titles and other texts are looked through for the letters typed, and less and less
has to be right (`Index.search` says in which order). What is called just so is shown alone, by
kind, if it is no whole sentence. `synonyms.py` knows what clerks call the program's things,
`slips.py` how one mistypes.

By the words of a question: `questions.py` takes what only asks out of it, and gives each other word
what means the same. Words are told apart by tone marks where both are words (`tones.py`), and what
means the same may be several words, which count as one where they stand so. What the word list
cuts to pieces because of a mistake is put together again. `ranking.py` ranks all entries by these,
rare words counting more (BM25); paragraphs of the manual give of their score to the pages, commands
and documents that they name. So a question that nothing is called ends at the paragraph and the
command that answer it. `answers.py` adds what stands in the manual as it was said, and units,
people and documents whose name is in the question. The best of both ways come first, of all kinds.

`twins.py` has the words that mean the same: of an office, in formal language, of who does not know
the program's words, of who is in trouble; and what units and items are about. `said.py` has a line
of a clerk's words for each page, command, document and topic of the manual, each of which also
counts as a whole. A word that stands for a thing wherever it is named belongs to the first, what is
said of one thing alone to the second.
"""
