extension RobotRules {
  /// Google reads no more of a line (2,083 letters of an address, eight times).
  private static let longestLine = 16_664

  /// Parses a robots.txt; anything is one, and lines that say nothing are passed over.
  ///
  /// A byte order mark is passed over, UTF-16 is read where one announces it, and lines may end in CR, LF or both.
  public init(parsing bytes: [UInt8]) {
    self.init()
    let isCut = bytes.count > RobotRules.longestFile
    let text = RobotRules.utf8(isCut ? Array(bytes[..<RobotRules.longestFile]) : bytes)
    var state = State()
    var number = 0
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0a, text[end] != 0x0d { end += 1 }
      number += 1
      // A line that the limit cuts in two would say something else.
      if !(isCut && end == text.count) {
        read(text[start..<min(end, start + RobotRules.longestLine)], number: number, &state)
      }
      start = end + (end + 1 < text.count && text[end] == 0x0d && text[end + 1] == 0x0a ? 2 : 1)
    }
  }

  /// Whose lines come next.
  private struct State {
    /// The group that user agents and rules go to.
    var group: Int?
    /// Whether the group has a rule, so that the next user agent begins another.
    var hasRule = false
    /// The agents of the next `Crawl-delay`, which ends its own list of agents and no group.
    var delay = Delay(agents: [], isForAll: false, seconds: 0)
    var hasDelay = false
  }

  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return Array(bytes[3...]) }
    let isLittle = bytes.starts(with: [0xff, 0xfe])
    guard isLittle || bytes.starts(with: [0xfe, 0xff]) else { return bytes }
    // Some write the mark and then plain ASCII.
    guard bytes.prefix(64).contains(0) else { return Array(bytes[2...]) }
    return utf8(fromUTF16: bytes[2...], high: isLittle ? 1 : 0)
  }

  private static func utf8(fromUTF16 bytes: ArraySlice<UInt8>, high: Int) -> [UInt8] {
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func read(_ line: ArraySlice<UInt8>, number: Int, _ state: inout State) {
    let said = RobotRules.trimmed(line.prefix { $0 != 0x23 })
    guard let (name, value) = RobotRules.field(said), let field = RobotField(name) else { return }
    switch field {
    case .userAgent: addAgent(value, &state)
    case .allow, .disallow:
      guard let group = state.group else { return }
      state.hasRule = true
      let text = String(decoding: said, as: UTF8.self)
      let allows = field == .allow
      groups[group].rules.append(
        Rule(allows: allows, pattern: PathPattern(value), line: number, text: text))
      // Google: who allows the index file allows the folder.
      if allows, let folder = RobotRules.folder(ofIndexFile: value) {
        groups[group].rules.append(Rule(allows: true, pattern: PathPattern(folder), line: number, text: text))
      }
    case .crawlDelay:
      guard state.group != nil else { return }
      state.hasDelay = true
      guard let seconds = RobotRules.seconds(value) else { return }
      var delay = state.delay
      delay.seconds = seconds
      delays.append(delay)
    case .sitemap:
      let address = String(decoding: value, as: UTF8.self)
      if !address.isEmpty, sitemaps.count < 10_000, !sitemaps.contains(address) || sitemaps.count > 1000 {
        sitemaps.append(address)
      }
    }
  }

  private mutating func addAgent(_ value: ArraySlice<UInt8>, _ state: inout State) {
    if state.group == nil || state.hasRule {
      groups.append(Group())
      state.group = groups.count - 1
    }
    if state.hasRule || state.hasDelay { state.delay = Delay(agents: [], isForAll: false, seconds: 0) }
    state.hasRule = false
    state.hasDelay = false
    guard let group = state.group else { return }
    if value.first == 0x2a, value.count == 1 || value[value.startIndex + 1] <= 0x20 {
      groups[group].isForAll = true
      state.delay.isForAll = true
      return
    }
    let token = ProductToken.token(of: value)
    groups[group].agents.insert(token)
    state.delay.agents.insert(token)
  }

  /// Name and value: a colon parts them, or white space where it stands once.
  private static func field(_ line: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    if let colon = line.firstIndex(of: 0x3a) {
      let name = trimmed(line[..<colon])
      return name.isEmpty ? nil : (name, trimmed(line[(colon + 1)...]))
    }
    guard let space = line.firstIndex(where: isSpace) else { return nil }
    let value = trimmed(line[space...])
    return value.contains(where: isSpace) ? nil : (line[..<space], value)
  }

  /// `/folder/$` for `/folder/index.htm…`.
  private static func folder(ofIndexFile value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let slash = value.lastIndex(of: 0x2f), value[slash...].starts(with: "/index.htm".utf8) else { return nil }
    return Array(value[...slash] + [0x24])[...]
  }

  /// A decimal number of seconds, at most a day; markup may follow it.
  private static func seconds(_ value: ArraySlice<UInt8>) -> Double? {
    let number = value.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2e }
    let rest = value[number.endIndex...]
    guard !number.isEmpty, number.count <= 32, rest.isEmpty || rest.first == 0x3c,
      let seconds = Double(String(decoding: number, as: UTF8.self))
    else { return nil }
    return min(seconds, 86_400)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result = bytes
    while let first = result.first, isSpace(first) { result = result.dropFirst() }
    while let last = result.last, isSpace(last) { result = result.dropLast() }
    return result
  }
}

/// The fields that robots.txt knows, with the misspellings that Google accepts.
enum RobotField {
  case userAgent, allow, disallow, sitemap, crawlDelay

  private static let names: [(RobotField, [StaticString])] = [
    (.userAgent, ["user-agent", "useragent", "user agent"]),
    (.allow, ["allow"]),
    (.disallow, ["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"]),
    (.sitemap, ["sitemap", "site-map"]),
    (.crawlDelay, ["crawl-delay", "crawldelay", "crawl delay"]),
  ]

  /// Finds a field whose name begins with one of the known ones, whatever the case.
  init?(_ name: ArraySlice<UInt8>) {
    for (field, names) in RobotField.names where names.contains(where: { RobotField.begins(name, with: $0) }) {
      self = field
      return
    }
    return nil
  }

  private static func begins(_ name: ArraySlice<UInt8>, with known: StaticString) -> Bool {
    guard name.count >= known.utf8CodeUnitCount else { return false }
    var index = name.startIndex
    for offset in 0..<known.utf8CodeUnitCount {
      let letter = unsafe known.utf8Start[offset]
      let byte = name[index] >= 0x41 && name[index] <= 0x5a ? name[index] | 0x20 : name[index]
      guard byte == letter else { return false }
      index += 1
    }
    return true
  }
}
