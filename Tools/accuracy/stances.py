"""Our own labelled stances: Tests/Accuracy/stance, whose README says how they are written down."""
import hashlib
import os

FILES = {"short": "sentences.tsv", "posts": "posts.txt"}


def half(service):
    """The half that a service belongs to: one bit of the FNV-1a hash of its name, as in StanceAccuracyTests."""
    value = 0xCBF29CE484222325
    for byte in service.encode():
        value = ((value ^ byte) * 0x100000001B3) & (2**64 - 1)
    return "held" if (value >> 7) & 1 else "tuning"


def short(folder):
    """The short texts, read without the text that they answer."""
    rows = []
    with open(os.path.join(folder, FILES["short"]), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                stance, _, _, _, service, aliases, text = line.rstrip("\n").split("\t")
                rows.append(row(f"short-{len(rows)}", stance, service, aliases, "", text, service))
    return rows


def posts(folder):
    """The posts; those about two services give two rows."""
    rows = []
    with open(os.path.join(folder, FILES["posts"]), encoding="utf-8") as file:
        for block in file.read().split("\n=== ")[1:]:
            lines = block.strip().split("\n")
            stance, _, service, aliases = lines.pop(0).split(" | ")
            also = lines.pop(0)[len("also "):].split(" | ") if lines[0].startswith("also ") else None
            title, text = lines[0], "\n\n".join(lines[1:])
            rows.append(row(f"post-{len(rows)}", stance, service, aliases, title, text, service))
            if also:
                rows.append(row(f"post-{len(rows)}", *also, title, text, service))
    return rows


def row(key, stance, service, aliases, title, text, owner):
    names = [] if aliases == "-" else aliases.split(", ")
    return dict(id=key, label=stance, service=service, aliases=names, title=title, text=text, half=half(owner))


class Set:
    """One of the two sets in the form that `runner` has."""

    is_of_pages = False

    def __init__(self, folder, name):
        self.folder = folder
        self.name = name

    def rows(self):
        return short(self.folder) if self.name == "short" else posts(self.folder)

    def fingerprint(self):
        with open(os.path.join(self.folder, FILES[self.name]), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()[:16]
