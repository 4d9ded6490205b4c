import Markup

/// What a page says about itself outside its words: `meta`, `link`, `title`, JSON-LD, and where its headings, times and
/// people stand.
struct PageFacts {
  /// One `meta` element that has a value.
  struct Meta {
    /// `name`, `property`, `itemprop` or `http-equiv`, in lower case.
    var key: String
    /// `content` or `value`, white space folded.
    var value: String
  }

  /// One `link` element.
  struct LinkElement {
    /// The words of `rel`, in lower case.
    var relation: String
    var href: String
    var type: String
    var title: String?
  }

  /// All `meta` elements with a name and a value, in document order.
  var metas: [Meta] = []
  /// All `link` elements of interest, in document order.
  var links: [LinkElement] = []
  /// The text of the first `title` outside of pictures.
  var title: String?
  /// `base href`.
  var base: String?
  /// The language that `html` or a `meta` states.
  var language: String?
  /// JSON-LD scripts.
  var linkedData = LinkedData()
  /// Headings h1 to h4, in document order.
  var headings: [Int] = []
  /// `time` and `abbr` elements with a machine-readable time.
  var times: [Int] = []
  /// Elements with an `itemprop`.
  var properties: [Int] = []
  /// Links with `rel` that name an author or a tag.
  var relations: [Int] = []
  /// The `generator`, in lower case.
  var generator: String { value("generator")?.lowercased() ?? "" }

  /// The value of the first `meta` of one of these names, in the order of the names.
  func value(_ keys: String...) -> String? {
    for key in keys {
      for meta in metas where meta.key == key && !meta.value.isEmpty { return meta.value }
    }
    return nil
  }

  /// Gathers the facts of a page.
  init(_ document: Document) {
    var node = 1
    let count = document.count
    while node < count {
      let record = document.nodes[node]
      switch record.tag {
      case .text: break
      case .meta: add(meta: node, document)
      case .link: add(link: node, document)
      case .title where title == nil:
        let text = Words.folded(document.rawText(of: node))
        if !text.isEmpty { title = text }
      case .base where base == nil: base = document.value(.href, of: node)
      case .html where language == nil:
        language = document.value(.language, of: node) ?? document.value(.xmlLanguage, of: node)
      case .svg:
        node = Int(record.end)
        continue
      case .script:
        if let range = document.valueRange(.type, of: node), PageFacts.isLinkedData(document.pool, range) {
          for text in node..<Int(record.end) where document.isText(text) {
            linkedData.add(document.pool[document.textRange(of: text)])
          }
        }
        node = Int(record.end)
        continue
      case .h1, .h2, .h3, .h4: headings.append(node)
      case .time: times.append(node)
      default: break
      }
      if record.tag != .text, record.attributeCount > 0 {
        let first = Int(record.first)
        for index in first..<first + Int(record.attributeCount) {
          switch document.attributes[index].name {
          case .itemProperty where record.tag != .meta && record.tag != .link: properties.append(node)
          case .relation where record.tag == .a: relations.append(node)
          case .title where record.tag == .abbr: times.append(node)
          default: break
          }
        }
      }
      node += 1
    }
    if language == nil { language = value("content-language", "language", "dc.language", "og:locale") }
    if let stated = language {
      let folded = Words.folded(stated)
      let ok = !folded.isEmpty && folded.utf8.count <= 12 && !folded.utf8.contains(0x20) && !folded.utf8.contains(0x2c)
      language = ok ? String(folded.map { $0 == "_" ? "-" : $0 }) : nil
    }
  }

  private mutating func add(meta node: Int, _ document: Document) {
    guard
      let name = document.valueRange(.property, of: node) ?? document.valueRange(.name, of: node)
        ?? document.valueRange(.itemProperty, of: node) ?? document.valueRange(.httpEquiv, of: node),
      let value = document.valueRange(.content, of: node) ?? document.valueRange(.value, of: node),
      name.count < 80, value.count < 4000
    else { return }
    let key = String(decoding: document.pool[name].map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }, as: UTF8.self)
    metas.append(Meta(key: key, value: Words.folded(document.string(value))))
  }

  private mutating func add(link node: Int, _ document: Document) {
    guard let relation = document.value(.relation, of: node)?.lowercased(), let href = document.value(.href, of: node)
    else { return }
    switch relation {
    case "stylesheet", "preload", "dns-prefetch", "preconnect", "prefetch", "icon", "shortcut icon", "apple-touch-icon":
      return
    default: break
    }
    links.append(
      LinkElement(
        relation: relation, href: href, type: document.value(.type, of: node)?.lowercased() ?? "",
        title: document.value(.title, of: node)))
  }

  private static func isLinkedData(_ pool: [UInt8], _ range: Range<Int>) -> Bool {
    let wanted: StaticString = "ld+json"
    guard range.count >= 7 else { return false }
    for start in range.lowerBound...(range.upperBound - 7) {
      var offset = 0
      while offset < 7, unsafe pool[start + offset] | 0x20 == wanted.utf8Start[offset] | 0x20 { offset += 1 }
      if offset == 7 { return true }
    }
    return false
  }
}
