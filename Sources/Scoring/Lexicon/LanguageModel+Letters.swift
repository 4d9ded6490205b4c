/// How words end and which letters are told apart in the languages that the detector knows.
extension LanguageModel {
  /// Endings of two to five bytes, by tag; an ending may belong to several languages.
  static let endings: [String: String] = [
    "en": "ing ed ly tion ness ould ight ies ous ful less th wn ow ay ey ck ings ers ve ngs nds ts",
    "de": "ung ungen lich liche isch keit heit cht tzt ßen chen ern gen icht eit ste rf sst ierte iert ichen tet rn nn",
    "nl": "ijk ij lijk heid oor aan eer aar tje oek aat eeft gen cht ijd uw den ven ijn",
    "fr": "eux euse eau eaux tion aient ait ais ez que ette elle oir oire ées ée és é ment nt ux rs ir",
    "es": "ción ado ada ados mente idad amos aron iendo ando ía ño ña illo illa ones ito ita os as ó é rá",
    "it": "zione zioni mente ità ato ata ati ando endo ella ello etto etta ssimo are ere ire cchi oni zza ono gna",
    "pt": "ção ções mente ado ada ando endo indo inho inha ões ão dade eiro eira agem ava eram ei ou em ar",
    "sv": "ning ande ade arna orna erna igt ligt skt ör ätt ött ar er en",
    "da": "ede erne ene hed else lig ligt sk øj ser ger er et en",
    "no": "ene het else lig sk øy ser ger er et en ing",
    "fi": "nen ssa ssä sta stä lla llä lle ksi iin taan mme tte ään aan een isti kin kaan uus än ä ni",
    "pl": "ść ania enie anie ego emu ych ów ąc ałem ałam łem ski ska cie cja cję ować yć ić ę ą",
    "cs": "ní ost ého ých ový ová ání ení ská ský ím ám ou em ch",
    "hu": "ság ség nak nek ban ben ból ből tam tem ott ett ás és ok ek unk ünk et",
    "ro": "ul ului ilor esc ește ează ție ții tă ile at ească",
    "tr": "lar ler dir dır yor yorum mak mek lık lik nın nin dan acak ecek mış miş um ım im",
    "id": "kan nya lah pun an",
    "ca": "ció itat ència ment als ons ar es",
    "vi": "ng nh",
  ]

  /// Letters that few languages share.
  static let letters: [String: String] = [
    "de": "ßäöü", "es": "ñ¿¡", "fr": "çèêœùàâîô", "pt": "ãõçáâê", "sv": "åäö", "da": "æøå", "no": "æøå", "fi": "äö",
    "pl": "łąęśżźćń", "cs": "řěůčšžýá", "hu": "őűöüáé", "ro": "șțăşţîâ", "tr": "ğışçüö",
    "vi": "đơưạảấầẩậắằếềểệọốồổộớờợụủứừựỳ",
    "ca": "çòàèí", "it": "ìòùà",
  ]

  /// The commonest language of each script, in the order of the script's number.
  static let scripts = [
    "el", "ru", "he", "ar", "hi", "th", "ja", "zh", "ko", "hy", "ka", "bn", "ta", "te", "am", "km", "my", "si",
  ]

  /// Letters that tell a language from the commonest one of its script.
  static let kindred: [(tag: String, of: String, letters: String)] = [
    ("be", "ru", "ўЎ"), ("uk", "ru", "іїєґІЇЄҐ"), ("sr", "ru", "јљњћђџЈЉЊЋЂЏ"), ("fa", "ar", "پچژگی"),
    ("ur", "ar", "ٹڈڑےں"),
  ]
}
