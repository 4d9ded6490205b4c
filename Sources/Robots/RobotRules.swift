public import Model

/// What a site's robots.txt says (RFC 9309; where that is silent, as Google's parser reads it).
///
/// Deviations from Google: escapes of unreserved letters are undone before comparing (RFC 9309 §2.2.2, which Google does
/// not do), `Crawl-delay` is read, and product tokens may hold digits.
public struct RobotRules: Sendable {
  /// How much of a file is read, in bytes (RFC 9309 §2.5: at least 500 kibibytes).
  public static let longestFile = 512_000

  /// One allow or disallow line.
  struct Rule: Sendable {
    let allows: Bool
    let pattern: PathPattern
    /// Counted from 1.
    let line: Int
    /// The line without comment and outer white space.
    let text: String
  }

  /// Lines that belong to the same user agents.
  struct Group: Sendable {
    /// Product tokens in lower case.
    var agents: Set<String> = []
    /// Whether `*` is among the agents.
    var isForAll = false
    var rules: [Rule] = []
  }

  /// A `Crawl-delay` line with its user agents.
  struct Delay: Sendable {
    var agents: Set<String>
    var isForAll: Bool
    var seconds: Double
  }

  /// The answer about one address.
  public struct Verdict: Equatable, Sendable {
    /// Whether the address may be fetched.
    public var isAllowed: Bool
    /// The number of the deciding line, counted from 1; `nil` when no line decided.
    public var line: Int?
    /// The deciding line as written, without comment; `nil` when no line decided.
    public var rule: String?

    /// Makes a verdict.
    public init(isAllowed: Bool, line: Int? = nil, rule: String? = nil) {
      self.isAllowed = isAllowed
      self.line = line
      self.rule = rule
    }
  }

  var groups: [Group] = []
  var delays: [Delay] = []
  /// What holds where no line decides.
  var allowsOthers = true
  /// The addresses of sitemaps as written, without doubles, in their order; they may be relative.
  public internal(set) var sitemaps: [String] = []

  init() {}

  /// Rules that allow everything: the site has no robots.txt (RFC 9309 §2.3.1.3).
  public static let allowAll = RobotRules()

  /// Rules that allow nothing: the site could not answer (RFC 9309 §2.3.1.4).
  public static let disallowAll: RobotRules = {
    var rules = RobotRules()
    rules.allowsOthers = false
    return rules
  }()

  /// The rules that follow from an answer to the request for robots.txt.
  ///
  /// 200 to 299 give the body's rules; 400 to 499 allow everything, 401 and 403 included, but for 429; 429, 500 to 599
  /// and `status` 0, which stands for no answer at all, allow nothing. Redirects are the caller's to follow: one that
  /// ends nowhere counts as no robots.txt (RFC 9309 §2.3.1.2).
  public static func rules(status: Int, body: [UInt8]) -> RobotRules {
    switch status {
    case 200..<300: RobotRules(parsing: body)
    case 429: disallowAll
    case 300..<500: allowAll
    default: disallowAll
    }
  }

  /// Whether an agent may fetch an address, and by which line.
  ///
  /// The agent is a product token such as `stance`, or a whole user agent whose first product is taken. The longest
  /// matching line decides, allow before disallow at the same length; robots.txt itself is always allowed.
  ///
  /// - Complexity: O(rules × length of the address), whatever the wildcards.
  public func verdict(for address: Address, agent: String) -> Verdict {
    verdict(forTarget: address.target, agent: agent)
  }

  /// Whether an agent may fetch a path with its query, as `verdict(for:agent:)`.
  public func verdict(forTarget target: String, agent: String) -> Verdict {
    guard allowsOthers else { return Verdict(isAllowed: false) }
    let path = PathPattern.normalised(target)
    if path.elementsEqual("/robots.txt".utf8) { return Verdict(isAllowed: true) }
    var best: Rule?
    for group in groups(for: agent) {
      for rule in group.rules where !rule.pattern.isEmpty {
        if let best {
          guard
            rule.pattern.length > best.pattern.length
              || (rule.pattern.length == best.pattern.length && rule.allows && !best.allows)
          else { continue }
        }
        if rule.pattern.matches(path) { best = rule }
      }
    }
    guard let best else { return Verdict(isAllowed: true) }
    return Verdict(isAllowed: best.allows, line: best.line, rule: best.text)
  }

  /// The seconds that an agent shall wait between requests; the longest where several are stated, `nil` where none is.
  public func crawlDelay(for agent: String) -> Double? {
    let token = ProductToken.token(of: agent)
    let isNamed = groups.contains { $0.agents.contains(token) }
    return delays.filter { isNamed ? $0.agents.contains(token) : $0.isForAll }.map(\.seconds).max()
  }

  /// The groups that name the agent, or else those for all.
  private func groups(for agent: String) -> [Group] {
    let token = ProductToken.token(of: agent)
    let named = groups.filter { $0.agents.contains(token) }
    return named.isEmpty ? groups.filter(\.isForAll) : named
  }
}

/// The name by which robots.txt knows a crawler (RFC 9309 §2.2.1).
enum ProductToken {
  /// The first letters, digits, hyphens and underscores of a user agent, in lower case.
  static func token(of agent: String) -> String {
    token(of: agent.utf8.drop { $0 == 0x20 || $0 == 0x09 })
  }

  static func token(of bytes: some Sequence<UInt8>) -> String {
    var letters: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 0x41...0x5a: letters.append(byte | 0x20)
      case 0x61...0x7a, 0x30...0x39, 0x2d, 0x5f: letters.append(byte)
      default: return String(decoding: letters, as: UTF8.self)
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
