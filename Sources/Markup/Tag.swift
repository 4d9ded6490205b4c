/// An element's name as a small number, so that comparing tags is comparing integers.
@frozen public struct Tag: RawRepresentable, Hashable, Sendable {
  /// The position in the table of names.
  public let rawValue: UInt16
  /// Makes the value at a position of the table.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A run of text.
  @inlinable public static var text: Tag { Tag(rawValue: 0) }
  /// The document itself, node 0.
  @inlinable public static var document: Tag { Tag(rawValue: 1) }
  /// An element that this table does not list.
  @inlinable public static var other: Tag { Tag(rawValue: 2) }
  /// `a`.
  @inlinable public static var a: Tag { Tag(rawValue: 3) }
  /// `abbr`.
  @inlinable public static var abbr: Tag { Tag(rawValue: 4) }
  /// `acronym`.
  @inlinable public static var acronym: Tag { Tag(rawValue: 5) }
  /// `address`.
  @inlinable public static var address: Tag { Tag(rawValue: 6) }
  /// `applet`.
  @inlinable public static var applet: Tag { Tag(rawValue: 7) }
  /// `area`.
  @inlinable public static var area: Tag { Tag(rawValue: 8) }
  /// `article`.
  @inlinable public static var article: Tag { Tag(rawValue: 9) }
  /// `aside`.
  @inlinable public static var aside: Tag { Tag(rawValue: 10) }
  /// `audio`.
  @inlinable public static var audio: Tag { Tag(rawValue: 11) }
  /// `b`.
  @inlinable public static var b: Tag { Tag(rawValue: 12) }
  /// `base`.
  @inlinable public static var base: Tag { Tag(rawValue: 13) }
  /// `basefont`.
  @inlinable public static var basefont: Tag { Tag(rawValue: 14) }
  /// `bdi`.
  @inlinable public static var bdi: Tag { Tag(rawValue: 15) }
  /// `bdo`.
  @inlinable public static var bdo: Tag { Tag(rawValue: 16) }
  /// `big`.
  @inlinable public static var big: Tag { Tag(rawValue: 17) }
  /// `blink`.
  @inlinable public static var blink: Tag { Tag(rawValue: 18) }
  /// `blockquote`.
  @inlinable public static var blockquote: Tag { Tag(rawValue: 19) }
  /// `body`.
  @inlinable public static var body: Tag { Tag(rawValue: 20) }
  /// `br`.
  @inlinable public static var br: Tag { Tag(rawValue: 21) }
  /// `button`.
  @inlinable public static var button: Tag { Tag(rawValue: 22) }
  /// `canvas`.
  @inlinable public static var canvas: Tag { Tag(rawValue: 23) }
  /// `caption`.
  @inlinable public static var caption: Tag { Tag(rawValue: 24) }
  /// `center`.
  @inlinable public static var center: Tag { Tag(rawValue: 25) }
  /// `cite`.
  @inlinable public static var cite: Tag { Tag(rawValue: 26) }
  /// `code`.
  @inlinable public static var code: Tag { Tag(rawValue: 27) }
  /// `col`.
  @inlinable public static var col: Tag { Tag(rawValue: 28) }
  /// `colgroup`.
  @inlinable public static var colgroup: Tag { Tag(rawValue: 29) }
  /// `data`.
  @inlinable public static var data: Tag { Tag(rawValue: 30) }
  /// `datalist`.
  @inlinable public static var datalist: Tag { Tag(rawValue: 31) }
  /// `dd`.
  @inlinable public static var dd: Tag { Tag(rawValue: 32) }
  /// `del`.
  @inlinable public static var del: Tag { Tag(rawValue: 33) }
  /// `details`.
  @inlinable public static var details: Tag { Tag(rawValue: 34) }
  /// `dfn`.
  @inlinable public static var dfn: Tag { Tag(rawValue: 35) }
  /// `dialog`.
  @inlinable public static var dialog: Tag { Tag(rawValue: 36) }
  /// `dir`.
  @inlinable public static var dir: Tag { Tag(rawValue: 37) }
  /// `div`.
  @inlinable public static var div: Tag { Tag(rawValue: 38) }
  /// `dl`.
  @inlinable public static var dl: Tag { Tag(rawValue: 39) }
  /// `dt`.
  @inlinable public static var dt: Tag { Tag(rawValue: 40) }
  /// `em`.
  @inlinable public static var em: Tag { Tag(rawValue: 41) }
  /// `embed`.
  @inlinable public static var embed: Tag { Tag(rawValue: 42) }
  /// `fieldset`.
  @inlinable public static var fieldset: Tag { Tag(rawValue: 43) }
  /// `figcaption`.
  @inlinable public static var figcaption: Tag { Tag(rawValue: 44) }
  /// `figure`.
  @inlinable public static var figure: Tag { Tag(rawValue: 45) }
  /// `font`.
  @inlinable public static var font: Tag { Tag(rawValue: 46) }
  /// `footer`.
  @inlinable public static var footer: Tag { Tag(rawValue: 47) }
  /// `form`.
  @inlinable public static var form: Tag { Tag(rawValue: 48) }
  /// `frame`.
  @inlinable public static var frame: Tag { Tag(rawValue: 49) }
  /// `frameset`.
  @inlinable public static var frameset: Tag { Tag(rawValue: 50) }
  /// `h1`.
  @inlinable public static var h1: Tag { Tag(rawValue: 51) }
  /// `h2`.
  @inlinable public static var h2: Tag { Tag(rawValue: 52) }
  /// `h3`.
  @inlinable public static var h3: Tag { Tag(rawValue: 53) }
  /// `h4`.
  @inlinable public static var h4: Tag { Tag(rawValue: 54) }
  /// `h5`.
  @inlinable public static var h5: Tag { Tag(rawValue: 55) }
  /// `h6`.
  @inlinable public static var h6: Tag { Tag(rawValue: 56) }
  /// `head`.
  @inlinable public static var head: Tag { Tag(rawValue: 57) }
  /// `header`.
  @inlinable public static var header: Tag { Tag(rawValue: 58) }
  /// `hgroup`.
  @inlinable public static var hgroup: Tag { Tag(rawValue: 59) }
  /// `hr`.
  @inlinable public static var hr: Tag { Tag(rawValue: 60) }
  /// `html`.
  @inlinable public static var html: Tag { Tag(rawValue: 61) }
  /// `i`.
  @inlinable public static var i: Tag { Tag(rawValue: 62) }
  /// `iframe`.
  @inlinable public static var iframe: Tag { Tag(rawValue: 63) }
  /// `img`.
  @inlinable public static var img: Tag { Tag(rawValue: 64) }
  /// `input`.
  @inlinable public static var input: Tag { Tag(rawValue: 65) }
  /// `ins`.
  @inlinable public static var ins: Tag { Tag(rawValue: 66) }
  /// `kbd`.
  @inlinable public static var kbd: Tag { Tag(rawValue: 67) }
  /// `label`.
  @inlinable public static var label: Tag { Tag(rawValue: 68) }
  /// `legend`.
  @inlinable public static var legend: Tag { Tag(rawValue: 69) }
  /// `li`.
  @inlinable public static var li: Tag { Tag(rawValue: 70) }
  /// `link`.
  @inlinable public static var link: Tag { Tag(rawValue: 71) }
  /// `main`.
  @inlinable public static var main: Tag { Tag(rawValue: 72) }
  /// `map`.
  @inlinable public static var map: Tag { Tag(rawValue: 73) }
  /// `mark`.
  @inlinable public static var mark: Tag { Tag(rawValue: 74) }
  /// `marquee`.
  @inlinable public static var marquee: Tag { Tag(rawValue: 75) }
  /// `math`.
  @inlinable public static var math: Tag { Tag(rawValue: 76) }
  /// `menu`.
  @inlinable public static var menu: Tag { Tag(rawValue: 77) }
  /// `meta`.
  @inlinable public static var meta: Tag { Tag(rawValue: 78) }
  /// `meter`.
  @inlinable public static var meter: Tag { Tag(rawValue: 79) }
  /// `nav`.
  @inlinable public static var nav: Tag { Tag(rawValue: 80) }
  /// `nobr`.
  @inlinable public static var nobr: Tag { Tag(rawValue: 81) }
  /// `noembed`.
  @inlinable public static var noembed: Tag { Tag(rawValue: 82) }
  /// `noframes`.
  @inlinable public static var noframes: Tag { Tag(rawValue: 83) }
  /// `noscript`.
  @inlinable public static var noscript: Tag { Tag(rawValue: 84) }
  /// `object`.
  @inlinable public static var object: Tag { Tag(rawValue: 85) }
  /// `ol`.
  @inlinable public static var ol: Tag { Tag(rawValue: 86) }
  /// `optgroup`.
  @inlinable public static var optgroup: Tag { Tag(rawValue: 87) }
  /// `option`.
  @inlinable public static var option: Tag { Tag(rawValue: 88) }
  /// `output`.
  @inlinable public static var output: Tag { Tag(rawValue: 89) }
  /// `p`.
  @inlinable public static var p: Tag { Tag(rawValue: 90) }
  /// `param`.
  @inlinable public static var param: Tag { Tag(rawValue: 91) }
  /// `picture`.
  @inlinable public static var picture: Tag { Tag(rawValue: 92) }
  /// `plaintext`.
  @inlinable public static var plaintext: Tag { Tag(rawValue: 93) }
  /// `pre`.
  @inlinable public static var pre: Tag { Tag(rawValue: 94) }
  /// `progress`.
  @inlinable public static var progress: Tag { Tag(rawValue: 95) }
  /// `q`.
  @inlinable public static var q: Tag { Tag(rawValue: 96) }
  /// `rp`.
  @inlinable public static var rp: Tag { Tag(rawValue: 97) }
  /// `rt`.
  @inlinable public static var rt: Tag { Tag(rawValue: 98) }
  /// `ruby`.
  @inlinable public static var ruby: Tag { Tag(rawValue: 99) }
  /// `s`.
  @inlinable public static var s: Tag { Tag(rawValue: 100) }
  /// `samp`.
  @inlinable public static var samp: Tag { Tag(rawValue: 101) }
  /// `script`.
  @inlinable public static var script: Tag { Tag(rawValue: 102) }
  /// `search`.
  @inlinable public static var search: Tag { Tag(rawValue: 103) }
  /// `section`.
  @inlinable public static var section: Tag { Tag(rawValue: 104) }
  /// `select`.
  @inlinable public static var select: Tag { Tag(rawValue: 105) }
  /// `slot`.
  @inlinable public static var slot: Tag { Tag(rawValue: 106) }
  /// `small`.
  @inlinable public static var small: Tag { Tag(rawValue: 107) }
  /// `source`.
  @inlinable public static var source: Tag { Tag(rawValue: 108) }
  /// `span`.
  @inlinable public static var span: Tag { Tag(rawValue: 109) }
  /// `strike`.
  @inlinable public static var strike: Tag { Tag(rawValue: 110) }
  /// `strong`.
  @inlinable public static var strong: Tag { Tag(rawValue: 111) }
  /// `style`.
  @inlinable public static var style: Tag { Tag(rawValue: 112) }
  /// `sub`.
  @inlinable public static var sub: Tag { Tag(rawValue: 113) }
  /// `summary`.
  @inlinable public static var summary: Tag { Tag(rawValue: 114) }
  /// `sup`.
  @inlinable public static var sup: Tag { Tag(rawValue: 115) }
  /// `svg`.
  @inlinable public static var svg: Tag { Tag(rawValue: 116) }
  /// `table`.
  @inlinable public static var table: Tag { Tag(rawValue: 117) }
  /// `tbody`.
  @inlinable public static var tbody: Tag { Tag(rawValue: 118) }
  /// `td`.
  @inlinable public static var td: Tag { Tag(rawValue: 119) }
  /// `template`.
  @inlinable public static var template: Tag { Tag(rawValue: 120) }
  /// `textarea`.
  @inlinable public static var textarea: Tag { Tag(rawValue: 121) }
  /// `tfoot`.
  @inlinable public static var tfoot: Tag { Tag(rawValue: 122) }
  /// `th`.
  @inlinable public static var th: Tag { Tag(rawValue: 123) }
  /// `thead`.
  @inlinable public static var thead: Tag { Tag(rawValue: 124) }
  /// `time`.
  @inlinable public static var time: Tag { Tag(rawValue: 125) }
  /// `title`.
  @inlinable public static var title: Tag { Tag(rawValue: 126) }
  /// `tr`.
  @inlinable public static var tr: Tag { Tag(rawValue: 127) }
  /// `track`.
  @inlinable public static var track: Tag { Tag(rawValue: 128) }
  /// `tt`.
  @inlinable public static var tt: Tag { Tag(rawValue: 129) }
  /// `u`.
  @inlinable public static var u: Tag { Tag(rawValue: 130) }
  /// `ul`.
  @inlinable public static var ul: Tag { Tag(rawValue: 131) }
  /// `var`.
  @inlinable public static var `var`: Tag { Tag(rawValue: 132) }
  /// `video`.
  @inlinable public static var video: Tag { Tag(rawValue: 133) }
  /// `wbr`.
  @inlinable public static var wbr: Tag { Tag(rawValue: 134) }
  /// `xmp`.
  @inlinable public static var xmp: Tag { Tag(rawValue: 135) }
  /// `bgsound`.
  @inlinable public static var bgsound: Tag { Tag(rawValue: 136) }
  /// `keygen`.
  @inlinable public static var keygen: Tag { Tag(rawValue: 137) }
  /// `listing`.
  @inlinable public static var listing: Tag { Tag(rawValue: 138) }
  /// `rb`.
  @inlinable public static var rb: Tag { Tag(rawValue: 139) }
  /// `rtc`.
  @inlinable public static var rtc: Tag { Tag(rawValue: 140) }
  /// `foreignobject`.
  @inlinable public static var foreignObject: Tag { Tag(rawValue: 141) }
  /// `desc`.
  @inlinable public static var desc: Tag { Tag(rawValue: 142) }
  /// `annotation-xml`.
  @inlinable public static var annotationXML: Tag { Tag(rawValue: 143) }
  /// `mi`.
  @inlinable public static var mi: Tag { Tag(rawValue: 144) }
  /// `mo`.
  @inlinable public static var mo: Tag { Tag(rawValue: 145) }
  /// `mn`.
  @inlinable public static var mn: Tag { Tag(rawValue: 146) }
  /// `ms`.
  @inlinable public static var ms: Tag { Tag(rawValue: 147) }
  /// `mtext`.
  @inlinable public static var mtext: Tag { Tag(rawValue: 148) }

  /// The name in lower case, as HTML writes it; empty for the values that are no names.
  public var name: String { Int(rawValue) < Tag.names.count ? Tag.names[Int(rawValue)] : "" }

  /// All names in the order of the raw values; the first 3 are empty.
  public static let names: [String] = [
    "", "", "", "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption",
    "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog",
    "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i",
    "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee",
    "math", "menu", "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol",
    "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rp", "rt",
    "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
    "bgsound", "keygen", "listing", "rb", "rtc", "foreignobject", "desc", "annotation-xml", "mi", "mo", "mn",
    "ms", "mtext",
  ]
}
