import Markup
public import Model

/// What a place beside the page gave.
public struct SourceAnswer: Equatable, Sendable {
  /// The comments, with ids as they have on the page.
  public var comments: [Voice]
  /// Requests that bring further comments.
  public var next: [CommentSource]
  /// How many comments the place says there are.
  public var statedComments: Int?
  /// What was seen and not taken for a comment, sorted by cause.
  public var leftOut: [Omission]
  /// Ids of what the place tells to be other sites' notices.
  public var notices: [String] = []
  /// What kind of place it was, which says what it can be trusted with; `nil` when unknown.
  public var kind: CommentSource.Kind?

  /// Makes an answer from its parts.
  public init(
    comments: [Voice] = [], next: [CommentSource] = [], statedComments: Int? = nil, leftOut: [Omission] = [],
    kind: CommentSource.Kind? = nil
  ) {
    self.comments = comments
    self.next = next
    self.statedComments = statedComments
    self.leftOut = leftOut
    self.kind = kind
  }

  /// Whether the place says outright who answers whom, so that it knows better than nesting on a page.
  var statesParents: Bool { kind != nil && kind != .page && kind != .utterances && kind != .medium }

  /// Whether the place mixes other sites' notices with comments, as feeds do, so that it can complete a thread but not add
  /// to a complete one.
  var mixesNotices: Bool { kind == .feed }
}

/// Reads the comments of a page from the places that `Conversation.commentSources` names.
public struct SourceReader: Sendable {
  /// Makes a reader.
  public init() {}

  /// The comments that a response holds; no comments when the response is not what its kind promises.
  ///
  /// - Parameters:
  ///   - page: The response.
  ///   - source: What was asked.
  ///   - conversation: The page whose comments these are; ids are made from its canonical address.
  public func comments(in page: Page, from source: CommentSource, of conversation: Conversation) -> SourceAnswer {
    guard page.status < 400 else { return SourceAnswer() }
    let address = Address(conversation.url) ?? page.address
    let context = PageContext(
      address: address, base: address, canonical: conversation.canonical, fetched: page.fetched,
      language: conversation.language)
    if source.kind == .page { return further(page, source, context) }
    guard let system = CommentSystems.system(for: source.kind),
      let drafts = system.drafts(in: SystemAnswer(page: page, source: source, context: context))
    else { return SourceAnswer() }
    let thread = CommentThread(drafts.drafts, page: context, keepsUnknownParents: true)
    var result = SourceAnswer(
      comments: CommentQuotes.heard(in: thread.voices, sites: thread.quotes, page: context), next: drafts.next,
      statedComments: drafts.stated,
      leftOut: thread.omissions,
      kind: source.kind)
    result.notices = thread.notices
    return result
  }

  /// The comments of a further page of the same comments.
  private func further(_ page: Page, _ source: CommentSource, _ context: PageContext) -> SourceAnswer {
    let document = HTMLParser().document(from: page.body, contentType: page.header("Content-Type"))
    var context = context
    context.address = page.address
    context.base = page.address
    let reading = CommentReader().read(document, page: context)
    var result = SourceAnswer(
      comments: CommentQuotes.heard(in: reading.comments, sites: reading.quotes, page: context),
      next: reading.sources.filter { $0.kind == .page && $0.url != source.url },
      statedComments: reading.stated, leftOut: reading.omissions, kind: .page)
    result.notices = reading.notices
    return result
  }
}
