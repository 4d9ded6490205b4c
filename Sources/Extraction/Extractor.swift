public import Markup
public import Model

/// Turns a parsed page into the conversation that it holds.
public struct Extractor: Sendable {
  /// Makes an extractor.
  public init() {}

  /// What a page holds: its post, the people it quotes, and the comments below it.
  ///
  /// - Parameters:
  ///   - document: the parsed page.
  ///   - address: the address that the page was fetched from, after redirects.
  ///   - fetched: when it was fetched; times such as "3 weeks ago" count from there.
  /// - Complexity: O(nodes + bytes).
  public func conversation(in document: Document, at address: Address, fetched: Instant) -> Conversation {
    let work = PageReading(document, at: address, fetched: fetched)
    return work.conversation()
  }

  /// Every answer that the page gives about its post, the chosen ones first, with the reasons for choosing them.
  public func evidence(in document: Document, at address: Address, fetched: Instant) -> PageEvidence {
    PageReading(document, at: address, fetched: fetched).evidence()
  }
}
