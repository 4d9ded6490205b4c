import Markup

/// The rule that knows a heading over comments by its words, where no name tells it.
///
/// Examples: `Comments` · `3 Comments` · `Comments (3):` · `Kommentare` · `2 réactions` · `Feedback` · `Reader Comments`.
enum CommentHeading {
  private static let phrases = [
    "comments", "comment", "responses", "response", "replies", "feedback", "reactions", "reader comments",
    "user comments", "your comments", "visitor comments", "kommentare", "kommentar", "leserkommentare", "antworten",
    "reaktionen", "commentaires", "commentaire", "réactions", "vos commentaires", "vos réactions", "vos messages",
    "comentarios",
    "respuestas", "comentários", "commenti", "reacties", "kommentarer", "komentarze", "комментарии", "コメント",
    "всего комментариев", "Всего комментариев", "Комментарии", "Комментариев", "комментариев", "Комментарий",
    "total comments", "comments so far", "все комментарии", "この記事へのコメント", "评论", "댓글",
    "コメント一覧", "コメントリスト", "みんなのコメント", "网友评论", "最新评论", "全部评论", "发表的评论", "留言", "網友留言", "評論", "回應", "回复",
    "条评论", "已有", "댓글 목록", "개의 댓글", "의견", "yorumlar", "yorum", "okuyucu yorumları", "коментарі", "Коментарі",
    "коментари",
    "Коментари", "Обсуждение", "обсуждение", "Отзывы", "отзывы", "komentáře", "komentář", "komentare", "komentari",
    "diskuze", "diskusia", "hozzászólások", "hozzászólás", "kommentek", "comentarii", "kommentit", "kommenttia",
    "kommentaarid", "komentarai", "komentāri", "σχόλια", "Σχόλια", "σχόλιο", "Σχόλιο", "תגובות", "التعليقات",
    "تعليقات",
    "bình luận", "Bình luận", "ความคิดเห็น", "komentar", "tanggapan", "reakcje", "opinie czytelników", "opmerkingen",
    "discussion", "conversation", "the conversation", "discussion about this post", "join the conversation",
    "what people say", "what readers say",
    "what others say", "guestbook", "gästebuch", "gjestebok", "gästbok", "gæstebog", "gastenboek", "livre d'or",
    "libro de visitas",
    "księga gości", "customer reviews", "user reviews", "ratings and reviews", "ratings & reviews", "writebacks",
    "leserbriefe", "leserstimmen", "your letters", "letters", "reader letters", "readers' letters", "reader mail",
    "readers write", "readers respond", "readers say", "member comments", "readers' comments", "reader notes",
    "readers' notes", "writebacks...", "comments...", "your thoughts", "your replies", "your responses", "your say",
    "what you said", "نظرات", "دیدگاه‌ها", "دیدگاه ها", "نظر", "دیدگاه", "टिप्पणियाँ", "टिप्पणी", "মন্তব্য",
  ]
  private static let words = PhraseTable(phrases.map { (phrase: $0, value: 1) })
  /// One bit for the low five bits of each phrase's first three bytes, so that few texts are looked up.
  private static let openings: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 512)
    for phrase in phrases {
      let letters = Array(phrase.utf8)
      let bit = opening(letters.span, at: 0)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    return bits
  }()

  @inline(__always) private static func opening(_ bytes: Span<UInt8>, at index: Int) -> Int {
    Int(bytes[index] & 31) | Int(bytes[index + 1] & 31) << 5 | Int(bytes[index + 2] & 31) << 10
  }

  /// Whether a phrase may begin at a place.
  @inline(__always) private static func mayOpen(_ bytes: Span<UInt8>, at index: Int, upTo end: Int) -> Bool {
    guard end - index >= 3 else { return false }
    let bit = opening(bytes, at: index)
    return openings[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  /// Whether a text is such a heading and no link.
  static func stands(in text: Int, of document: Document) -> Bool {
    let range = document.textRange(of: text)
    guard range.count >= 6, range.count <= longest else { return false }
    let bytes = document.pool.span.extracting(range)
    var first = 0
    while first < bytes.count, bytes[first] <= 0x20 { first += 1 }
    guard first < bytes.count else { return false }
    let mayCount = beginsHeading(bytes[first])
    guard mayCount || range.count <= longestPhrase else { return false }
    var start = first
    var end = bytes.count
    // A number stands before or behind the word, there in brackets.
    while start < end, isAround(bytes[start]) { start += 1 }
    while end > start, isAround(bytes[end - 1]) { end -= 1 }
    let mayBePhrase = range.count <= longestPhrase && mayOpen(bytes, at: start, upTo: end)
    guard mayCount || mayBePhrase else { return false }
    let outer = document.parent(of: text)
    guard start < end, outer > 0, document.tag(outer) != .a else { return false }
    let isPhrase = mayBePhrase && words.value(of: PhraseTable.foldedHash(bytes, start..<end)) != 0
    // Only headings name the post too.
    let isHeading = isHeading(document.tag(outer))
    guard isPhrase || mayCount && (isHeading || range.count <= 60) && counts(bytes, isHeading: isHeading) else {
      return false
    }
    let around = document.parent(of: outer)
    return around <= 0 || document.tag(around) != .a
  }

  /// The number with which a short heading begins, which may be that of what stands below it: "4 murmurs".
  static func number(in text: Int, of document: Document) -> Int? {
    var outer = document.parent(of: text)
    guard outer > 0 else { return nil }
    let bytes = document.pool.span.extracting(document.textRange(of: text))
    let isApart = document.tag(outer).textKind == .inline
    if isApart { outer = document.parent(of: outer) }
    guard outer > 0, isHeading(document.tag(outer)), document.tag(outer) != .h1 else { return nil }
    if let number = lastNumber(bytes, isApart: isApart), number > 1 {
      let words = document.line(of: outer..<document.end(of: outer), limit: longestPhrase)
      return words.count < longestPhrase && !namesOthers(words.span, from: 0) ? number : nil
    }
    guard !isApart else { return nil }
    var index = 0
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    var number = 0
    let first = index
    while index < bytes.count, index - first < 4, bytes[index] >= 0x30, bytes[index] <= 0x39 {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    guard index > first, index < bytes.count, bytes[index] == 0x20, bytes.count - index <= longestNoun, number > 1
    else {
      return nil
    }
    return namesOthers(bytes, from: index) ? nil : number
  }

  /// The number in brackets at the end of a heading, or in an element of its own: "Chatter (7)", "Chatter <b>7</b>".
  private static func lastNumber(_ bytes: Span<UInt8>, isApart: Bool) -> Int? {
    var end = bytes.count
    while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
    let isClosed = end > 0 && (bytes[end - 1] == 0x29 || bytes[end - 1] == 0x5d)
    if isClosed { end -= 1 }
    var start = end
    while start > 0, bytes[start - 1] >= 0x30, bytes[start - 1] <= 0x39 { start -= 1 }
    guard start < end, end - start < 5 else { return nil }
    let isOpened = start > 0 && (bytes[start - 1] == 0x28 || bytes[start - 1] == 0x5b)
    guard isClosed == isOpened else { return nil }
    var first = isOpened ? start - 1 : start
    while first > 0, bytes[first - 1] <= 0x20 { first -= 1 }
    guard isApart ? first == 0 : isOpened && first > 0 else { return nil }
    return (start..<end).reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) }
  }

  /// Whether a word says that something else than comments is counted.
  private static func namesOthers(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < bytes.count {
      let start = index
      while index < bytes.count, isLetter(bytes[index]) { index += 1 }
      if index > start, others.value(of: PhraseTable.foldedHash(bytes, start..<index)) != 0 { return true }
      index += 1
    }
    return false
  }

  /// What pages count besides comments.
  private static let others: PhraseTable = {
    let words = """
      article articles post posts story stories event events link links page pages author authors writer writers update \
      updates trackback trackbacks pingback pingbacks related result results news item items product products photo photos \
      image images video videos episode episodes file files book books recipe recipes tag tags topic topics category \
      categories like likes share shares view views follower followers tip tips step steps reason reasons way ways thing \
      things entry entries artikel beitrag beiträge seiten autoren ereignisse termine veranstaltungen meldungen \
      nachrichten verweise bilder geschichten neuigkeiten billets événements évènements liens auteurs histoires \
      actualités résultats artículos articulos entradas eventos enlaces páginas paginas autores historias noticias \
      actualizaciones artigos links ligações articoli eventi collegamenti pagine autori storie notizie artikelen berichten \
      evenementen pagina's auteurs artikler innlegg inlägg artiklar sider lenker länkar artykuły wpisy wydarzenia linki \
      strony autorzy статьи статей записи записей события новости новостей ссылки страницы авторы 記事 文章
      """
    return PhraseTable(words.split(separator: " ").map { (phrase: String($0), value: 1) })
  }()

  /// Longest word in bytes for what is counted.
  private static let longestNoun = 16

  /// Longest text in bytes that holds one of the phrases.
  private static let longestPhrase = 48
  /// Longest heading in bytes, of those that name the post too.
  private static let longest = 160

  private static func isHeading(_ tag: Tag) -> Bool {
    switch tag {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  /// Whether a text counts comments in words of its own: "Comments: 5 replies", "There are 3 comments so far", and, in a
  /// heading, "5 Responses to “Goodbye”".
  private static func counts(_ bytes: Span<UInt8>, isHeading: Bool) -> Bool {
    guard stems.occurs(in: bytes) else { return false }
    var index = 0
    var words = 0
    var isNamed = false
    var isCounted = false
    while index < bytes.count {
      let start = index
      while index < bytes.count, isLetter(bytes[index]) { index += 1 }
      guard index > start else {
        if bytes[index] >= 0x30, bytes[index] <= 0x39 { isCounted = true }
        index += 1
        continue
      }
      words += 1
      let hash = PhraseTable.foldedHash(bytes, start..<index)
      switch parts.value(of: hash) {
      case 1: isNamed = true
      // "1 comment", and not "Comment 1".
      case 16: if isCounted { isNamed = true } else { return false }
      case 2: if isNamed, isHeading, isCounted { return true }
      case 4: isCounted = true
      case 0: return false
      default: break
      }
      if words > 8 { return false }
    }
    return isNamed && bytes.count <= 60 && (isCounted || isHeading)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte >= 0x80 }

  private static let stems = WordIndex([
    "comment", "respons", "repl", "kommentar", "antwort", "reaction", "réaction", "reactie", "respuesta", "thought",
    "comentario", "comentári", "commenti", "komentar", "feedback",
  ])

  /// Words of such headings: 1 names comments, 16 one of them, 2 leads to the post's name, 4 is a number, 8 says nothing.
  private static let parts: PhraseTable = {
    let lists: [(UInt16, String)] = [
      (
        1,
        """
        comments responses replies kommentare antworten reactions réactions reacties respuestas comentarios comentários \
        commenti komentarze komentarzy kommentarer commentaires thoughts feedback
        """
      ),
      (
        16,
        "comment response reply kommentar réaction reactie comentario comentário commento komentarza commentaire thought"
      ),
      (2, "to on for zu sur sobre su op till à en a"),
      (4, "one two three four five six seven eight nine ten zwei drei vier fünf deux trois quatre"),
      (
        8,
        """
        so far total all there are is have been left posted reader readers user visitor visitors your the this post entry \
        article story of and by bisher bisherige alle zum zu diesem beitrag artikel les vos des de cet los las el der die
        """
      ),
    ]
    return PhraseTable(
      lists.flatMap { value, words in
        words.utf8.split(whereSeparator: { $0 <= 0x20 }).map {
          (phrase: String(decoding: $0, as: UTF8.self), value: value)
        }
      })
  }()

  private static func isAround(_ byte: UInt8) -> Bool {
    byte <= 0x20 || (byte >= 0x30 && byte <= 0x39) || byte == 0x28 || byte == 0x29 || byte == 0x3a || byte == 0x5b
      || byte == 0x5d || byte == 0x23
  }

  private static func beginsHeading(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x43, 0x63, 0x4b, 0x6b, 0x52, 0x72, 0x46, 0x66, 0x55, 0x56, 0x76, 0x59, 0x4c, 0x41, 0x54, 0x74,
      0x4f, 0x6f, 0xd0, 0xe3, 0xe8, 0xeb,
      // Numbers in words: six, seven, eight, nine, deux, drei, zwei, quatre.
      0x53, 0x73, 0x45, 0x65, 0x4e, 0x6e, 0x44, 0x64, 0x5a, 0x7a, 0x51, 0x71:
      true
    default: false
    }
  }
}
