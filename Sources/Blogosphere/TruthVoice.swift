public import Model

/// One voice of the world as it truly is: what a perfect listener would report.
public struct TruthVoice: Equatable, Sendable {
  /// The canonical address of the page that it stands on.
  public var page: String
  /// Post, comment or quote.
  public var kind: Voice.Kind
  /// The address of this voice: the page's for posts and quotes.
  public var url: String
  /// The name as shown; `nil` for people who are quoted without one ("a man in a blazer").
  public var speaker: String?
  /// When it spoke, in whole seconds; `nil` for quotes, and where neither the page nor what it points to says so.
  public var published: Instant?
  /// Minutes east of UTC of the blog's clock at that time.
  public var offset: Int
  /// The smallest unit of time that the page, or the source that it points to, names.
  public var precision: Timestamp.Precision?
  /// The index in `World.truth` of the voice that this one answers or is quoted by, counted from the page's post,
  /// which has 0; `nil` for posts, comments on the post, and where the platform shows no threads.
  public var parent: Int?
  /// The words in the form that voices have.
  public var text: String
  /// Where the speaker stands; `nil` for voices that speak of something else altogether, which count as neutral.
  public var stance: Stance?
  /// Whether a visitor sees it; hidden ones must not be heard.
  public var isVisible: Bool
  /// The address of the page that this voice's page repeats, for the one syndicated copy.
  public var copyOf: String?

  /// Whether a time that was read on the page names the same moment, as exactly as both can say.
  ///
  /// Pages that show a clock without its zone are right when the clock agrees.
  public func agrees(with read: Timestamp?) -> Bool {
    guard let published, let precision else { return read == nil }
    guard let read else { return false }
    let coarsest = max(TruthVoice.rank(precision), TruthVoice.rank(read.precision))
    let truth = CivilTime(published, offset: offset)
    if TruthVoice.same(CivilTime(published), CivilTime(read.instant), coarsest) { return true }
    return TruthVoice.same(truth, read.civil, coarsest)
  }

  private static func rank(_ precision: Timestamp.Precision) -> Int {
    switch precision {
    case .second: 0
    case .minute: 1
    case .day: 2
    case .month: 3
    case .year: 4
    }
  }

  private static func same(_ left: CivilTime, _ right: CivilTime, _ rank: Int) -> Bool {
    let a = [left.year, left.month, left.day, left.hour * 60 + left.minute, left.second]
    let b = [right.year, right.month, right.day, right.hour * 60 + right.minute, right.second]
    return a.prefix(5 - rank) == b.prefix(5 - rank)
  }
}

extension TruthVoice {
  /// All voices of a site, post by post.
  static func voices(of site: Site) -> [TruthVoice] { site.blog.posts.flatMap { voices(of: $0, on: site) } }

  private static func voices(of post: Post, on site: Site) -> [TruthVoice] {
    let page = site.address(of: post)
    let copyOf = post.copyOf.map(site.resolve)
    var voices: [TruthVoice] = []
    func add(_ voice: TruthVoice, quoting quotations: [(voice: QuotedVoice, text: String)]) {
      let index = voices.count
      voices.append(voice)
      for quotation in quotations {
        voices.append(
          TruthVoice(
            page: page, kind: .quote, url: voice.url, speaker: quotation.voice.name, published: nil,
            offset: voice.offset, precision: nil, parent: index, text: quotation.text,
            stance: quotation.voice.stance.stance, isVisible: voice.isVisible, copyOf: copyOf))
      }
    }
    add(
      TruthVoice(
        page: page, kind: .post, url: page, speaker: post.author,
        published: site.platform.postPrecision == nil ? nil : post.time.instant, offset: post.time.offset,
        precision: site.platform.postPrecision, parent: nil, text: post.body.plainText, stance: post.stance.stance,
        isVisible: true, copyOf: copyOf), quoting: post.body.quotations)
    var places: [Int: Int] = [:]
    for comment in post.comments where comment.state != .pingback {
      places[comment.label] = voices.count
      add(
        TruthVoice(
          page: page, kind: .comment, url: site.address(of: comment, below: post), speaker: comment.author,
          published: site.platform.commentPrecision == nil ? nil : comment.time.instant, offset: comment.time.offset,
          precision: site.platform.commentPrecision,
          parent: site.platform.parent(of: comment, in: post).flatMap { places[$0] },
          text: comment.body.plainText, stance: comment.stance.stance, isVisible: comment.state == .shown,
          copyOf: copyOf), quoting: comment.body.quotations)
    }
    return voices
  }
}

extension Mark {
  /// The label as a stance; `nil` for what has nothing to do with the service.
  var stance: Stance? {
    switch self {
    case .quitting: .quitting
    case .defending: .defending
    case .neutral: .neutral
    case .offTopic: nil
    }
  }
}
