"""The floors file: which figures must not fall, and on which data they were measured."""
import math

HEAD = """\
# Floors of accuracy: what `make accuracy` refuses to fall below. Written by `python3 Tools/accuracy --raise` and `--add`.
# data    set  fingerprint of its rows and pages
# floor   set  figure  the least that it may be; figures are shares of 1, greater is better
"""


def rounded(value):
    """A figure as a floor: three digits, never above what was measured."""
    return math.floor(value * 1000 + 1e-9) / 1000


class Book:
    def __init__(self, path):
        self.path = path
        self.sets = {}
        try:
            lines = open(path, encoding="utf-8").read().splitlines()
        except FileNotFoundError:
            lines = []
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            fields = line.split("\t")
            if fields[0] == "data" and len(fields) == 3:
                self.sets.setdefault(fields[1], {"data": None, "floors": {}})["data"] = fields[2]
            elif fields[0] == "floor" and len(fields) == 4:
                self.sets.setdefault(fields[1], {"data": None, "floors": {}})["floors"][fields[2]] = float(fields[3])
            else:
                raise SystemExit(f"accuracy: {path}: line {number}: neither a data nor a floor line: {line!r}")

    def fingerprint(self, name):
        return self.sets.get(name, {}).get("data")

    def floor(self, name, figure):
        return self.sets.get(name, {}).get("floors", {}).get(figure)

    def figures(self, name):
        return list(self.sets.get(name, {}).get("floors", {}))

    def lift(self, name, fingerprint, values):
        """Lifts what has risen, on the same data; on other data, or for a new set, begins anew."""
        entry = self.sets.get(name)
        if entry is None or entry["data"] != fingerprint:
            self.sets[name] = {"data": fingerprint, "floors": {key: rounded(value) for key, value in values.items()}}
            return
        for figure in entry["floors"]:
            if figure in values:
                entry["floors"][figure] = max(entry["floors"][figure], rounded(values[figure]))

    def write(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(HEAD)
            for name, entry in self.sets.items():
                file.write(f"\ndata\t{name}\t{entry['data']}\n")
                for figure, floor in entry["floors"].items():
                    file.write(f"floor\t{name}\t{figure}\t{floor:.3f}\n")
