"""Finds sets of labelled data and has stance answer them."""
import hashlib
import json
import os
import subprocess
import sys

import stances


class Set:
    """Labelled rows, of pages (`truth.jsonl` in a folder) or of texts (`NAME.jsonl`)."""

    def __init__(self, path):
        self.path = path
        self.is_of_pages = os.path.basename(path) == "truth.jsonl"

    def rows(self):
        """The rows of the development half, or all where halves are not named."""
        with open(self.path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file if line.strip()]
        rows = [row for row in rows if row.get("split", "dev").startswith("dev")]
        for row in rows:
            if "file" in row:
                row["path"] = os.path.normpath(os.path.join(os.path.dirname(self.path), row["file"]))
        return [row for row in rows if "path" not in row or os.path.exists(row["path"])]

    def fingerprint(self):
        """SHA-256 over the rows as they are written and the bytes of their pages, its first 16 digits."""
        sum = hashlib.sha256()
        with open(self.path, "rb") as file:
            sum.update(file.read())
        for row in self.rows():
            if "path" in row:
                with open(row["path"], "rb") as file:
                    sum.update(hashlib.sha256(file.read()).digest())
        return sum.hexdigest()[:16]


def sets(folders):
    """All sets in folders by name; the first of a name counts."""
    found = {}
    for folder in folders:
        if not os.path.isdir(folder):
            sys.exit(f"accuracy: no folder {folder}")
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            if os.path.isfile(os.path.join(path, stances.FILES["short"])):
                for name in stances.FILES:
                    found.setdefault(f"{entry}-{name}", stances.Set(path, name))
            elif os.path.isfile(os.path.join(path, "truth.jsonl")):
                found.setdefault(entry, Set(os.path.join(path, "truth.jsonl")))
            elif entry.endswith(".jsonl"):
                found.setdefault(entry[: -len(".jsonl")], Set(path))
    return found


def extract(binary, rows):
    """What `stance extract --batch` says of each page, by path."""
    lines = "".join(f"{row['path']}\t{row.get('url') or ''}\n" for row in rows)
    answers = {}
    for answer in run([binary, "extract", "--batch"], lines):
        answer["date"] = answer.get("date") or answer.get("published")
        for comment in answer.get("comments") or []:
            comment["date"] = comment.get("date") or comment.get("published")
        answers[answer.get("id")] = answer
    return answers


def classify(binary, rows):
    """What `stance classify --batch` says of each text, by id."""
    fields = {"id": "", "service": "", "aliases": [], "title": "", "text": ""}
    lines = "".join(
        json.dumps({key: row.get(key, value) for key, value in fields.items()}, ensure_ascii=False) + "\n"
        for row in rows)
    return {answer.get("id"): answer for answer in run([binary, "classify", "--batch"], lines)}


def run(command, lines):
    # A case that cannot be answered has a line that says so, and the status tells; a missing line counts as silence.
    output = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if output.returncode not in (0, 1):
        sys.exit(f"accuracy: {' '.join(command)}: status {output.returncode}: {output.stderr.decode()[-400:]}")
    return [json.loads(line) for line in output.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
