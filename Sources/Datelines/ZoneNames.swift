internal import Model

/// The names of time zones as feeds and blogs write them.
enum ZoneNames {
  /// What a zone's name says.
  enum Zone: Equatable {
    /// So many minutes east of UTC.
    case fixed(Int)
    /// A North American zone that does not say whether it is summer: minutes east of UTC in winter.
    case american(Int)
  }

  /// The zone that a word names.
  ///
  /// Ambiguous letters go to the reading that most blogs mean: IST is India, CST and EST are North America, BST is Britain.
  static func zone(_ key: UInt64) -> Zone? { table[key] }

  /// Names for UTC that a numeric offset may follow: "GMT+0200".
  static let universal = WordKey.keys("utc gmt ut z")

  private static let table: [UInt64: Zone] = {
    var table: [UInt64: Zone] = [:]
    for (offset, names) in fixed {
      for name in names.split(separator: " ") { table[WordKey.key(of: name)] = .fixed(offset) }
    }
    for (offset, names) in american {
      for name in names.split(separator: " ") { table[WordKey.key(of: name)] = .american(offset) }
    }
    return table
  }()

  private static let fixed: [(Int, String)] = [
    (0, "utc gmt ut z wet uct zulu"), (60, "cet met mez bst wat west"), (120, "cest mest mesz eet sast cat"),
    (180, "eest msk eat trt"), (210, "irst"), (240, "msd gst"), (300, "pkt uzt"), (330, "ist"), (345, "npt"),
    (360, "bdt"), (420, "wib ict"), (480, "wita awst sgt hkt myt pht"), (540, "jst kst wit"), (570, "acst"),
    (600, "aest"), (630, "acdt"), (660, "aedt"), (720, "nzst"), (780, "nzdt"), (-60, "azot"), (-120, "brst"),
    (-150, "ndt"), (-180, "brt art adt clst"), (-210, "nst"), (-240, "ast edt clt"), (-300, "est cdt cot pet"),
    (-360, "cst mdt"), (-420, "mst pdt"), (-480, "pst akdt"), (-540, "akst"), (-600, "hst"),
  ]
  private static let american: [(Int, String)] = [
    (-300, "et eastern"), (-360, "ct central"), (-420, "mt mountain"), (-480, "pt pacific"),
  ]

  /// Minutes east of UTC that a zone has at a local reading.
  static func offset(of zone: Zone, at reading: CivilTime) -> Int {
    switch zone {
    case .fixed(let minutes): minutes
    case .american(let winter): isAmericanSummer(reading) ? winter + 60 : winter
    }
  }

  /// Whether North American clocks are an hour ahead by the rules of 1987 and of 2007.
  private static func isAmericanSummer(_ reading: CivilTime) -> Bool {
    let since2007 = reading.year >= 2007
    func sunday(_ which: Int, in month: Int) -> Int {
      let first = CivilTime(year: reading.year, month: month, day: 1).weekday
      return 1 + (7 - first) % 7 + (which - 1) * 7
    }
    let october = CivilTime(year: reading.year, month: 10, day: 31)
    let start = since2007 ? (3, sunday(2, in: 3)) : (4, sunday(1, in: 4))
    let end = since2007 ? (11, sunday(1, in: 11)) : (10, 31 - october.weekday % 7)
    return (reading.month, reading.day) >= start && (reading.month, reading.day) < end
  }
}
