"""Figures of sets of texts: stances (`label`) as macro-F1, sentiment (`rating`) as correlation.

The measures are those of the published scorers: F1 of each stance, their mean; Pearson's correlation with the mean
rating of people. A text that got no answer counts as neutral.
"""
import math

STANCES = ["quitting", "defending", "neutral"]


def figures(rows, answers):
    values, worst = {}, {}
    labelled = [row for row in rows if row.get("label") in STANCES]
    if labelled:
        pairs = [(row["label"], answers.get(row["id"], {}).get("stance") or "neutral") for row in labelled]
        values["stance macro-F1"] = sum(f1(pairs, stance) for stance in STANCES) / len(STANCES)
        worst["stance macro-F1"] = [
            (0.0, f"{row['id']}: {label}, read as {read}")
            for row, (label, read) in zip(labelled, pairs) if label != read]
    rated = [row for row in rows if "rating" in row]
    if rated:
        values["sentiment r"] = correlation(
            [row["rating"] for row in rated], [answers.get(row["id"], {}).get("sentiment") or 0.0 for row in rated])
    return values, worst


def f1(pairs, stance):
    right = sum(label == stance == read for label, read in pairs)
    wrong = sum((label == stance) != (read == stance) for label, read in pairs)
    return 2 * right / (2 * right + wrong) if right else 0.0


def correlation(left, right):
    """Pearson's r; 0 where one side never varies."""
    a, b = sum(left) / len(left), sum(right) / len(right)
    over = sum((x - a) * (y - b) for x, y in zip(left, right))
    under = math.sqrt(sum((x - a) ** 2 for x in left) * sum((y - b) ** 2 for y in right))
    return over / under if under else 0.0
