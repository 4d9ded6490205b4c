import Model

extension VoteTable {
  /// What stands in rows, one array for each thing: a filter reads a byte a row where it can.
  struct Columns: Sendable {
    /// Stance in the two lowest bits, kind above.
    private var keys: [UInt8] = []
    private(set) var persons: [Int32] = []
    private(set) var sites: [Int32] = []
    private(set) var reasons: [UInt64] = []
    /// Milliseconds since 1970; `Int64.min` without a time.
    private var times: [Int64] = []

    init(_ entries: some Collection<Entry>) {
      keys.reserveCapacity(entries.count)
      for entry in entries {
        keys.append(entry.stance | entry.kind << 2)
        persons.append(entry.person)
        sites.append(entry.site)
        reasons.append(entry.reasons)
        times.append(entry.milliseconds)
      }
    }

    /// A query in the table's own numbers.
    struct Test {
      /// A bit for each key that is accepted.
      private var keys: UInt64 = .max
      /// Any of these reasons; all when zero.
      var reason: UInt64 = 0
      var site: Int32?
      var since: Int64 = .min
      var until: Int64 = .max
      var isDated = false

      fileprivate func accepts(_ key: UInt8) -> Bool { keys >> UInt64(key) & 1 != 0 }

      mutating func accept(stance: Int?) {
        guard let stance else { return }
        for key in 0..<64 where key & 3 != stance { keys &= ~(1 << UInt64(key)) }
      }

      mutating func accept(kind: Int?) {
        guard let kind else { return }
        for key in 0..<64 where key >> 2 != kind { keys &= ~(1 << UInt64(key)) }
      }
    }

    var indices: Range<Int> { keys.indices }

    func stance(_ position: Int) -> Int { Int(keys[position] & 3) }

    /// Whether stance, kind and reasons are those asked for.
    func accepts(_ position: Int, _ test: Test) -> Bool {
      test.accepts(keys[position]) && (test.reason == 0 || reasons[position] & test.reason != 0)
    }

    /// Whether the time is within what is asked for.
    func isWithin(_ position: Int, _ test: Test) -> Bool {
      !test.isDated || times[position] >= test.since && times[position] < test.until && times[position] != .min
    }

    /// The positions of the times from one to before another, in columns that begin with the latest.
    ///
    /// - Complexity: O(log n).
    func positions(since: Int64, until: Int64) -> Range<Int> {
      func first(where isEarlyEnough: (Int64) -> Bool) -> Int {
        var low = 0
        var high = times.count
        while low < high {
          let middle = (low + high) / 2
          if isEarlyEnough(times[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
      }
      let start = first { $0 < until }
      return start..<max(start, first { $0 < max(since, .min + 1) })
    }
  }

  /// Counts what stands in selected rows.
  struct FacetCounter {
    private(set) var rows: [Int32] = []
    private var stances = [0, 0, 0, 0]
    private var reasons = [Int](repeating: 0, count: 64)
    private var people = 0
    /// A bit for each person that was met.
    private var met: [UInt64]

    init(personBound: Int) { met = [UInt64](repeating: 0, count: (personBound + 63) / 64) }

    mutating func add(_ row: Int32, _ columns: Columns, _ position: Int) {
      rows.append(row)
      stances[columns.stance(position)] += 1
      var mask = columns.reasons[position]
      while mask != 0 {
        reasons[mask.trailingZeroBitCount] += 1
        mask &= mask &- 1
      }
      let person = Int(columns.persons[position])
      guard person >= 0 else { return }
      let bit: UInt64 = 1 << UInt64(person & 63)
      if met[person >> 6] & bit == 0 {
        met[person >> 6] |= bit
        people += 1
      }
    }

    func facets(reasons count: Int) -> Facets {
      Facets(stances: Array(stances.dropLast()), reasons: Array(reasons.prefix(count)), people: people)
    }
  }
}
