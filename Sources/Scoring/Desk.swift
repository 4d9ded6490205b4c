import Synchronization

/// The memory that a text is read in, kept for the next one; one text is read at a desk at a time.
struct Desk: @unchecked Sendable {
  var title = TextBytes()
  var text = TextBytes()
  var tokens = Row<Token>(capacity: 1024)
  /// The tokens that may begin a name or hold one.
  var hits = Row<Int32>(capacity: 64)
  /// Where tokens are moved to when more come between them.
  var spareTokens = Row<Token>(capacity: 1)
  var clauses = Row<Clause>(capacity: 128)
  var glossary = Glossary()
  /// The patterns that may fit.
  var lists = Row<PatternMatcher.List>(capacity: 1024)
  var candidates = Row<PatternMatcher.Candidate>(capacity: 1024)
  var found = Row<Match>(capacity: 128)
  var matches = Row<Match>(capacity: 64)
  var reasonMatches = Row<Match>(capacity: 64)
  var spareMatches = Row<Match>(capacity: 64)
  var repeats = Row<Float>(capacity: 1)
  /// The tokens that part clauses, that are names, that are weighed.
  var partings = TokenSet()
  var names = TokenSet()
  var tones = TokenSet()

  /// Frees the memory, which nothing may use any longer.
  fileprivate func free() {
    title.free()
    text.free()
    tokens.free()
    hits.free()
    spareTokens.free()
    clauses.free()
    glossary.free()
    lists.free()
    candidates.free()
    found.free()
    matches.free()
    reasonMatches.free()
    spareMatches.free()
    repeats.free()
    partings.free()
    names.free()
    tones.free()
  }

  /// Whether it holds so much memory that it is not worth keeping.
  fileprivate var isOutsized: Bool {
    text.capacity > 1 << 20 || title.capacity > 1 << 20 || tokens.capacity > 1 << 17 || candidates.capacity > 1 << 17
      || found.capacity > 1 << 17
  }
}

/// Desks that nobody reads at.
@safe final class Desks: @unchecked Sendable {
  private let free = Mutex<[Place]>([])

  /// Where a desk stands, so that taking one copies nothing.
  @safe struct Place: @unchecked Sendable {
    fileprivate let desk: UnsafeMutablePointer<Desk>
  }

  deinit {
    free.withLock { places in
      for place in places { Desks.remove(place) }
    }
  }

  /// Has a text read at a desk that nobody else uses meanwhile.
  @inline(__always) func read<Result>(_ body: (inout Desk) -> Result) -> Result {
    let place = free.withLock { $0.popLast() } ?? Desks.made()
    let result = unsafe body(&place.desk.pointee)
    if unsafe place.desk.pointee.isOutsized {
      Desks.remove(place)
    } else {
      free.withLock { $0.append(place) }
    }
    return result
  }

  private static func made() -> Place {
    let desk = UnsafeMutablePointer<Desk>.allocate(capacity: 1)
    unsafe desk.initialize(to: Desk())
    return unsafe Place(desk: desk)
  }

  private static func remove(_ place: Place) {
    unsafe place.desk.pointee.free()
    unsafe place.desk.deallocate()
  }
}
