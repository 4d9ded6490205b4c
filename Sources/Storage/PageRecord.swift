public import Model

/// One version of a page in the store: what it held and how its voices were read.
public struct PageRecord: Equatable, Sendable {
  /// The name of the service that the voices were read about.
  public var service: String
  /// When the page was fetched.
  public var fetched: Instant
  /// The HTTP status of the answer.
  public var status: Int
  /// What the page held; its `links` are not stored.
  public var conversation: Conversation
  /// The readings of the conversation's voices, in their order; empty, or one for each voice.
  public var readings: [Reading]

  /// Makes a record.
  public init(service: String, fetched: Instant, status: Int, conversation: Conversation, readings: [Reading]) {
    self.service = service
    self.fetched = fetched
    self.status = status
    self.conversation = conversation
    self.readings = readings
  }

  /// The address that names the page in the store.
  public var page: String { conversation.canonical }
}
