"""Records what statsmodels, SciPy and ruptures, or a search of all cases, say about generated series.

Run: python3 Tests/TrendsTests/Oracles/record.py > Tests/TrendsTests/Oracles.swift
Needs (PyPI): numpy scipy statsmodels ruptures
"""
import math
import warnings

import numpy as np
import ruptures
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20111026)


def f(x):
    return repr(round(float(x), 12))


def arr(xs):
    return "[" + ", ".join(f(x) for x in xs) + "]"


print("// swift-format-ignore-file")
print("// Recorded by Tests/TrendsTests/Oracles/record.py; do not edit.")
print()
print("/// What independent implementations say about generated series.")
print("enum Oracles {")

print("  /// count, total, low, high: statsmodels' proportion_confint(method: wilson).")
print("  static let wilson: [[Double]] = [")
for k in range(24):
    n = int(rng.integers(1, 2000 if k % 2 else 40))
    c = float(rng.integers(0, n + 1)) if k % 3 else float(rng.integers(0, 2 * n + 1)) / 2
    lo, hi = proportion_confint(c, n, method="wilson")
    print(f"    {arr([c, n, lo, hi])},")
print("  ]")

print("  /// values, then low and high of the expanded percentile bootstrap with a million draws (numpy, scipy.stats).")
print("  static let bootstrap: [(values: [Double], low: Double, high: Double)] = [")
for k in range(20):
    n = int(rng.integers(10, 60))
    p = rng.dirichlet([2, 2, 1])
    v = rng.choice([-1.0, 1.0, 0.0], size=n, p=p)
    if k % 3 == 0:
        v = np.round(rng.uniform(-1, 1, n), 3)
    if len(set(v)) == 1:
        v[0] = -v[0] if v[0] else 1.0
    means = np.concatenate([v[rng.integers(0, n, (20000, n))].mean(1) for _ in range(50)])
    tail = stats.norm.cdf(-math.sqrt(n / (n - 1)) * stats.t.ppf(0.975, n - 1))
    lo, hi = np.quantile(means, [tail, 1 - tail])
    print(f"    ({arr(v)}, {f(min(lo, v.mean()))}, {f(max(hi, v.mean()))}),")
print("  ]")

print("  /// degrees of freedom, Student's quantile of 97.5 %: scipy.stats.t.ppf.")
print("  static let student: [[Double]] = [")
for d in [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 60, 120, 1000]:
    print(f"    {arr([d, stats.t.ppf(0.975, d)])},")
print("  ]")


class Multinomial(ruptures.base.BaseCost):
    """Minus twice the multinomial log-likelihood of counts."""

    model = "multinomial"
    min_size = 1

    def fit(self, signal):
        self.signal = signal
        return self

    def error(self, start, end):
        c = self.signal[start:end].sum(0)
        n = c.sum()
        c = c[c > 0]
        return float(-2 * (c * np.log(c / n)).sum()) if n > 0 else 0.0


print("  /// counts per bucket, penalty, turns: ruptures.Pelt with the same cost, min_size 1, jump 1.")
print("  static let segmentation: [(counts: [[Double]], penalty: Double, turns: [Int])] = [")
for k in range(24):
    w = int(rng.integers(6, 40))
    vol = rng.poisson(20 + 200 * np.exp(-np.abs(np.arange(w) - w // 3) / 3.0)) + 1
    p = np.tile([0.35, 0.3, 0.35], (w, 1))
    for _ in range(k % 4):
        p[int(rng.integers(1, w)):] = rng.dirichlet([4, 3, 3])
    x = np.array([rng.multinomial(n, q) for n, q in zip(vol, p)])
    pen = 3 * math.log(w) * (1 if k % 2 else 1.5)
    bk = ruptures.Pelt(custom_cost=Multinomial(), min_size=1, jump=1).fit(x).predict(pen=pen)[:-1]
    print(f"    ([{', '.join(arr(r) for r in x)}], {f(pen)}, {bk}),")
print("  ]")


class BySize(Multinomial):
    """The same, and five times the logarithm of how often a segment fits into the whole count."""

    model = "by-size"

    def error(self, start, end):
        n = self.signal[start:end].sum()
        return super().error(start, end) + 5 * math.log(self.signal.sum() / n)


# PELT may only prune where a segment never costs more than its parts; Dynp compares all partitions.
print("  /// counts per bucket, penalty, turns: the cheapest of ruptures.Dynp's best partitions with 0 to 5 turns.")
print("  static let segmentationBySize: [(counts: [[Double]], penalty: Double, turns: [Int])] = [")
own = np.random.default_rng(20111114)
for k in range(20):
    w = int(own.integers(8, 24))
    vol = own.poisson(20 + 200 * np.exp(-np.abs(np.arange(w) - w // 3) / 3.0)) + 1
    p = np.tile([0.35, 0.65], (w, 1))
    for _ in range(k % 3):
        share = own.uniform(0.1, 0.8)
        p[int(own.integers(1, w)):] = [share, 1 - share]
    x = np.array([own.multinomial(n, q) for n, q in zip(vol, p)])
    pen = math.log(w) / 2
    cost = BySize()
    best = (cost.fit(x).error(0, w), [])
    search = ruptures.Dynp(custom_cost=BySize(), min_size=1, jump=1).fit(x)
    for turns in range(1, 6):
        bk = [int(b) for b in search.predict(n_bkps=turns)]
        total = sum(cost.error(a, b) for a, b in zip([0] + bk, bk)) + pen * turns
        if total < best[0] - 1e-9:
            best = (total, bk[:-1])
    print(f"    ([{', '.join(arr(r) for r in x)}], {f(pen)}, {best[1]}),")
print("  ]")

# burst_detection (PyPI) chooses each state greedily and is no optimum: all sequences are tried here instead.
print("  /// relevant and total items per bucket, states: the cheapest of all sequences under Kleinberg's costs.")
print("  static let kleinberg: [(relevant: [Double], total: [Double], states: String)] = [")
for k in range(20):
    w = int(rng.integers(6, 15))
    r = rng.poisson(15 + (k % 3) * 30 * np.exp(-np.abs(np.arange(w) - w // 2) / 1.0)) + 1
    d = rng.poisson(400, w) + r if k % 2 else np.full(w, r.sum())
    p0 = r.sum() / d.sum()
    fit = [-stats.binom.logpmf(r, d, p) for p in (p0, min(0.9999, 2 * p0))]
    best = None
    for code in range(1 << w):
        q = [code >> t & 1 for t in range(w)]
        cost = sum(fit[q[t]][t] for t in range(w))
        cost += math.log(w) * sum(b > a for a, b in zip([0] + q, q))
        if best is None or cost < best[0] - 1e-12:
            best = (cost, q)
    print(f'    ({arr(r)}, {arr(d)}, "{"".join(map(str, best[1]))}"),')
print("  ]")

print("  /// counts left, right and prior, z-scores: Monroe et al. 2008 written out in numpy.")
print("  static let logOdds: [(left: [Double], right: [Double], prior: [Double], scores: [Double])] = [")
for k in range(20):
    v = int(rng.integers(5, 30))
    base = rng.dirichlet(np.ones(v) * 0.5)
    l = rng.multinomial(int(rng.integers(50, 3000)), rng.dirichlet(base * 30 + 0.01)).astype(float)
    r = rng.multinomial(int(rng.integers(50, 3000)), rng.dirichlet(base * 30 + 0.01)).astype(float)
    a = l + r + rng.poisson(5, v) + 1
    prior = a * 1000 / a.sum()
    n1, n2, a0 = l.sum(), r.sum(), prior.sum()
    delta = np.log((l + prior) / (n1 + a0 - l - prior)) - np.log((r + prior) / (n2 + a0 - r - prior))
    z = delta / np.sqrt(1 / (l + prior) + 1 / (r + prior))
    print(f"    ({arr(l)}, {arr(r)}, {arr(a)}, {arr(z)}),")
print("  ]")
print("}")
