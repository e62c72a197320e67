"""Words: tokens, language of a text, stems and the skeleton under which spellings meet."""
