"""The questions that make and fill a memo: what is asked, how, and what becomes of an answer."""
