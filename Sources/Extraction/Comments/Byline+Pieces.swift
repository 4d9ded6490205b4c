import Markup

/// Where a line about a comment may be cut into a name and a time.
extension Byline {
  /// What parts a line, in lower case.
  private static let cutters: [StaticString] = [
    " at ", " on ", " @ ", " pm ", " - ", " – ", " — ", " | ", "|", "•", "·", " am ", " um ", " le ", " el ", " par ",
    " von ", " by ",
    " por ", " door ", " av ", ", ", " (", ")", " [",
    "]", " said", " says", " wrote", ": ", "\n", " // ", " / ", "…", " posted ", "»",
  ]

  /// The cutters by the byte that tells them, which is the second one where they begin with a space, in either case.
  private static let cuttersBySign: (spaced: [[StaticString]], others: [[StaticString]]) = {
    var spaced = [[StaticString]](repeating: [], count: 256)
    var others = spaced
    for cutter in cutters {
      let bytes = Array(cutter.description.utf8)
      guard bytes[0] == 0x20 else {
        others[Int(bytes[0])].append(cutter)
        continue
      }
      spaced[Int(bytes[1])].append(cutter)
      if bytes[1] &- 0x61 < 26 { spaced[Int(bytes[1] ^ 0x20)].append(cutter) }
    }
    return (spaced, others)
  }()

  /// Whether a date begins at a place where nothing but a space parts it from a name: "Ann March 14, 2009", "Ann 14.3.09".
  private static func opensDate(at start: Int, in bytes: [UInt8]) -> Bool {
    func isDigit(_ place: Int) -> Bool { place < bytes.count && bytes[place] >= 0x30 && bytes[place] <= 0x39 }
    func isMonth(at place: Int) -> Bool {
      var stop = place
      while stop < bytes.count, bytes[stop] | 0x20 >= 0x61 && bytes[stop] | 0x20 <= 0x7a || bytes[stop] >= 0x80 {
        stop += 1
      }
      guard stop - place >= 3, stop - place <= 40 else { return false }
      return monthWords.value(of: PhraseTable.foldedHash(bytes.span, place..<stop)) != 0
    }
    var index = start
    if isDigit(index) {
      while isDigit(index) { index += 1 }
      guard index < bytes.count, index - start <= 4 else { return false }
      switch bytes[index] {
      case 0x2e, 0x2f, 0x2d:
        if isDigit(index + 1) { return true }
        return index + 2 < bytes.count && bytes[index + 1] == 0x20 && isMonth(at: index + 2)
      case 0x20: return index - start <= 2 && isMonth(at: index + 1)
      default: return false
      }
    }
    while index < bytes.count, index - start < 14, bytes[index] | 0x20 >= 0x61 || bytes[index] >= 0x80 { index += 1 }
    let end = index
    if index < bytes.count, bytes[index] == 0x2e || bytes[index] == 0x2c { index += 1 }
    guard index + 1 < bytes.count, bytes[index] == 0x20 else { return false }
    // A number follows, or a weekday's month; most words need not be looked up.
    let isShort = end - start == 3 || end - start > 3 && bytes[end - 1] | 0x20 == 0x79
    guard isDigit(index + 1) || isShort, isMonth(at: start) else { return false }
    // A month with its year and no day is no time of a comment.
    return isDigit(index + 1) && !(isDigit(index + 2) && isDigit(index + 3)) || isMonth(at: index + 1)
  }

  /// Whether the word before a place is the name of a month.
  static func isMonth(endingAt end: Int, from start: Int, in bytes: [UInt8]) -> Bool {
    var index = end
    while index > start, end - index < 12, bytes[index - 1] | 0x20 >= 0x61 && bytes[index - 1] | 0x20 <= 0x7a {
      index -= 1
    }
    guard end - index >= 3, end - index <= 10 else { return false }
    return monthWords.value(of: PhraseTable.foldedHash(bytes.span, index..<end)) == 1
  }

  static let monthWords = PhraseTable(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep \
    sept oct nov dec januar februar märz mai juni juli oktober dezember okt dez janvier février mars avril juin juillet \
    août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre \
    noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart \
    mei augustus janeiro fevereiro março maio junho julho setembro outubro novembro dezembro janv févr avr juil déc mär \
    ene abr dic ocak şubat Şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık stycznia lutego marca \
    kwietnia maja czerwca lipca sierpnia września października listopada grudnia ledna února března dubna května června \
    července srpna září října listopadu prosince января февраля марта апреля мая июня июля августа сентября октября \
    ноября декабря січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня marts maj \
    desember augusti tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta \
    lokakuuta marraskuuta joulukuuta január február március április május június július augusztus szeptember október \
    जनवरी फरवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर \
    يناير فبراير مارس أبريل ابريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر ינואר בינואר פברואר \
    בפברואר מרץ במרץ אפריל באפריל מאי במאי יוני ביוני יולי ביולי אוגוסט באוגוסט ספטמבר בספטמבר אוקטובר באוקטובר \
    נובמבר בנובמבר דצמבר בדצמבר Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου \
    Οκτωβρίου Νοεμβρίου Δεκεμβρίου януари февруари март април май юни юли август септември октомври ноември декември \
    জানুয়ারী জানুয়ারি ফেব্রুয়ারী ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর \
    ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie maret agustus desember
    """.utf8.split(whereSeparator: { $0 <= 0x20 }).map { (phrase: String(decoding: $0, as: UTF8.self), value: 1) }
      + "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".utf8
      .split(separator: 0x20).map { (phrase: String(decoding: $0, as: UTF8.self), value: 2) })

  /// Places where a line may be cut: after " at ", " on ", " - ", "|", ",", "·", a bracket, a full stop after a number.
  static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
    var cuts: [Int] = []
    cuts.reserveCapacity(16)
    cuts.append(0)
    var index = 0
    func follows(_ word: StaticString) -> Bool {
      guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
      for offset in 0..<word.utf8CodeUnitCount where lower(bytes[index + offset]) != (unsafe word.utf8Start[offset]) {
        return false
      }
      return true
    }
    let (spaced, others) = cuttersBySign
    while index < bytes.count, cuts.count < 12 {
      let isSpace = bytes[index] == 0x20
      if isSpace, index > 0, opensDate(at: index + 1, in: bytes) {
        cuts.append(index)
        index += 1
        continue
      }
      let sign = isSpace ? index + 1 < bytes.count ? bytes[index + 1] : 0 : bytes[index]
      for cutter in (isSpace ? spaced : others)[Int(sign)] where follows(cutter) {
        cuts.append(index)
        cuts.append(min(bytes.count, index + cutter.utf8CodeUnitCount))
        index += cutter.utf8CodeUnitCount - 1
        break
      }
      index += 1
    }
    cuts.append(bytes.count)
    var pieces: [Range<Int>] = []
    pieces.reserveCapacity(cuts.count)
    for position in 1..<cuts.count where cuts[position] > cuts[position - 1] {
      let piece = cuts[position - 1]..<cuts[position]
      if bytes[piece].contains(where: {
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a || $0 >= 0x80 || ($0 >= 0x30 && $0 <= 0x39)
      }) {
        pieces.append(piece)
      }
    }
    return pieces.isEmpty ? [0..<bytes.count] : pieces
  }
}
