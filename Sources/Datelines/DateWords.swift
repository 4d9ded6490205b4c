/// The small words of dates: weekdays, halves of the day, ordinal endings, and what merely joins the parts.
enum DateWords {
  /// Days of the week, full and short.
  static let weekdays = WordKey.keys(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so mon die mit don fre sam son
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
    segunda terca quarta quinta sexta feira seg ter qua qui sex
    lunedi martedi mercoledi giovedi venerdi sabato domenica gio
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
    mandag tirsdag onsdag torsdag fredag lordag sondag man tir ons tor fre lor son mandagen
    tisdag tis maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina ke to pe la su ti
    poniedzialek wtorek sroda czwartek piatek sobota niedziela pon wt sr czw pt sob niedz nd
    pondeli utery streda ctvrtek patek nedele po ut st ct pa ne pondelok utorok stvrtok piatok nedela
    ponedjeljak utorak srijeda cetvrtak petak subota nedjelja ponedeljek torek sreda cetrtek petek
    hetfo kedd szerda csutortok pentek szombat vasarnap
    luni marti miercuri joi vineri sambata duminica
    pazartesi sali carsamba persembe cuma cumartesi pazar pzt sal car per cum cmt paz
    senin selasa rabu kamis jumat sabtu minggu
    понедельник вторник среда четверг пятница суббота воскресенье понедельника среду пятницу субботу
    пн вт ср чт пт сб вс пон втр срд чтв птн сбт вск нед
    понеділок вівторок середа четвер пятниця субота неділя нд
    понеделник вторник сряда четвъртък петък събота неделя
    δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη δευ τρι τετ πεμ παρ σαβ κυρ
    월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일
    """)

  /// The half before noon.
  static let morning = WordKey.keys("am vorm vormittags morgens matin ap πμ oo 오전 पूर्वाह्न ص")
  /// The half after noon.
  static let afternoon = WordKey.keys("pm nachm nachmittags abends soir ip μμ os 오후 अपराह्न م")

  /// Endings that make a number an ordinal.
  static let ordinals = WordKey.keys("st nd rd th er re e ere eme de ste ta ni ro go го е ое ый й η ე ই লা ა ი")

  /// Words between the day, the month and the year.
  static let between = WordKey.keys("of de del d di do do the den der г month thang წლის সাল")

  /// Words before an hour, as in "at 2:30" and "um 14.30".
  static let beforeTime = WordKey.keys(
    "at um a as las klo kl kello alle ore ora om o godz ob у в о ve saat pukul jam la στις klokken klockan och u orele")

  /// Words after an hour or between hour and minutes: "14 Uhr", "14h30", "2 o'clock".
  static let hours = WordKey.keys("h hr hrs uhr u ч час годин horas heures uur wib")

  /// Words that may stand anywhere in a text that is a date.
  static let fillers = WordKey.keys(
    """
    at on of the in by um den der dem vom am ab seit le la les el los il lo a as à o os den det de da do dos das dnia dne
    del di om op på kl klo kello klockan klokken alle ore ora orele las les pe la в у о и г год года року рік р ч ve saat
    pukul jam tarih tanggal στις στη την και nap an och og ja i ze dans u lo
    posted published publish updated written created added date dated time since last modified edited comment commented
    submitted said permalink entry filed gepostet veroffentlicht geschrieben datum erstellt aktualisiert stand
    publie poste ecrit mis jour publicado publicada escrito actualizado postado enviado fecha data
    pubblicato scritto inviato aggiornato geplaatst gepubliceerd geschreven publicerad publicerat skrevet skrivet postet
    julkaistu kirjoitettu opublikowano dodano napisany publikovano vlozeno kozzeteve publicat scris
    yayinlanma yayimlanma tarihi gonderildi diposting pada опубликовано добавлено написал дата
    o'clock clock uhr h hrs hours hour anno ad ce s t
    发 表 发 發 於 于 在 ساعت
    წ სન सन् সাল წლის ზე
    """)

  /// Words that are a time of day.
  static func timeOfDay(_ key: UInt64) -> (hour: Int, minute: Int)? {
    if noon.contains(key) { return (12, 0) }
    if midnight.contains(key) { return (0, 0) }
    return nil
  }

  private static let noon = WordKey.keys("noon midday mittags")
  private static let midnight = WordKey.keys("midnight mitternacht minuit medianoche")

  /// Units behind the numbers of Chinese, Japanese and Korean dates.
  static let year = WordKey.keys("年 년")
  static let month = WordKey.keys("月 월")
  static let day = WordKey.keys("日 号 號 일")
  static let hour = WordKey.keys("时 時 点 點 시")
  static let minute = WordKey.keys("分 분")
  static let second = WordKey.keys("秒 초")
}
