"""A draft from a published sheet, read by what it says; labels are evidence, and not the only door.

    file -> lines -> blocks -> what each block shows -> roles, chosen together -> fields with certainties -> draft

- `sheetlines` gives the lines of any file (`files` and `marks` text, `pdffile` and `order` PDF, `html` pages, `office`
  documents), each with its page, its column and whether its type sets it off; `heads` sets aside what pages repeat.
- `blocks` are paragraphs, items, addresses, greetings, closings and labels. A label (`wording`) counts by its words
  (`labels`, data) and its form; each block below it knows it, and how far away it is.
- `features` say what a block shows: numbers by name, from `clues` (data) and from the readings of single lines.
- `roles` hold, as data, what speaks for each role and what follows what; `assign` finds the likeliest sequence
  (Viterbi) and the share of all sequences that agree with it, which is how certain a block is.
- `sheet` has the blocks by their roles, of which `published` makes fields, with `case`, `people`, `lettertext`,
  `receivers` and `deadlines` for theirs. What is less certain is marked; instructions, labels and whatever has no
  role in a draft become notes, never a field that readers see.

What can't be placed is kept for the author to see, and nothing is made up: a country is proposed where an address ends
with it, a date that may be two is left open. This room may import `authoring` and what stands below it.
"""
