/// A feed or sitemap as a flat tree: nodes in document order, names with the usual prefixes of their namespaces.
struct XMLTree {
  /// One element, or one run of text (`name` is −1).
  struct Node {
    var name: Int32
    var parent: Int32
    /// Index after the last node of the subtree.
    var end: Int32
    var firstAttribute: Int32
    var attributeCount: Int32
    /// For text, its bytes in the pool.
    var text: Range<Int32>
  }

  private(set) var nodes: [Node] = []
  private(set) var attributes: [(name: String, value: String)] = []
  /// Whether any element has an `xml:base`.
  private(set) var hasBases = false
  private var pool: [UInt8] = []
  private var names: [String] = []
  private var nameIndex: [String: Int32] = [:]

  private var stack: [Int32] = []
  private var scopes: [(depth: Int, prefix: String, namespace: String)] = []

  /// Reads bytes of a charset that HTTP or the text itself declares.
  init(bytes: [UInt8], charset: Charset) {
    let (text, _) = Decoding.utf8(from: bytes, in: charset)
    self.init(text: text)
  }

  /// Reads valid UTF-8.
  init(text: [UInt8]) {
    let normalised = unsafe text.withUnsafeBufferPointer { buffer in
      var normaliser = unsafe XMLNormaliser(ByteView(buffer))
      normaliser.run()
      return normaliser.output
    }
    XMLReader.read(normalised, into: &self)
    while !stack.isEmpty { endElement() }
  }

  // MARK: Events

  mutating func startElement(_ name: String, _ pairs: [(name: String, value: String)]) {
    let depth = stack.count
    for pair in pairs where pair.name.hasPrefix("xmlns") {
      if pair.name == "xmlns" {
        scopes.append((depth, "", pair.value))
      } else if pair.name.hasPrefix("xmlns:") {
        scopes.append((depth, String(pair.name.dropFirst(6)), pair.value))
      }
    }
    let first = Int32(truncatingIfNeeded: attributes.count)
    if pairs.contains(where: { $0.name == "xml:base" }) { hasBases = true }
    for pair in pairs { attributes.append((canonical(pair.name, isAttribute: true), pair.value)) }
    let node = Int32(truncatingIfNeeded: nodes.count)
    nodes.append(
      Node(
        name: intern(canonical(name, isAttribute: false)), parent: stack.last ?? -1, end: node + 1,
        firstAttribute: first,
        attributeCount: Int32(truncatingIfNeeded: pairs.count), text: 0..<0))
    stack.append(node)
  }

  mutating func endElement() {
    guard let node = stack.popLast() else { return }
    nodes[Int(node)].end = Int32(truncatingIfNeeded: nodes.count)
    while let last = scopes.last, last.depth >= stack.count { scopes.removeLast() }
  }

  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = Int32(truncatingIfNeeded: pool.count)
    unsafe pool.append(contentsOf: bytes)
    let end = Int32(truncatingIfNeeded: pool.count)
    if let last = nodes.indices.last, nodes[last].name < 0, nodes[last].parent == stack.last ?? -1,
      nodes[last].text.upperBound == start
    {
      nodes[last].text = nodes[last].text.lowerBound..<end
      return
    }
    let node = Int32(truncatingIfNeeded: nodes.count)
    nodes.append(
      Node(
        name: -1, parent: stack.last ?? -1, end: node + 1, firstAttribute: 0, attributeCount: 0, text: start..<end))
  }

  private mutating func intern(_ name: String) -> Int32 {
    if let index = nameIndex[name] { return index }
    let index = Int32(truncatingIfNeeded: names.count)
    names.append(name)
    nameIndex[name] = index
    return index
  }

  /// The name in lower case with the prefix that everyone uses for its namespace; none for RSS.
  private func canonical(_ name: String, isAttribute: Bool) -> String {
    let lower = name.lowercased()
    let colon = lower.firstIndex(of: ":")
    let local = colon.map { String(lower[lower.index(after: $0)...]) } ?? lower
    let prefix = colon.flatMap { _ in name.firstIndex(of: ":").map { String(name[..<$0]) } } ?? ""
    if isAttribute, prefix.isEmpty { return local }
    if prefix == "xml" || prefix == "xmlns" { return lower }
    if let namespace = scopes.last(where: { $0.prefix == prefix })?.namespace {
      let known = Namespaces.prefix(of: namespace)
      if let known { return known.isEmpty ? local : "\(known):\(local)" }
      return prefix.isEmpty ? local : "\(prefix.lowercased()):\(local)"
    }
    return lower
  }

  // MARK: Reading

  /// The name of an element with its usual prefix, such as `dc:creator`; empty for text.
  func name(_ node: Int) -> String { nodes[node].name < 0 ? "" : names[Int(nodes[node].name)] }

  func isText(_ node: Int) -> Bool { nodes[node].name < 0 }

  func end(of node: Int) -> Int { Int(nodes[node].end) }

  /// The elements directly inside one.
  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = node + 1
    while child < end(of: node) {
      if !isText(child) { children.append(child) }
      child = end(of: child)
    }
    return children
  }

  /// The first child element of a name.
  func child(_ name: String, of node: Int) -> Int? {
    var child = node + 1
    while child < end(of: node) {
      if self.name(child) == name { return child }
      child = end(of: child)
    }
    return nil
  }

  /// The value of an attribute; its name in lower case.
  func attribute(_ name: String, of node: Int) -> String? {
    let first = Int(nodes[node].firstAttribute)
    for attribute in attributes[first..<first + Int(nodes[node].attributeCount)] where attribute.name == name {
      return attribute.value
    }
    return nil
  }

  /// All attributes of an element.
  func attributes(of node: Int) -> ArraySlice<(name: String, value: String)> {
    let first = Int(nodes[node].firstAttribute)
    return attributes[first..<first + Int(nodes[node].attributeCount)]
  }

  /// One run of text.
  func run(_ node: Int) -> String {
    String(decoding: pool[Int(nodes[node].text.lowerBound)..<Int(nodes[node].text.upperBound)], as: UTF8.self)
  }

  /// All text below an element, white space at its ends cut off.
  func text(of node: Int) -> String {
    var bytes: [UInt8] = []
    for index in node..<end(of: node) where isText(index) {
      bytes.append(contentsOf: pool[Int(nodes[index].text.lowerBound)..<Int(nodes[index].text.upperBound)])
    }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }

  /// Whether an element has child elements.
  func hasElements(_ node: Int) -> Bool { (node + 1..<max(node + 1, end(of: node))).contains { !isText($0) } }

  /// The nearest value of an inherited attribute such as `xml:lang`.
  func inherited(_ name: String, of node: Int) -> String? {
    var node = node
    while node >= 0 {
      if let value = attribute(name, of: node) { return value }
      node = Int(nodes[node].parent)
    }
    return nil
  }
}

extension String {
  /// The text without white space, no-break spaces included, at its ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.unicodeScalars.first, first.properties.isWhitespace || first == "\u{FEFF}" {
      text = Substring(text.unicodeScalars.dropFirst())
    }
    while let last = text.unicodeScalars.last, last.properties.isWhitespace || last == "\u{FEFF}" {
      text = Substring(text.unicodeScalars.dropLast())
    }
    return String(text)
  }
}
