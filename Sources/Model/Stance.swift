/// Where a voice stands towards a service.
public enum Stance: String, Sendable, CaseIterable {
  /// Leaves, left, refuses to join, or calls on others to leave. Negative in every score.
  case quitting
  /// Stays, came back, joins, or speaks for the service. Positive in every score.
  case defending
  /// Reports, weighs up, or speaks of something else.
  case neutral
}
