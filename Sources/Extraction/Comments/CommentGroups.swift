import Markup

/// Elements that may each be one comment because they bear the same name.
struct CommentGroup {
  /// The elements in document order.
  var nodes: [Int]
  /// Whether the name itself says "comment".
  var saysComment: Bool
  /// How much the name alone is worth: ids with numbers and the plain class `comment` more than others.
  var weight: Double
  /// Whether the name is an id with a number that says "comment".
  var isNumbered = false
}

/// One pass over a page that collects everything whose name speaks of comments.
struct CommentSighting {
  /// Groups of elements of the same name and tag, in order of their first element.
  private(set) var groups: [CommentGroup] = []
  /// Elements whose class or id says that they hold comments, forms for them or their count.
  private(set) var areas: [Int] = []
  /// List items that bear another site's notice and no number.
  private(set) var pings: [Int] = []
  /// Texts that stand over comments as a heading: "Comments", "3 Responses"; sorted.
  private(set) var headings: [Int] = []
  /// Headings that begin with a number, which may be that of what stands below them: "4 murmurs"; sorted.
  private(set) var counted: [(heading: Int, number: Int)] = []
  /// Fields for longer words, the first of them; sorted.
  private(set) var entries: [Int] = []
  /// Whether any name on the page speaks of comments.
  private(set) var isPromising = false

  /// The group that terms of definition lists are in, its lists with their first terms, and its last term.
  private var definitions: (position: Int, lists: [Int: Int], last: Int)?
  /// Groups of terms that lists within lists put out of order.
  private var shuffled: Set<Int> = []
  private var anchors: [[Int]] = []
  private var anchorShapes: [UInt64: Int] = [:]

  /// Looks at every class and id of a page once.
  ///
  /// - Complexity: O(bytes of class and id attributes) for a page that does not speak of comments.
  init(_ document: Document) {
    guard CommentSighting.mayHold(document) || CommentSighting.isHeaded(document) else { return }
    isPromising = true
    var table = GroupTable()
    func add(_ node: Int, _ tag: Tag, _ name: UInt64, says: Bool, _ weight: Double, isNumbered: Bool = false) {
      if let position = table.position(of: name, tag, next: groups.count) {
        if position == groups.count {
          groups.append(CommentGroup(nodes: [node], saysComment: says, weight: weight, isNumbered: isNumbered))
          return
        }
        if groups[position].nodes.last != node { groups[position].nodes.append(node) }
        groups[position].weight = max(groups[position].weight, weight)
      }
    }
    var spoken = SpokenNames(count: document.names.count)
    let hasHooks = document.names.contains { $0.attribute.isHook }
    for node in 0..<document.count {
      let record = document.nodes[node]
      if record.tag == .text {
        if CommentHeading.stands(in: node, of: document) {
          headings.append(node)
        } else if counted.count < CommentSighting.mostCounted,
          let number = CommentHeading.number(in: node, of: document)
        {
          counted.append((node, number))
        }
        continue
      }
      if record.tag == .dl { noteDefinitions(node, in: document) }
      if record.tag == .textarea, entries.count < CommentSighting.mostEntries { entries.append(node) }
      if record.tag == .other, let name = CommentSighting.spokenTag(node, document) {
        if name.isArea {
          areas.append(node)
        } else {
          add(node, .other, name.hash, says: true, 1.12)
        }
      }
      guard record.attributeCount > 0 else { continue }
      if record.tag == .a {
        noteAnchor(node, in: document)
        continue
      }
      switch record.tag {
      case .h1, .h2, .h3, .h4, .h5, .h6:
        if let range = document.valueRange(.identifier, of: node) ?? document.valueRange(.class, of: node),
          CommentSighting.isArea(document, range)
        {
          areas.append(node)
        }
        continue
      default: break
      }
      guard CommentSighting.isBox(record.tag) else { continue }
      if let range = document.valueRange(.identifier, of: node) {
        if let numbered = CommentKeys.numbered(document.pool.span.extracting(range), wantsKey: false) {
          let says = numbered.family == .comment || numbered.family == .c
          add(
            node, record.tag, numbered.shape, says: says, numbered.family == .comment ? 1.3 : 1.15,
            isNumbered: numbered.family == .comment)
        } else if CommentSighting.isArea(document, range) {
          areas.append(node)
        }
      }
      if CommentSighting.bearsNumber(node, document) { add(node, record.tag, 11, says: true, 1.12) }
      if record.tag == .li, document.hasClass("pingback", node) || document.hasClass("trackback", node),
        pings.count < 2000
      {
        pings.append(node)
      }
      if let attribute = CommentSighting.speakingClass(record, document, hasHooks: hasHooks) {
        let name = spoken.name(attribute, in: document)
        if name.isArea, areas.last != node { areas.append(node) }
        for index in name.words {
          let word = spoken.words[index]
          // A hook of the same name marks another part.
          let hash = attribute.name.isHook ? ~word.hash : word.hash
          add(node, record.tag, hash, says: word.says, word.isPlain ? 1.3 : 1)
        }
      }
      if let range = document.valueRange(.itemType, of: node),
        document.contains(range, "/comment") || document.contains(range, "/usercomments")
          || document.contains(range, "/discussionforumposting") || document.contains(range, "/answer")
      {
        add(node, record.tag, 7, says: !document.contains(range, "posting"), 1.3)
      }
    }
    for position in shuffled { groups[position].nodes.sort() }
    groupAnchors(in: document)
  }

  /// Takes a definition list in a comment area into account: each term opens a comment, as in Thesis and old Blogger.
  private mutating func noteDefinitions(_ node: Int, in document: Document) {
    var outer = node
    var isComments = false
    for _ in 0..<4 where outer > 0 {
      isComments = isComments || !TimeMarks.slice(of: areas, in: outer..<outer + 1).isEmpty
      outer = document.parent(of: outer)
    }
    guard isComments else { return }
    let terms = document.children(of: node).filter { document.tag($0) == .dt }
    guard let first = terms.first else { return }
    // A list inside another's definition continues the same comments.
    if let known = definitions, isWithin(known.lists, node, document) {
      groups[known.position].nodes += terms
      definitions?.lists[node] = first
      definitions?.last = max(known.last, terms.last ?? first)
      shuffled.insert(known.position)
      return
    }
    if (definitions?.last ?? 0) < first {
      definitions = (groups.count, [node: first], terms.last ?? first)
      groups.append(CommentGroup(nodes: terms, saysComment: true, weight: 1.25))
    }
  }

  /// Whether a list lies in one of others, behind its first term.
  private func isWithin(_ lists: [Int: Int], _ node: Int, _ document: Document) -> Bool {
    var outer = document.parent(of: node)
    while outer > 0 {
      if let first = lists[outer], first < node { return true }
      outer = document.parent(of: outer)
    }
    return false
  }

  /// Takes an anchor (`<a name="c123">`) into account: where no element bears the number, the one around the anchor does.
  private mutating func noteAnchor(_ node: Int, in document: Document) {
    guard let range = document.valueRange(.identifier, of: node) ?? document.valueRange(.name, of: node) else { return }
    if CommentSighting.anchors.value(of: PhraseTable.foldedHash(document.pool.span, range)) != 0 { areas.append(node) }
    guard let numbered = CommentKeys.numbered(document.pool.span.extracting(range), wantsKey: false),
      numbered.family != .post
    else { return }
    if let position = anchorShapes[numbered.shape] {
      anchors[position].append(node)
    } else if anchors.count < 8 {
      anchorShapes[numbered.shape] = anchors.count
      anchors.append([node])
    }
  }

  /// Makes groups of the elements around anchors: the largest that hold one anchor each, or the anchors themselves.
  private mutating func groupAnchors(in document: Document) {
    for nodes in anchors {
      let boxes: [Int]
      if nodes.count > 1 {
        boxes = CommentSighting.boxes(around: nodes, in: document)
      } else {
        let outer = document.parent(of: nodes[0])
        boxes = outer > 0 && document.tag(outer) != .body && document.tag(outer) != .p ? [outer] : nodes
      }
      groups.append(CommentGroup(nodes: boxes, saysComment: true, weight: 1.12))
    }
  }

  /// The largest elements that hold one of several nodes each, as many levels up as most allow; the nodes themselves
  /// where those are of different kinds.
  static func boxes(around nodes: [Int], in document: Document) -> [Int] {
    var levels: [Int] = []
    levels.reserveCapacity(nodes.count)
    var counts: [Int: Int] = [:]
    for (position, node) in nodes.enumerated() {
      let before = position > 0 ? nodes[position - 1] : -1
      let after = position + 1 < nodes.count ? nodes[position + 1] : Int.max
      var box = node
      var level = 0
      while level < highest {
        let outer = document.parent(of: box)
        guard outer > 0, outer > before, document.end(of: outer) <= after, document.tag(outer) != .body else { break }
        box = outer
        level += 1
      }
      levels.append(level)
      counts[level, default: 0] += 1
    }
    // The first and the last have room that the others lack.
    let usual = counts.max { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }?.key ?? 0
    var boxes: [Int] = []
    boxes.reserveCapacity(nodes.count)
    for (position, node) in nodes.enumerated() {
      var box = node
      for _ in 0..<min(levels[position], usual) { box = document.parent(of: box) }
      boxes.append(box)
    }
    let tag = document.tag(boxes[0])
    return boxes.allSatisfy { document.tag($0) == tag } ? boxes : nodes
  }

  private static let mostEntries = 8
  private static let mostCounted = 4

  /// Levels that a box is looked for above what it holds.
  private static let highest = 40

  /// Whether any class, id or item type of the page speaks of comments or a forum's posts; the cheap first look.
  static func mayHold(_ document: Document) -> Bool {
    if document.notes.isEmpty {
      for attribute in document.attributes
      where attribute.name == .class || attribute.name == .identifier || attribute.name.isHook {
        let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
        if words.occurs(in: document.pool.span.extracting(range)) { return true }
      }
    } else if document.notes.contains(where: { $0 & NameNote.speaks != 0 }) {
      return true
    }
    for attribute in document.attributes where attribute.length >= 3 {
      switch attribute.name {
      case .class, .identifier, .itemType, .name:
        var index = Int(attribute.start)
        let end = index + Int(attribute.length) - 1
        while index < end {
          // "mm" as in comment and kommentar, "ss" as in message, "os" as in post, "pl" as in reply, "sq" as in dsq.
          switch document.pool[index] {
          case 0x6d where document.pool[index + 1] == 0x6d: return true
          case 0x73 where document.pool[index + 1] == 0x73 || document.pool[index + 1] == 0x71: return true
          case 0x6f where document.pool[index + 1] == 0x73: return true
          // "coment" as in comentario and "koment" as in komentarz, "reacti" as in reactie, but neither moment nor react.
          case 0x6e
          where index >= Int(attribute.start) + 4 && document.pool[index + 1] == 0x74
            && document.pool[index - 3..<index].elementsEqual([0x6f, 0x6d, 0x65])
            && (document.pool[index - 4] | 0x20 == 0x63 || document.pool[index - 4] | 0x20 == 0x6b):
            return true
          case 0x63
          where index >= Int(attribute.start) + 3 && index + 1 < end && document.pool[index + 1] == 0x74
            && document.pool[index + 2] == 0x69
            && document.pool[index - 3..<index].elementsEqual([0x72, 0x65, 0x61]):
            return true
          default: index += 1
          }
        }
      default: continue
      }
    }
    return false
  }

  /// Whether a page without telling names has a heading over comments, elements of its own that are called so, or a
  /// field to write in.
  private static func isHeaded(_ document: Document) -> Bool {
    for node in 0..<document.count {
      switch document.tag(node) {
      case .text:
        if CommentHeading.stands(in: node, of: document) || CommentHeading.number(in: node, of: document) != nil {
          return true
        }
      case .other: if spokenTag(node, document) != nil { return true }
      case .textarea: return true
      default: continue
      }
    }
    return false
  }

  /// What elements are called that count comments or take one.
  private static let controls = WordIndex([
    "count", "-form", "-button", "-editor", "-link", "-input", "-box", "-icon", "-badge", "-toolbar", "-action",
  ])

  /// What an element that scripts define calls itself, where that speaks of comments: `comment-card`, `x-comments`.
  private static func spokenTag(_ node: Int, _ document: Document) -> (hash: UInt64, isArea: Bool)? {
    let name = Array(document.name(of: node).utf8)
    guard name.count > 7, name.count <= 60, let place = Document.place(of: "comment", in: name) else { return nil }
    if CommentSighting.controls.occurs(in: name.span) { return nil }
    let rest = name[(place + 7)...]
    let isArea = rest.starts(with: [0x73]) || Document.holds(name, "-list") || Document.holds(name, "-thread")
    return (PhraseTable.hash(name), isArea)
  }

  /// Whether an attribute numbers an element as a comment or a review, as shops and scripts write it.
  private static func bearsNumber(_ node: Int, _ document: Document) -> Bool {
    let record = document.nodes[node]
    let first = Int(record.first)
    for index in first..<first + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      guard attribute.name == .other, attribute.length > 0, attribute.nameLength >= 14, attribute.nameLength <= 15
      else { continue }
      let name = Int(attribute.nameStart)..<Int(attribute.nameStart) + Int(attribute.nameLength)
      if document.equals(name, "data-comment-id") || document.equals(name, "data-commentid")
        || document.equals(name, "data-review-id")
      {
        return true
      }
    }
    return false
  }

  /// Elements that can be a whole comment.
  private static func isBox(_ tag: Tag) -> Bool {
    switch tag {
    case .div, .li, .article, .section, .dt, .tr, .table, .tbody, .ul, .ol, .td, .dd, .p, .span, .aside, .details,
      .form, .other,
      .blockquote, .dl, .fieldset:
      true
    default: false
    }
  }

  /// The class of an element, or else its hook, when any of its words may speak of comments or posts.
  @inline(__always) private static func speakingClass(
    _ record: Document.Node, _ document: Document, hasHooks: Bool
  ) -> Document.Attribute? {
    var hook: Document.Attribute?
    for index in Int(record.first)..<Int(record.first) + Int(record.attributeCount) {
      let name = document.attributes[index].name
      guard name == .class || hasHooks && name.isHook else { continue }
      let attribute = document.attributes[index]
      let speaks: Bool
      if let note = document.note(attribute) {
        speaks = note.bits & NameNote.speaks != 0
      } else {
        let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
        speaks = words.occurs(in: document.pool.span.extracting(range))
      }
      if name == .class, speaks || !hasHooks { return speaks ? attribute : nil }
      if speaks { hook = attribute }
    }
    return hook
  }

  private static let ofComments = [
    "comment", "comentario", "comentári", "citem", "cmt", "kommentar", "komentar", "reactie", "réaction", "komment",
    "koment", "yorum", "hozzasz", "binhluan", "binh-luan", "pinglun", "liuyan", "tanggapan", "sxolia", "reakc",
    "diskuz",
    "opmerking", "otzyv",
  ]
  private static let ofPosts = ["post", "message", "msg", "reply", "response", "review", "topic", "answer", "beitrag"]
  static let commentWords = WordIndex(ofComments)
  static let postWords = WordIndex(ofPosts)
  /// Words of which names hold one that speak of comments or posts.
  static let words = WordIndex(allWords)
  /// The same as a list.
  static let allWords = ofComments + ofPosts

  /// Names of things around comments rather than of one of them.
  static func isArea(_ document: Document, _ range: Range<Int>) -> Bool {
    let bytes = document.pool.span
    guard document.begins(range, "comment") else {
      return areas.length(at: range.lowerBound, upTo: range.upperBound, in: bytes) != nil
        || document.equals(range, "respond")
    }
    return commentAreas.length(at: range.lowerBound + 7, upTo: range.upperBound, in: bytes) != nil
      || document.equals(range, "comments")
  }

  /// What the names of areas have behind "comment".
  private static let commentAreas = WordIndex([
    "s-stream", "s-wrap", "s-container", "s-block", "s-box", "s-section", "s-thread", "s-feed", "s-tree", "s-holder",
    "s_wrap", "s_container", "s_block", "swrap", "scontainer",
    "list", "-list", "_list", "s-area", "-area", "area", "-section", "-respond", "-form", "form", "_form",
    "-navigation", "aires", "sblock",
  ])
  /// What the names of areas begin with.
  private static let areas = WordIndex([
    "disqus_thread", "kommentare", "comentarios", "discussion", "dsq-content", "reacties", "komentarze", "komentari",
    "kommentit", "kommentarii", "kommentarer", "yorumlar", "hozzaszolasok", "komentare", "diskuze", "reakcje",
  ])
}
