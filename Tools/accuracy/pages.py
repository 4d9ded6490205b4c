"""Figures of sets of pages: text, segments, dates, titles, authors, comments, quotes.

What is counted is told by the fields of a row; the measures are those of the published scorers:

text            F1 over runs of four words, as article-extraction-benchmark does it: mean precision, mean recall, F1 of both
with, without   segments that must and must not stand in the text, as trafilatura's evaluation counts them
date            the exact day
title           equal but for case and punctuation
authors         all of them and nobody else
quotes          block quotes of which at least four fifths stand in the text
comments        records: text matched one to one at token F1 ≥ 0.5, then author, day and depth of those; the post counts
                where it is labelled as one of them
comments_text   the words of all comments, and whether pages without comments stay without
comment_snips   segments that must stand in comments
"""
import datetime
import re
import unicodedata
from collections import Counter

try:
    from dateutil import parser as dates
except ImportError:
    dates = None


def figures(rows, answers):
    values, worst = {}, {}
    for part in (text, segments, date, title, authors, quotes, records, comment_text, comment_segments):
        part(rows, lambda row: answers.get(row["path"], {}), values, worst)
    return values, worst


# What is compared

def tokens(text):
    return re.findall(r"\w+", text or "")


def folded(text):
    return tokens(unicodedata.normalize("NFKC", text or "").casefold())


def spaced(text):
    return re.sub(r"\s+", " ", text or "").strip()


def shingles(text):
    words = tokens(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def day(text):
    match = re.match(r"\s*(\d{4}-\d{2}-\d{2})", str(text or ""))
    return match.group(1) if match else None


def names(value):
    """Names as tuples of words: a list, or one text with all of them."""
    if isinstance(value, str):
        value = re.split(r"\s*(?:;|,|\||\band\b|\bund\b|&)\s*", value)
    found = (tuple(folded(re.sub(r"^\s*by\s+", "", name, flags=re.I))) for name in value or [])
    return {name for name in found if name}


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


# Posts

def shares(wanted, got):
    """Right, added and lost shingles."""
    a, b = shingles(wanted), shingles(got)
    return sum((a & b).values()), sum((b - a).values()), sum((a - b).values())


def article_f1(counts):
    precision = mean(1.0 if not added + lost else right / (right + added) for right, added, lost in counts if right + added)
    recall = mean(1.0 if not added + lost else right / (right + lost) for right, added, lost in counts if right + lost)
    return f1(precision, recall)


def text(rows, answer, values, worst):
    rows = [row for row in rows if row.get("text")]
    if rows:
        counts = [shares(row["text"], answer(row).get("text")) for row in rows]
        values["text F1"] = article_f1(counts)
        worst["text F1"] = [(2 * a / (2 * a + b + c or 1), row["id"]) for row, (a, b, c) in zip(rows, counts)]


def segments(rows, answer, values, worst):
    rows = [row for row in rows if row.get("with") or row.get("without")]
    if not rows:
        return
    right = added = lost = 0
    cases = []
    for row in rows:
        said = spaced(unicodedata.normalize("NFC", answer(row).get("text") or ""))
        held = sum(spaced(part) in said for part in row["with"]) if said else 0
        leaked = sum(spaced(part) in said for part in row["without"]) if said else 0
        right, added, lost = right + held, added + leaked, lost + len(row["with"]) - held
        all = len(row["with"]) + len(row["without"])
        cases.append(((held + len(row["without"]) - leaked) / all, row["id"]))
    values["segments F1"] = 2 * right / (2 * right + added + lost or 1)
    worst["segments F1"] = cases


def share(figure, rows, is_right, values, worst):
    if rows:
        cases = [(float(is_right(row)), row["id"]) for row in rows]
        values[figure] = mean(value for value, _ in cases)
        worst[figure] = [case for case in cases if case[0] < 1]


def date(rows, answer, values, worst):
    rows = [row for row in rows if row.get("date")]
    share("day", rows, lambda row: day(answer(row).get("date")) == row["date"], values, worst)


def title(rows, answer, values, worst):
    rows = [row for row in rows if row.get("title")]
    share("title", rows, lambda row: folded(row["title"]) == folded(answer(row).get("title")), values, worst)


def authors(rows, answer, values, worst):
    def wanted(row):
        return set().union(*(names(name) for name in row["authors"]))

    rows = [row for row in rows if row.get("authors") and wanted(row)]
    share("authors", rows, lambda row: wanted(row) == names(answer(row).get("author")), values, worst)


def quotes(rows, answer, values, worst):
    cases = []
    for row in rows:
        if not row.get("quotes"):
            continue
        said = shingles(answer(row).get("text"))
        for quote in row["quotes"]:
            wanted = shingles(quote)
            cases.append((sum((wanted & said).values()) / sum(wanted.values()), f"{row['id']}: {quote[:60]}"))
    if cases:
        values["quotes kept"] = mean(kept >= 0.8 for kept, _ in cases)
        worst["quotes kept"] = [case for case in cases if case[0] < 0.8]


# Comments

def bag_f1(left, right):
    both = sum((left & right).values())
    return 2 * both / (sum(left.values()) + sum(right.values())) if both else 0.0


def matched(wanted, got):
    """Pairs of positions, the most alike first, each position once."""
    left = [Counter(folded(record.get("text"))) for record in wanted]
    right = [Counter(folded(record.get("text"))) for record in got]
    pairs = [(bag_f1(a, b), -abs(i - j), i, j) for i, a in enumerate(left) if a for j, b in enumerate(right)]
    taken, used, result = set(), set(), []
    for alike, _, i, j in sorted((pair for pair in pairs if pair[0] >= 0.5), reverse=True):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            result.append((wanted[i], got[j]))
    return result


DEFAULTS = (datetime.datetime(2000, 1, 1), datetime.datetime(2001, 2, 2))


def days_meant(text):
    """The days that a date as written can mean, in either order of day and month."""
    if day(text):
        return {day(text)}
    if dates is None or not text or re.search(r"\bago\b", text, re.I):
        return set()
    if not re.search(r"\d{4}|\b\d{1,2}[/.]\d{1,2}[/.]\d{2}\b|’\d\d", text):
        return set()
    found = set()
    for day_first in (False, True):
        try:
            read = [dates.parse(text, dayfirst=day_first, fuzzy=True, default=default) for default in DEFAULTS]
        except (ValueError, OverflowError):
            continue
        # What dateutil takes from its default it did not read: "October 2019", "5. Januar 2019".
        if read[0].date() == read[1].date():
            found.add(read[0].strftime("%Y-%m-%d"))
    return found


def spoken_by(record):
    """Who speaks in a comment or a post, which may have several authors."""
    author = record.get("author")
    return " ".join(author) if isinstance(author, list) else author


def is_name(text):
    """Whether a labelled author is somebody's name, and neither an address nor the comment's time by mistake."""
    return bool(text) and not re.search(r"[/=?]|\b\d{4}\b.*\d:\d\d", text)


def records(rows, answer, values, worst):
    rows = [row for row in rows if row.get("comments")]
    if not rows:
        return
    right = given = wanted = 0
    authors, days, depths, cases = [], [], [], []
    for row in rows:
        got = answer(row).get("comments") or []
        # Threads are labelled with the post that opens them, which is told as the page's post.
        opener = {key: answer(row).get(key) for key in ("text", "author", "date")}
        pairs = matched(row["comments"], got + [opener])
        if any(record is opener for _, record in pairs):
            got = got + [opener]
        right, given, wanted = right + len(pairs), given + len(got), wanted + len(row["comments"])
        cases.append((2 * len(pairs) / (len(got) + len(row["comments"])), row["id"]))
        for gold, comment in pairs:
            name = gold.get("author")
            if is_name(name):
                a, b = set(folded(name)), set(folded(spoken_by(comment)))
                authors.append(bool(a and b and (a <= b or b <= a)))
            meant = days_meant(gold.get("date") or gold.get("date_raw"))
            if meant:
                days.append(day(comment.get("date")) in meant)
            if gold.get("depth") is not None and comment is not opener:
                depths.append(comment.get("depth") == gold["depth"])
    values["comment records F1"] = 2 * right / (given + wanted)
    worst["comment records F1"] = cases
    for figure, hits in (("comment authors", authors), ("comment days", days), ("comment depths", depths)):
        if hits:
            values[figure] = mean(hits)
    # Without dateutil the days of some comments cannot be read, so the figure would be another.
    if dates is None:
        values["comment days"] = None


def spoken(answer, with_heads):
    lines = []
    for comment in answer.get("comments") or []:
        if with_heads:
            lines.append(" ".join(str(comment[key]) for key in ("author", "date") if comment.get(key)))
        lines.append(comment.get("text") or "")
    return "\n".join(lines)


def comment_text(rows, answer, values, worst):
    rows = [row for row in rows if "comments_text" in row]
    with_comments = [row for row in rows if row["comments_text"]]
    if with_comments:
        best = -1.0
        # Some truths hold the speakers' names between the comments and some do not.
        for heads in (False, True):
            counts = [shares(row["comments_text"], spoken(answer(row), heads)) for row in with_comments]
            if article_f1(counts) > best:
                best = article_f1(counts)
                cases = [(2 * a / (2 * a + b + c or 1), row["id"]) for row, (a, b, c) in zip(with_comments, counts)]
        values["comment text F1"] = best
        worst["comment text F1"] = cases
    silent = [row for row in rows if not row["comments_text"]]
    share("silent pages left silent", silent, lambda row: len(tokens(spoken(answer(row), False))) < 5, values, worst)


def comment_segments(rows, answer, values, worst):
    rows = [row for row in rows if row.get("has_comment_label")]
    if not rows:
        return
    right = added = lost = 0
    cases = []
    for row in rows:
        said = spaced(unicodedata.normalize("NFC", spoken(answer(row), False)))
        parts = [part for part in row.get("comment_snips") or [] if part.strip()]
        held = sum(spaced(part) in said for part in parts)
        right, lost = right + held, lost + len(parts) - held
        if said:
            added += sum(spaced(part) in said for part in row["with"] + row["without"])
        if parts:
            cases.append((held / len(parts), row["id"]))
    values["comment segments F1"] = 2 * right / (2 * right + added + lost or 1)
    worst["comment segments F1"] = cases
