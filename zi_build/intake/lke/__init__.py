"""LKE workbooks of others: found, aligned with the rubric, compared, and read as answers."""
