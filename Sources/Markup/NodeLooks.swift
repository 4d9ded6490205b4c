#if DEBUG
  import Synchronization

  /// Counts how often nodes of documents are looked at, so that tests can say how work grows with a page without a
  /// clock; in builds for debugging alone.
  public final class NodeLooks: Sendable {
    /// Who counts the looks of the task that runs; `nil` for nobody.
    @TaskLocal public static var tally: NodeLooks?

    private let looks = Atomic<Int>(0)

    /// How many looks there were so far.
    public var count: Int { looks.load(ordering: .relaxed) }

    /// Makes a tally of none.
    public init() {}

    /// Counts a look.
    func add() { looks.add(1, ordering: .relaxed) }

    /// How many looks at nodes some work takes.
    public static func count(in work: () -> Void) -> Int {
      let looks = NodeLooks()
      $tally.withValue(looks, operation: work)
      return looks.count
    }
  }
#endif
