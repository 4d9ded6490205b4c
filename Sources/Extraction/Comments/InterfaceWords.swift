/// Words that a page writes around comments and that nobody said: "Reply", "Log in to reply", "says:".
enum InterfaceWords {
  private static let exact: PhraseTable = {
    let words = """
      reply|replies|log in to reply|login to reply|log in to leave a comment|says|says:|said|said:|said…|said...|wrote|wrote:|like|likes|liked|unlike|like this|\
      permalink|perma|link|link to this|link to comment|link to this comment|permalink to this comment|#|quote|report|\
      report abuse|report comment|report this comment|report this|report this post|flag|flag as inappropriate|flag this|share|share this|tweet|tweet this|\
      edit|delete|delete comment|(edit)|edit this comment|more|read more|expand|collapse|hide|show|show more|show less|top|back to top|up|\
      vote|vote up|vote down|upvote|downvote|recommend|recommended|recommend?|thumb up|thumb down|thumbs up|thumbs down|0|+1|-1|+|-|↑|↓|▲|▼|★|\
      loading|loading...|loading…|reply to this comment|reply to this|reply to comment|reply to|answer|respond|respond to this|\
      comment|comment link|post|posted|posted:|posted by|posted by:|at|on|by|and|am|pm||,|.|;|:|—|–|•|·|…|«|»|›|‹|/|//|(|)|[|]|()|[]|[#]|1|\
      your comment is awaiting moderation.|your comment is awaiting moderation|awaiting moderation|(author)|author|guest|\
      antworten|auf diesen kommentar antworten|zitieren|melden|kommentar melden|diesen kommentar melden|bewerten|teilen|link zum kommentar|gefällt mir|gefällt mir nicht|\
      répondre|signaler|citer|partager|j'aime|lien permanent|responder|denunciar|citar|compartir|me gusta|compartilhar|curtir|\
      rispondi|segnala|condividi|mi piace|beantwoorden|reageer|delen|svara|svar|odpowiedz|zgłoś|lubię to!|ответить|цитировать|\
      url|(url)|(email)|(mail)|mail|(web)|home page|homepage|(homepage)|(www)|view profile|profile|website|www|email|send private message|private message|pm|find|top|offline|online|new|\
      comments|reactions|0 likes|1 like|like · reply|like·reply|reply · like|like reply|reply like|share reply|helpful|helpful?|was this helpful?|\
      cancel|cancel reply|submit|close|×|x|follow|unfollow|following|subscribe|sign in|log in|login|register|\
      copy link|copy link to clipboard|this comment has been removed|translate|see translation|view in context|parent|context|full thread|\
      show parent|go to comment|in reply to|reply with quote|multi-quote this message|reply with quotereply with quote|rate this|rate|spam|abuse|\
      link to post|share on other sites|share this post|quote this|report to moderator|report post|back to top|go up|logged|\
      add reply|post reply|reply to topic|view post|permanent link|facebook|twitter|google+|linkedin|email this|print|\
      返信|返信する|通報|通報する|削除|編集|引用|いいね|いいね！|コメントする|回复|回复该评论|回复此评论|回覆|回應|举报|檢舉|\
      답글|답글쓰기|답글 달기|댓글쓰기|댓글달기|신고|수정|삭제|수정/삭제|좋아요|공감|비공감|edited|(edited)|bearbeitet|modifié|editado|modificato|редактировано|yanıtla|cevapla|beğen|şikayet et|alıntı|Ответить|Цитировать|\
      Пожаловаться|пожаловаться|ветвь дискуссии|с цитатой|в цитатник|ответить с цитатой|ответить с цитатой в цитатник|уровень выше|развернуть|свернуть|ответить|цитировать|ответ|thread|\
      Нравится|нравится|Ссылка|ссылка|Відповісти|відповісти|одговори|Одговори|odgovori|prijavi|\
      odpovědět|nahlásit|odpovedať|válasz|válaszolok|jelentem|răspunde|vastaa|ilmoita|besvara|anmäl|anmeld|rapporteer|beantwoord|\
      balas|bagikan|trả lời|thích|chia sẻ|báo cáo|ตอบกลับ|ถูกใจ|Απάντηση|απάντηση|Παράθεση|رد|الرد|إبلاغ|השב|הגב|דווח|atsakyti|vasta|\
      rate this:|thumbs up|thumbs down|helpful (0)|
      """
    return PhraseTable(
      words.utf8.split(separator: 0x7c).map { (phrase: String(decoding: $0, as: UTF8.self).trimmed, value: 1) })
  }()

  private static func isExact(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    exact.value(of: PhraseTable.foldedHash(bytes, range)) != 0
  }

  /// Whether a line is a control's label and nothing else, ASCII case aside.
  static func isControl(_ line: Span<UInt8>) -> Bool {
    guard line.count <= (line.begins(with: "(") ? longest : 60) else { return false }
    if isExact(line, 0..<line.count) { return true }
    let bare = Edges.trimmed(0..<line.count, in: line)
    if bare.isEmpty { return true }
    if bare.count < line.count, isExact(line, bare) { return true }
    // "공감3": how many pressed it.
    var label = bare
    while let last = label.last, line[last] >= 0x30 && line[last] <= 0x39 || line[last] == 0x20 {
      label = label.lowerBound..<last
    }
    if label.count < bare.count, let first = label.first, line[first] >= 0x80, isExact(line, label) { return true }
    var isNumber = true
    var isParted = false
    for index in bare {
      switch line[index] {
      case 0x30...0x39, 0x2e, 0x23, 0x20, 0x2b: continue
      case 0x7c, 0xc2, 0xe2, 0x29: isParted = true
      default: break
      }
      isNumber = false
    }
    if isNumber { return true }
    let rest = line.extracting(bare)
    if bare.count < 30, rest.begins(with: "rate this") || rest.begins(with: "like or dislike") || isCount(rest) {
      return true
    }
    if bare.count < 50, answers.length(at: 0, upTo: rest.count, in: rest) != nil { return true }
    if bare.count < 40, rest.begins(with: "log in to ") { return true }
    // "Reply | Quote | Report": every part is one.
    return isParted && areAllExact(line)
  }

  /// What a control's label begins with that is for answering.
  private static let answers = WordIndex([
    "reply to ", "répondre à ", "antwort auf dies", "auf diesen ", "responder a ", "rispondi a ", "reageer op ",
  ])

  /// Whether words are a face or another sign made of punctuation: ":)", ":-D", "*+".
  static func isFace(_ words: Span<UInt8>) -> Bool {
    guard words.count >= 2, words.count <= 8 else { return false }
    var signs = 0
    for index in words.indices {
      switch words[index] {
      case 0x21, 0x28, 0x29, 0x2a, 0x3a, 0x3b, 0x3c, 0x3d, 0x3f, 0x5e, 0x2b: signs += 1
      case 0x2d, 0x2e, 0x30, 0x33, 0x44, 0x4f, 0x50, 0x64, 0x6f, 0x70, 0x5f: continue
      default: return false
      }
    }
    return signs > 0 && !(signs == 2 && words.count == 2 && words[0] == 0x28)
  }

  private static let counted = PhraseTable(
    [
      "comment", "comments", "reply", "replies", "response", "responses", "kommentar", "kommentare", "antworten",
      "commentaires", "commentaire", "comentarios", "comentario", "likes", "like", "reactions", "votes", "points",
      "thoughts", "trackbacks",
    ].map { (phrase: $0, value: 1) })

  /// Whether a line counts voices and says no more: "12 Comments", "0 replies", "No comments".
  private static func isCount(_ line: Span<UInt8>) -> Bool {
    var start = 0
    while start < line.count, line[start] >= 0x30, line[start] <= 0x39 { start += 1 }
    if start == 0, line.begins(with: "no ") { start = 2 }
    guard start > 0, start + 1 < line.count, line[start] == 0x20 else { return false }
    return counted.value(of: PhraseTable.foldedHash(line, start + 1..<line.count)) != 0
  }

  private static let obituaries = [
    "this comment was removed", "this comment has been removed", "this comment has been deleted", "comment deleted",
    "this comment was deleted", "comment removed", "[deleted]", "[removed]", "abusive comment hidden",
    "dieser kommentar wurde entfernt", "dieser kommentar wurde gelöscht", "dieser kommentar wurde vom",
    "dieser beitrag wurde gelöscht", "dieser beitrag wurde entfernt", "ce commentaire a été supprimé",
    "este comentario ha sido eliminado", "este comentário foi removido", "questo commento è stato eliminato",
    "esta postagem está deletada", "esta postagem foi", "mensagem excluída", "este mensaje ha sido eliminado",
    "ce message a été supprimé", "this message was deleted", "this post has been deleted", "this post is deleted",
    "[comment removed", "[comment deleted", "comment removed by", "comment deleted by", "o comentário foi excluído",
    "este comentário foi excluído", "comentário removido", "comentário excluído", "comentario eliminado",
    "el comentario ha sido eliminado", "commentaire supprimé", "kommentar gelöscht", "[gelöscht]", "[entfernt]",
    "このコメントは管理人のみ閲覧", "このコメントは削除", "комментарий удалён", "комментарий удален", "reactie verwijderd",
    "message deleted", "post deleted", "deleted by the author", "deleted by author", "[flagged]", "[dead]",
    "[eliminado]", "[supprimé]", "[удалено]",
  ]

  /// Whether words only say that a comment once stood there, as in "This comment has been removed by the author".
  static func isObituary(_ text: String) -> Bool {
    guard text.utf8.count <= 90 else { return false }
    let low = text.lowercased()
    return obituaries.contains { low.hasPrefix($0) }
  }

  /// Whether "|", "·", "•" or brackets part a line into several labels and nothing else.
  private static func areAllExact(_ line: Span<UInt8>) -> Bool {
    var parts = 0
    var start = 0
    var index = 0
    while index <= line.count {
      var width = 0
      if index == line.count {
        width = 1
      } else if line[index] == 0x7c || line[index] == 0x28 || line[index] == 0x29 {
        width = 1
      } else if line[index] == 0xc2, index + 1 < line.count, line[index + 1] == 0xb7 {
        width = 2
      } else if line[index] == 0xe2, index + 2 < line.count, line[index + 1] == 0x80, line[index + 2] == 0xa2 {
        width = 3
      }
      if width == 0 {
        index += 1
        continue
      }
      if index > start {
        let part = line.extracting(start..<index).trimmed
        // Nothing but space between two brackets.
        if part.isEmpty {
          index += width
          start = index
          continue
        }
        guard isExact(part.span, 0..<part.count) else { return false }
        parts += 1
      }
      index += width
      start = index
    }
    return parts > 1
  }

  /// Lines of more bytes are no labels.
  private static let longest = 100

  /// Takes lines that are controls' labels away from both ends of a comment's words, and the speaker's name from the
  /// beginning; a name at the end is how somebody signs.
  ///
  /// - Parameter keepsLetters: whether a single letter at the end is the speaker's own.
  static func trimmed(_ bytes: [UInt8], alsoNames names: [String], keepsLetters: Bool = false) -> Range<Int> {
    let text = bytes.span
    var start = 0
    var end = text.count
    var dropped = true
    while dropped, start < end {
      dropped = false
      let stop = text.newline(in: start..<min(end, start + longest + 1))
      if isNoise(text.extracting(start..<stop), names) {
        start = stop
        while start < end, text[start] == 0x0a { start += 1 }
        dropped = true
      }
    }
    start = withoutInitial(text, start, end, names)
    if let label = labels.length(at: start, upTo: end, in: text), start + label < end, text[start + label] <= 0x20 {
      start += label
      while start < end, text[start] <= 0x20 { start += 1 }
    }
    dropped = true
    while dropped, start < end {
      dropped = false
      let begin = text.endOfNewline(in: max(start, end - longestNotice - 1)..<end)
      // A number or a sign alone at the end may be the whole reply; at least one line stays.
      let line = text.extracting(begin..<end)
      if begin > start, isNoise(line, []) && (!keepsLetters || end - begin > 1) || isEditNotice(line) {
        end = begin
        while end > start, text[end - 1] == 0x0a { end -= 1 }
        dropped = true
      }
    }
    return start..<end
  }

  /// What guest books put before somebody's words.
  private static let labels = WordIndex([
    "message:", "comments:", "comment:", "nachricht:", "kommentar:", "mensaje:", "messaggio:", "commento:", "bericht:",
    "beskjed:", "besked:", "meddelande:", "viesti:", "wiadomość:", "vzkaz:", "üzenet:",
  ])

  /// Where words begin behind the one letter that stands for a speaker without a picture.
  private static func withoutInitial(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ names: [String]) -> Int {
    let stop = text.newline(in: start..<min(end, start + 6))
    guard stop > start, stop < end, text[stop] == 0x0a else { return start }
    let line = text.text(start..<stop)
    guard line.count == 1, names.contains(where: { $0.hasPrefix(line) || $0.utf8.starts(with: line.utf8) }) else {
      return start
    }
    var next = stop
    while next < end, text[next] == 0x0a { next += 1 }
    return next < end ? next : start
  }

  /// Lines of more bytes are no notices.
  private static let longestNotice = 140

  private static let editOpenings = WordIndex([
    "last edited", "edited by ", "edited on ", "edited at ", "last edit:", "last modified", "post edited",
    "this post has been edited", "this post was edited", "this post was last", "(this post was last", "message edited",
    "zuletzt geändert", "zuletzt bearbeitet", "zuletzt editiert", "bearbeitet von ", "geändert von ", "editiert von ",
    "dieser beitrag wurde ", "beitrag bearbeitet", "dernière modification", "dernière édition", "modifié par ",
    "message édité", "modifié en dernier", "editado por ", "última edición", "editado por última",
    "ultima modifica", "modificato da ", "laatst bewerkt", "laatst gewijzigd", "senast redigera", "senast ändra",
    "ostatnio zmieniony", "ostatnio edytowan", "edytowane przez ", "последний раз ред", "отредактировано",
  ])

  /// Whether a line says who changed a post and when, as boards write it below the words.
  private static func isEditNotice(_ line: Span<UInt8>) -> Bool {
    guard line.count <= longestNotice, editOpenings.length(at: 0, upTo: line.count, in: line) != nil else {
      return false
    }
    for index in line.indices where line[index] >= 0x30 && line[index] <= 0x39 { return true }
    return false
  }

  private static func isNoise(_ line: Span<UInt8>, _ names: [String]) -> Bool {
    if line.count > longest { return false }
    for index in line.indices where line[index] >= 0x80 { return isForeignNoise(line, names) }
    let text = line.begins(with: "- ") ? line.extracting(2...) : line
    if isControl(text) { return true }
    for name in names where !name.isEmpty {
      var wanted = name
      let isPlain = wanted.withUTF8 { unsafe $0.allSatisfy { $0 < 0x80 } }
      if !isPlain {
        if isForeignNoise(line, [name]) { return true }
        continue
      }
      let letters = name.utf8Span.span
      guard text.count >= letters.count, text.count < letters.count + 14 else { continue }
      var length = 0
      while length < letters.count, lower(text[length]) == lower(letters[length]) { length += 1 }
      guard length == letters.count else { continue }
      if length == text.count { return true }
      if text.holds("wrote") { continue }
      let rest = text.extracting(length...).trimmed
      if isControl(rest.span) { return true }
    }
    return false
  }

  /// The same for lines or names whose case ASCII does not tell.
  private static func isForeignNoise(_ line: Span<UInt8>, _ names: [String]) -> Bool {
    var text = line.text(0..<line.count).lowercased()
    if text.hasPrefix("- ") { text = String(text.dropFirst(2)) }
    if isControl(text.utf8Span.span) { return true }
    for name in names where !name.isEmpty {
      if text == name.lowercased() { return true }
      if text.hasPrefix(name.lowercased()), text.utf8.count < name.utf8.count + 14, !text.contains("wrote"),
        isControl(String(text.dropFirst(name.count)).trimmed.utf8Span.span)
      {
        return true
      }
    }
    return false
  }
}
