"""Counted tables to results: indices, grades, sample sizes, follow-up; values to values, exactly."""
