"""Worked cases of the law: a file of them is run against terms, steps, visibility and verdicts.

Nothing here is a rule: the cases' vocabulary (process section 11) is translated into calls, and answers back.
"""
