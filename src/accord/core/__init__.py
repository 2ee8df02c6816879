"""The words everybody uses: findings, references, ids, days, messages, errors, tables, batches."""
