/// The commonest words and the telling letters of the languages that the detector knows.
enum LanguageModel {
  /// Tag and words, in lower case; a word may stand in several lists.
  static let stopWords: [(String, String)] = [
    (
      "en",
      """
      the of and to a in is it you that was for on are with as i his they be at one have this from or had by not but what \
      all were we when your can said there an each which she do how their if will up about out them then these so some her \
      would make like him has more my no just don me been now its who did get get than only other could our after why any \
      because even still don't i'm it's am us got never always very much here where going really too think
      """
    ),
    (
      "de",
      """
      der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie \
      nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man \
      sein wurde ich habe mich mir mein meine wir uns kann schon wenn jetzt doch was dann immer wieder hier ihr gibt weil \
      kein keine mehr seit bin
      """
    ),
    (
      "es",
      """
      de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este \
      ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay \
      vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora te estoy mis
      """
    ),
    (
      "fr",
      """
      de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec je son cette \
      mais nous vous on être elle aux ou leur comme tout deux même mon était fait si ses été c'est j'ai ma moi très bien \
      sans aussi ça donc alors
      """
    ),
    (
      "it",
      """
      di e il la che in a per un è del non una sono le si con i da al come più ma lo anche della nel ha mi questo se ho \
      alla dei gli delle nella perché io su essere tutto molto dal mio hanno era ci quando loro solo stato già fatto cosa
      """
    ),
    (
      "pt",
      """
      de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser \
      quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus me minha você
      """
    ),
    (
      "nl",
      """
      de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men \
      dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog geen meer kan
      """
    ),
    (
      "sv",
      """
      och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu \
      har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än kan
      """
    ),
    (
      "da",
      """
      og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over \
      da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være noget
      """
    ),
    (
      "no",
      """
      og i jeg det at en et den til er som på de med han av ikke der så var meg seg men har om vi min mitt ha hadde hun nå \
      over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv her alle vil bli ble kunne inn når være
      """
    ),
    (
      "fi",
      """
      ja on ei se että en hän oli ole olen mutta kun niin kuin minä ovat joka mitä nyt sitä minun vain jos tai siitä sen \
      olla mukaan myös ollut hänen tämä voi jo vielä sekä ne te me he
      """
    ),
    (
      "pl",
      """
      i w nie na się z do to że jest o jak po co tak za ale od już mnie tylko był dla mi jego ja jestem są być może przez \
      czy ma go tego jej był było które który tym pod
      """
    ),
    (
      "cs",
      """
      a v se na je že to s z o i do ale jsem si jak za by po co tak jeho od ve už jen nebo když jako byl pro který jsou \
      není ještě může mi mě aby až podle
      """
    ),
    (
      "hu",
      """
      a az és hogy nem is egy ez van meg volt csak de már mint még ha el azt vagy ki lehet én nagyon most nekem minden
      """
    ),
    (
      "ro",
      """
      și de la a în nu cu pe că o un din este mai sunt să ce se pentru am care dar au fost fi ca le lui ai sau foarte
      """
    ),
    (
      "tr",
      """
      ve bir bu da de için ile çok ne daha ben var ama o gibi kadar olarak değil mi en sonra olan her şey benim ya ki
      """
    ),
    (
      "id",
      """
      yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada bisa kita aku sudah mereka lebih
      """
    ),
    ("vi", "và của là không có được cho một người tôi trong này đã với các những để khi như thì"),
    (
      "ca",
      """
      de la el que i a en les els per un una no és amb del al es va ha més però com si jo ho són aquest aquesta molt també
      """
    ),
  ]

  /// Letters that few languages share.
  static let letters: [String: String] = [
    "de": "ßäöü", "es": "ñ", "fr": "çèêœù", "pt": "ãõç", "sv": "åäö", "da": "æøå", "no": "æøå", "fi": "äö",
    "pl": "łąęśżźćń", "cs": "řěůčšž", "hu": "őű", "ro": "șțăşţ", "tr": "ğışç", "vi": "đơư", "ca": "çò", "it": "ìòù",
  ]
}
