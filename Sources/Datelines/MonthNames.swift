/// The names of the months in the languages of the blogs that we meet.
enum MonthNames {
  /// The month, 1…12, that a word names; `nil` when it names none.
  static func month(_ key: UInt64) -> Int? { table[key] }

  private static let table: WordTable = {
    var entries: [(key: UInt64, value: Int)] = []
    for language in languages {
      let months = language.utf8.split(separator: 0x2c, omittingEmptySubsequences: false)
      for (position, names) in months.enumerated() {
        for name in names.split(separator: 0x20) { entries.append((WordKey.key(of: Substring(name)), position + 1)) }
      }
    }
    return WordTable(entries)
  }()

  /// Twelve groups a language; the first language that claims a word keeps it.
  ///
  /// Nominative, the case that stands in dates, and the usual short forms. Written without diacritics where the
  /// tokenizer folds them (Latin, Greek); Croatian `listopad` (October) yields to Polish and Czech (November).
  private static let languages = [
    // English
    """
    january jan,february feb febr,march mar,april apr,may,june jun,july jul,august aug,september sept sep,\
    october oct,november nov,december dec
    """,
    // German, Austrian included
    """
    januar janner jaenner jan,februar feber,marz maerz mrz,april,mai,juni,juli,august,september,oktober okt,\
    november,dezember dez
    """,
    // French
    "janvier janv,fevrier fevr fev,mars,avril avr,mai,juin,juillet juil,aout,septembre,octobre,novembre,decembre",
    // Spanish, Portuguese, Italian, Catalan
    """
    enero ene,febrero,marzo,abril abr,mayo,junio,julio,agosto ago,septiembre setiembre set,octubre,noviembre,\
    diciembre dic
    """,
    "janeiro,fevereiro fev,marco,abril,maio,junho,julho,agosto,setembro,outubro out,novembro,dezembro dez",
    """
    gennaio gen,febbraio,marzo,aprile,maggio mag,giugno giu,luglio lug,agosto,settembre sett,ottobre ott,\
    novembre,dicembre
    """,
    "gener,febrer,marc,abril,maig,juny,juliol,agost ag,setembre,octubre,novembre,desembre des",
    // Dutch
    "januari,februari,maart mrt,april,mei,juni,juli,augustus,september,oktober,november,december",
    // Swedish, Danish, Norwegian
    "januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december",
    "januar,februar,marts,april,maj,juni,juli,august,september,oktober,november,desember des",
    // Finnish
    """
    tammikuu tammikuuta tammi,helmikuu helmikuuta helmi,maaliskuu maaliskuuta maalis,huhtikuu huhtikuuta huhti,\
    toukokuu toukokuuta touko,kesakuu kesakuuta kesa,heinakuu heinakuuta heina,elokuu elokuuta elo,\
    syyskuu syyskuuta syys,lokakuu lokakuuta loka,marraskuu marraskuuta marras,joulukuu joulukuuta joulu
    """,
    // Estonian
    "jaanuar,veebruar,marts,aprill,mai,juuni,juuli,august,september,oktoober,november,detsember",
    // Polish
    """
    styczen stycznia sty,luty lutego lut,marzec marca,kwiecien kwietnia kwi,maj maja,czerwiec czerwca cze,\
    lipiec lipca lip,sierpien sierpnia sie,wrzesien wrzesnia wrz,pazdziernik pazdziernika paz,\
    listopad listopada lis,grudzien grudnia gru
    """,
    // Czech, Slovak
    """
    leden ledna led,unor unora uno,brezen brezna bre,duben dubna dub,kveten kvetna kve,cerven cervna cvn cer,\
    cervenec cervence cvc,srpen srpna srp,zari zar,rijen rijna rij,listopad listopadu,prosinec prosince pro
    """,
    "januara,februara,marec marca,aprila,maja,juna,jula,augusta,septembra,oktobra,novembra,decembra",
    // Slovene, Croatian, Serbian in Latin letters
    """
    januarja,februarja,marca,aprila,maja,junij junija,julij julija,avgust avgusta avg,septembra,oktobra,\
    novembra,decembra
    """,
    """
    sijecanj sijecnja sij,veljaca veljace velj,ozujak ozujka ozu,travanj travnja tra,svibanj svibnja svi,\
    lipanj lipnja,srpanj srpnja,kolovoz kolovoza kol,rujan rujna ruj,,studeni studenoga studenog stu,
    """,
    // Hungarian
    """
    januar,februar,marcius marc,aprilis apr,majus maj,junius jun,julius jul,augusztus aug,szeptember szept szep,\
    oktober,november,december
    """,
    // Romanian
    """
    ianuarie ian,februarie,martie,aprilie,mai,iunie iun,iulie iul,august,septembrie,octombrie,noiembrie noi,\
    decembrie
    """,
    // Turkish
    """
    ocak oca,subat sub,mart,nisan nis,mayis,haziran haz,temmuz tem,agustos agu,eylul eyl,ekim eki,kasim kas,\
    aralik ara
    """,
    // Indonesian, Malay
    """
    januari,februari pebruari peb,maret,april,mei,juni,juli,agustus agt agu,september,oktober,\
    november nopember nop,desember
    """,
    "januari,februari,mac,april,mei,jun,julai,ogos,september,oktober,november,disember dis",
    // Latvian, Lithuanian
    """
    janvaris janvari,februaris februari,marts marta,aprilis aprili,maijs maija,junijs junija,julijs julija,\
    augusts augusta,septembris septembri,oktobris oktobri,novembris novembri,decembris decembri
    """,
    """
    sausis sausio,vasaris vasario,kovas kovo,balandis balandzio,geguze geguzes,birzelis birzelio,liepa liepos,\
    rugpjutis rugpjucio,rugsejis rugsejo,spalis spalio,lapkritis lapkricio,gruodis gruodzio
    """,
    // Russian
    """
    январь января янв,февраль февраля фев февр,март марта мар,апрель апреля апр,май мая,июнь июня июн,\
    июль июля июл,август августа авг,сентябрь сентября сен сент,октябрь октября окт,ноябрь ноября ноя нояб,\
    декабрь декабря дек
    """,
    // Ukrainian
    """
    січень січня січ,лютий лютого лют,березень березня бер,квітень квітня кві квіт,травень травня тра трав,\
    червень червня чер черв,липень липня лип,серпень серпня сер серп,вересень вересня вер,\
    жовтень жовтня жов жовт,листопад листопада лис лист,грудень грудня гру груд
    """,
    // Bulgarian, Serbian
    "януари ян яну,февруари,март,април,май,юни,юли,август,септември сеп септ,октомври,ноември ное,декември",
    """
    јануар јануара јан,фебруар фебруара феб,марта,априла,мај маја,јун јуна,јул јула,августа,септембар септембра,\
    октобар октобра,новембар новембра нов,децембар децембра дец
    """,
    // Greek
    """
    ιανουαριος ιανουαριου ιαν,φεβρουαριος φεβρουαριου φεβ,μαρτιος μαρτιου μαρ,απριλιος απριλιου απρ,\
    μαιος μαιου μαι,ιουνιος ιουνιου ιουν,ιουλιος ιουλιου ιουλ,αυγουστος αυγουστου αυγ,\
    σεπτεμβριος σεπτεμβριου σεπ σεπτ,οκτωβριος οκτωβριου οκτ,νοεμβριος νοεμβριου νοε νοεμ,\
    δεκεμβριος δεκεμβριου δεκ
    """,
    // Hebrew with and without its "in", Arabic, Hindi
    """
    ינואר בינואר,פברואר בפברואר,מרץ במרץ,אפריל באפריל,מאי במאי,יוני ביוני,יולי ביולי,אוגוסט באוגוסט,\
    ספטמבר בספטמבר,אוקטובר באוקטובר,נובמבר בנובמבר,דצמבר בדצמבר
    """,
    "يناير,فبراير,مارس,ابريل,مايو,يونيو,يوليو,اغسطس,سبتمبر,اكتوبر,نوفمبر,ديسمبر",
    "जनवरी,फरवरी फ़रवरी,मार्च,अप्रैल,मई,जून,जुलाई,अगस्त,सितंबर सितम्बर,अक्टूबर अक्तूबर,नवंबर नवम्बर,दिसंबर दिसम्बर",
    // Persian: the calendar's own months, then the common ones
    "فروردین,اردیبهشت,خرداد,تیر,مرداد,شهریور,مهر,ابان,اذر,دی,بهمن,اسفند",
    "ژانویه,فوریه,مارس,اوریل,مه می,ژوئن,ژوئیه جولای,اوت اگوست,سپتامبر,اکتبر,نوامبر,دسامبر",
    // Bengali, Georgian, Vietnamese's numbered months are read as numbers
    "জানুয়ারী জানুয়ারি,ফেব্রুয়ারী ফেব্রুয়ারি,মার্চ,এপ্রিল,মে,জুন,জুলাই,আগস্ট,সেপ্টেম্বর,অক্টোবর,নভেম্বর,ডিসেম্বর",
    """
    იანვარი იან,თებერვალი თებ,მარტი მარ,აპრილი აპრ,მაისი მაი,ივნისი ივნ,ივლისი ივლ,აგვისტო აგვ,სექტემბერი სექ,\
    ოქტომბერი ოქტ,ნოემბერი ნოე,დეკემბერი დეკ
    """,
  ]
}
