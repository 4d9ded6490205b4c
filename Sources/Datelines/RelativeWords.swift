internal import Model

/// The words of "3 weeks ago" in the languages of the blogs that we meet.
enum RelativeWords {
  /// A unit of time, smallest first.
  enum Unit: Int {
    case second, minute, hour, day, week, month, year, decade

    /// Its length in seconds where it has one.
    var seconds: Double {
      switch self {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      case .day: 86_400
      case .week: 604_800
      case .month, .year, .decade: 0
      }
    }

    /// How exactly a count of this unit tells a time.
    var precision: Timestamp.Precision {
      switch self {
      case .second: .second
      case .minute: .minute
      case .hour, .day: .day
      case .week, .month: .month
      case .year, .decade: .year
      }
    }
  }

  /// Names of units, singular, plural, cases and short forms.
  private static let unitTable = WordTable(
    ([
      (
        .second,
        """
        s sec secs second seconds sekunde sekunden sek seconde secondes segundo segundos segundi secondo secondi seg
        seconden sekund sekunder sekunnin sekunti sekuntia sekundy sekundu sekund secunde secunda секунда секунды секунд секунду
        сек saniye sn detik masodperc masodperce masodperccel δευτερολεπτα δευτερολεπτο 秒 초 секунди
        """
      ),
      (
        .minute,
        """
        min mins minute minutes mn minuten minuto minutos minuti minuut minuter minutter minutt minuutin minuutti minuuttia
        minuta minuty minut minutu minutami perc perce perccel минута минуты минут минуту мин dakika dk menit λεπτα λεπτο
        分 분 хвилин хвилини хвилину хв m
        """
      ),
      (
        .hour,
        """
        h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren uurs timme timmar time timer tim
        tunnin tunti tuntia godzina godziny godzin godzine godz hodina hodiny hodin hodinu hodinami ora oraja oraval
        час часа часов ч saat sa jam ωρα ωρες 时 時 시간 годин години годину
        """
      ),
      (
        .day,
        """
        d day days tag tage tagen jour jours j dia dias giorno giorni gg dag dagen dagar dage dager paivan paiva paivaa
        dzien dni dnia den dny dnu dnem dnech nap napja nappal zi zile день дня дней дн gun hari μερα μερες ημερα ημερες
        天 日 일 дні днів
        """
      ),
      (
        .week,
        """
        w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka veckor uge uger uke
        uker viikko viikkoa viikon tydzien tygodnie tygodni tygodniu tyden tydny tydnu het hete hettel saptamana saptamani
        неделя недели недель неделю hafta minggu εβδομαδα εβδομαδες 周 週 주 тиждень тижні тижнів
        """
      ),
      (
        .month,
        """
        mo mos mon mth month months monat monate monaten mois mes meses mese mesi maand maanden manad manader maned maneder
        kuukausi kuukautta kuukauden miesiac miesiace miesiecy mesic mesice mesici mesicu honap honapja honappal luna luni
        месяц месяца месяцев мес ay bulan μηνα μηνες μηνας 月 개월 달 місяць місяці місяців
        """
      ),
      (
        .year,
        """
        y yr yrs year years jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren ar aar vuosi vuotta vuoden
        rok lata lat roku roky let rokem lety ev eve evvel ani год года лет г yil sene tahun χρονο χρονια ετος ετη 年 년
        рік роки років
        """
      ),
      (.decade, "decade decades jahrzehnt jahrzehnten decennie decennies decada decadas decennio decenni"),
    ] as [(Unit, String)]).flatMap { list in WordKey.words(list.1).map { ($0, list.0.rawValue) } })

  /// The unit that a word names, in any number and case.
  static func unit(_ key: UInt64) -> Unit? { unitTable[key].flatMap(Unit.init) }

  /// Units written as two ideographs.
  static let pairs: [UInt64: Unit] = {
    var table: [UInt64: Unit] = [:]
    for (first, second, unit) in [
      ("小", "时", Unit.hour), ("小", "時", .hour), ("時", "間", .hour), ("分", "钟", .minute), ("分", "鐘", .minute),
      ("秒", "钟", .second), ("秒", "鐘", .second), ("週", "間", .week), ("星", "期", .week), ("个", "月", .month),
      ("個", "月", .month), ("ヶ", "月", .month), ("か", "月", .month), ("年", "間", .year), ("日", "間", .day),
      ("分", "間", .minute),
    ] {
      table[pair(WordKey.key(of: first), WordKey.key(of: second))] = unit
    }
    return table
  }()

  static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { first &* 31 &+ second }

  /// Words for numbers.
  static let amounts: WordTable = {
    let lists: [(Int, String)] = [
      (
        1,
        """
        a an one ein eine einem einer einen un une uno una um uma een eén en ett et yksi jeden jedna jedne jedno jednu
        egy o один одну одна bir satu se se ενα μια 一
        """
      ),
      (
        2,
        "two zwei deux dos dois duas due twee tva to kaksi dwa dwie dva dve ket ketto doi doua два две iki dua 两 二 couple"
      ),
      (3, "three drei trois tres tre drie kolme trzy tri harom trei три uc tiga 三"),
      (4, "four vier quatre cuatro quatro quattro fyra fire 四"), (5, "five funf cinq cinco cinque vijf fem 五"),
      (6, "six sechs seis sei zes sex seks 六"), (7, "seven sieben sept siete sete sette zeven sju syv 七"),
      (8, "eight acht huit ocho oito otto atta otte 八"), (9, "nine neun neuf nueve nove negen nio ni 九"),
      (10, "ten zehn dix diez dez dieci tien tio ti 十"), (11, "eleven elf onze once undici"),
      (12, "twelve zwolf douze doce dodici twaalf"),
    ]
    return WordTable(lists.flatMap { list in WordKey.words(list.1).map { ($0, list.0) } })
  }()

  /// Days of the week, 1 for Monday to 7 for Sunday, as forums write them for the week before now.
  static let weekdays: WordTable = {
    let lists = [
      "monday mon montag lundi lunes lunedi maandag segunda mandag poniedzialek понедельник",
      "tuesday tue tues dienstag mardi martes martedi dinsdag terca tisdag tirsdag wtorek вторник",
      "wednesday wed mittwoch mercredi miercoles mercoledi woensdag quarta onsdag sroda среда среду",
      "thursday thu thur thurs donnerstag jeudi jueves giovedi donderdag quinta torsdag czwartek четверг",
      "friday fri freitag vendredi viernes venerdi vrijdag sexta fredag piatek пятница пятницу",
      "saturday sat samstag sonnabend samedi sabado sabato zaterdag lordag sobota суббота субботу",
      "sunday sun sonntag dimanche domingo domenica zondag sondag niedziela воскресенье",
    ]
    return WordTable(lists.enumerated().flatMap { day, list in WordKey.words(list).map { ($0, day + 1) } })
  }()

  /// Words that say how long ago without a number.
  static let vague = WordKey.keys("few couple several moments paar einigen quelques algunos pochi")
  /// Words for the unit before this one.
  static let last = WordKey.keys("last previous past")
  /// Words for now.
  static let now = WordKey.keys("now just jetzt gerade maintenant ahora agora adesso nu nyt teraz ted сейчас")

  private static let fillers = WordKey.keys(
    """
    ago before earlier back past old now and about almost over around approximately circa ca nearly less more than the of
    at on posted commented said wrote written updated
    vor etwa ungefahr rund uber fast her und il y a depuis environ plus moins de et hace unos cerca atras mas y ha ha faz
    aproximadamente mais menos fa circa piu geleden ongeveer bijna for sedan siden cirka om omkring noin sitten temu okolo
    ponad pred asi zhruba cca acum aproape kb ezelott korulbelul назад около почти более тому yaklasik once yang lalu sekitar
    πριν απο περιπου 前 전 преди от και um um i e и та
    """)

  static func isFiller(_ key: UInt64) -> Bool { fillers.contains(key) }

  /// The day that a word or a few name, as days before today.
  static func day(_ reader: DateReader, at position: Int) -> (days: Int, next: Int)? {
    for phrase in phrases[reader.tokens[position].key] ?? [] {
      var matched = 0
      var next = position
      while matched < phrase.keys.count, next < reader.tokens.count {
        // "avant-hier", "l'altro ieri".
        if matched > 0, reader.isMark(next, "-") || reader.isMark(next, "'") {
          next += 1
          continue
        }
        guard reader.tokens[next].kind == .word, reader.tokens[next].key == phrase.keys[matched] else { break }
        matched += 1
        next += 1
      }
      if matched == phrase.keys.count { return (phrase.days, next) }
    }
    return nil
  }

  /// Phrases by their first word, longer ones first.
  private static let phrases: [UInt64: [(keys: [UInt64], days: Int)]] = {
    let lists: [(Int, String)] = [
      (2, "the day before yesterday|day before yesterday|vorgestern|avant hier|anteayer|antier|anteontem"),
      (2, "eergisteren"),
      (2, "l altro ieri|altro ieri|i forrgar|i forgars|toissapaivana|przedwczoraj|predevcirem|позавчера|alaltaieri"),
      (2, "tegnapelott|evvelsi gun|προχθες|一 昨 日|前 天|그저께|позавчора"),
      (1, "yesterday|gestern|hier|ayer|ontem|ieri|gisteren|igar|i gar|eilen|wczoraj|vcera"),
      (1, "вчера|dun|kemarin|tegnap"),
      (1, "χθες|χτες|昨 日|昨 天|어제|вчора"),
      (0, "today|heute|aujourd hui|aujourdhui|hoy|hoje|oggi|vandaag|idag|i dag|tanaan|dzis|dzisiaj"),
      (0, "dnes|сегодня|bugun"),
      (0, "hari ini|astazi|azi|ma|σημερα|今 日|今 天|오늘|сьогодні"),
      (0, "just now|right now|now|less than a minute|gerade eben|maintenant|ahora|agora|adesso|nu|nyt|сейчас"),
    ]
    var phrases: [(keys: [UInt64], days: Int)] = []
    for (days, list) in lists {
      for phrase in list.split(separator: "|") {
        phrases.append((phrase.split(separator: " ").map { WordKey.key(of: $0) }, days))
      }
    }
    return Dictionary(grouping: phrases.sorted { $0.keys.count > $1.keys.count }) { $0.keys.first ?? 0 }
  }()
}
