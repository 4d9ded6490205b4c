"""Measures how well stance reads, and refuses when it reads worse than it once did.

    python3 Tools/accuracy [--data DIR[:DIR…]] [--binary FILE] [--only SET[,SET…]] [--worst N] [--raise] [--add SET[,SET…]]

Tests/Accuracy/floors.tsv says for each set of labelled data which figures must not fall, and the fingerprint of the data
they were measured on. Sets are looked for in Tests/Accuracy and in the folders of --data: a set is a folder NAME with a
truth.jsonl, or a file NAME.jsonl. CONTRIBUTING.md describes the rows. A set that is not there is named and passed over;
a set with another fingerprint is refused, since its figures say nothing about the floors.

Exit status: 0 when every floor holds, 1 when one does not, 2 when the question makes no sense.
"""
import argparse
import os
import sys

import floors
import pages
import runner
import texts

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
OWN = os.path.join(ROOT, "Tests", "Accuracy")


def measure(found, binary):
    """The figures of one set by their names, and the worst cases by figure."""
    rows = found.rows()
    if found.is_of_pages:
        answers = runner.extract(binary, rows)
        return pages.figures(rows, answers)
    return texts.figures(rows, runner.classify(binary, rows))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", default="", help="folders with sets, parted by colons")
    arguments.add_argument("--binary", default=os.path.join(ROOT, ".build", "release", "stance"))
    arguments.add_argument("--floors", default=os.path.join(OWN, "floors.tsv"))
    arguments.add_argument("--only", default="", help="sets to measure, parted by commas; default all in the floors file")
    arguments.add_argument("--worst", type=int, default=0, help="name so many of the worst cases of each figure")
    arguments.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what is measured now")
    arguments.add_argument("--add", default="", help="sets whose figures become floors, parted by commas")
    options = arguments.parse_args()

    if not os.access(options.binary, os.X_OK):
        sys.exit(f"accuracy: no program at {options.binary}; run `make build` or name one with --binary")
    book = floors.Book(options.floors)
    added = [name for name in options.add.split(",") if name]
    chosen = [name for name in options.only.split(",") if name] or list(book.sets)
    for name in added:
        if name not in chosen:
            chosen.append(name)
    here = runner.sets([OWN] + [folder for folder in options.data.split(":") if folder])

    fallen, refused, absent = [], [], []
    print(f"{'set':12} {'figure':28} {'floor':>7} {'now':>7}")
    for name in chosen:
        if name not in here:
            absent.append(name)
            continue
        fingerprint = here[name].fingerprint()
        if name not in added and book.fingerprint(name) not in (None, fingerprint):
            refused.append(name)
            continue
        values, worst = measure(here[name], options.binary)
        for figure, value in values.items():
            floor = book.floor(name, figure)
            if value is None:
                print(f"{name:12} {figure:28} {'':>7} needs the Python package python-dateutil")
                continue
            if floor is None and name not in added:
                # A figure without a floor is shown and may do what it likes.
                print(f"{name:12} {figure:28} {'':>7} {value:7.4f}")
                continue
            below = floor is not None and value < floor
            if below:
                fallen.append((name, figure))
            mark = " BELOW" if below else " +" if floor is not None and floors.rounded(value) > floor else ""
            print(f"{name:12} {figure:28} {'new' if floor is None else f'{floor:.3f}':>7} {value:7.4f}{mark}")
            if options.worst:
                for share, case in sorted(worst.get(figure, []))[: options.worst]:
                    print(f"{'':12}   {share:.2f} {case}")
        lost = [figure for figure in book.figures(name) if figure not in values]
        for figure in lost:
            print(f"{name:12} {figure:28} {book.floor(name, figure):7.3f} {'none':>7} BELOW")
            fallen.append((name, figure))
        if name in added or options.lift:
            book.lift(name, fingerprint, {figure: value for figure, value in values.items() if value is not None})
        sys.stdout.flush()

    if absent:
        print(f"not here, so not measured: {', '.join(absent)} (EVAL_DATA names the folders with data)")
    if refused:
        print(f"accuracy: other data than the floors were measured on: {', '.join(refused)}", file=sys.stderr)
    if fallen:
        print("accuracy: below the floor: " + ", ".join(" ".join(pair) for pair in fallen), file=sys.stderr)
        sys.exit(1)
    if refused:
        sys.exit(2)
    if added or options.lift:
        book.write()
        print(f"floors written to {os.path.relpath(options.floors)}")


if __name__ == "__main__":
    main()
