/// A point on the UTC time line, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Leap seconds are ignored, as in POSIX time. Pure modules never ask for the current instant; they are handed one.
@frozen public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
  public var milliseconds: Int64

  /// Makes the instant that lies so many milliseconds after the epoch.
  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Makes the instant that lies so many whole seconds after the epoch.
  @inlinable public init(seconds: Int64) { self.milliseconds = seconds &* 1000 }

  /// Whole seconds since the epoch, rounded towards the past.
  @inlinable public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
  }

  /// Whether the left instant is earlier.
  @inlinable public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant so many seconds later, or earlier when negative.
  @inlinable public func advanced(bySeconds seconds: Double) -> Instant {
    Instant(milliseconds: milliseconds &+ Int64((seconds * 1000).rounded()))
  }

  /// Seconds from `earlier` to this instant; negative when `earlier` lies in the future.
  @inlinable public func seconds(since earlier: Instant) -> Double {
    Double(milliseconds - earlier.milliseconds) / 1000
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC, whole seconds: `2011-11-14T14:30:00Z`.
  public var description: String { CivilTime(self).iso8601InUTC }
}
