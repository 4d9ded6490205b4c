/// An attribute's name as a small number.
@frozen public struct AttributeName: RawRepresentable, Hashable, Sendable {
  /// The position in the table of names.
  public let rawValue: UInt16
  /// Makes the value at a position of the table.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// An attribute that this table does not list.
  @inlinable public static var other: AttributeName { AttributeName(rawValue: 0) }
  /// `id`.
  @inlinable public static var identifier: AttributeName { AttributeName(rawValue: 1) }
  /// `class`.
  @inlinable public static var `class`: AttributeName { AttributeName(rawValue: 2) }
  /// `href`.
  @inlinable public static var href: AttributeName { AttributeName(rawValue: 3) }
  /// `src`.
  @inlinable public static var source: AttributeName { AttributeName(rawValue: 4) }
  /// `rel`.
  @inlinable public static var relation: AttributeName { AttributeName(rawValue: 5) }
  /// `name`.
  @inlinable public static var name: AttributeName { AttributeName(rawValue: 6) }
  /// `content`.
  @inlinable public static var content: AttributeName { AttributeName(rawValue: 7) }
  /// `property`.
  @inlinable public static var property: AttributeName { AttributeName(rawValue: 8) }
  /// `itemprop`.
  @inlinable public static var itemProperty: AttributeName { AttributeName(rawValue: 9) }
  /// `itemtype`.
  @inlinable public static var itemType: AttributeName { AttributeName(rawValue: 10) }
  /// `itemscope`.
  @inlinable public static var itemScope: AttributeName { AttributeName(rawValue: 11) }
  /// `itemid`.
  @inlinable public static var itemID: AttributeName { AttributeName(rawValue: 12) }
  /// `datetime`.
  @inlinable public static var dateTime: AttributeName { AttributeName(rawValue: 13) }
  /// `title`.
  @inlinable public static var title: AttributeName { AttributeName(rawValue: 14) }
  /// `lang`.
  @inlinable public static var language: AttributeName { AttributeName(rawValue: 15) }
  /// `type`.
  @inlinable public static var type: AttributeName { AttributeName(rawValue: 16) }
  /// `value`.
  @inlinable public static var value: AttributeName { AttributeName(rawValue: 17) }
  /// `cite`.
  @inlinable public static var cite: AttributeName { AttributeName(rawValue: 18) }
  /// `role`.
  @inlinable public static var role: AttributeName { AttributeName(rawValue: 19) }
  /// `style`.
  @inlinable public static var style: AttributeName { AttributeName(rawValue: 20) }
  /// `alt`.
  @inlinable public static var alt: AttributeName { AttributeName(rawValue: 21) }
  /// `hidden`.
  @inlinable public static var hidden: AttributeName { AttributeName(rawValue: 22) }
  /// `action`.
  @inlinable public static var action: AttributeName { AttributeName(rawValue: 23) }
  /// `http-equiv`.
  @inlinable public static var httpEquiv: AttributeName { AttributeName(rawValue: 24) }
  /// `charset`.
  @inlinable public static var charset: AttributeName { AttributeName(rawValue: 25) }
  /// `typeof`.
  @inlinable public static var typeOf: AttributeName { AttributeName(rawValue: 26) }
  /// `about`.
  @inlinable public static var about: AttributeName { AttributeName(rawValue: 27) }
  /// `resource`.
  @inlinable public static var resource: AttributeName { AttributeName(rawValue: 28) }
  /// `rev`.
  @inlinable public static var reverse: AttributeName { AttributeName(rawValue: 29) }
  /// `media`.
  @inlinable public static var media: AttributeName { AttributeName(rawValue: 30) }
  /// `start`.
  @inlinable public static var start: AttributeName { AttributeName(rawValue: 31) }
  /// `for`.
  @inlinable public static var `for`: AttributeName { AttributeName(rawValue: 32) }
  /// `width`.
  @inlinable public static var width: AttributeName { AttributeName(rawValue: 33) }
  /// `height`.
  @inlinable public static var height: AttributeName { AttributeName(rawValue: 34) }
  /// `aria-label`.
  @inlinable public static var ariaLabel: AttributeName { AttributeName(rawValue: 35) }
  /// `aria-hidden`.
  @inlinable public static var ariaHidden: AttributeName { AttributeName(rawValue: 36) }
  /// `data-src`.
  @inlinable public static var dataSource: AttributeName { AttributeName(rawValue: 37) }
  /// `data-time`.
  @inlinable public static var dataTime: AttributeName { AttributeName(rawValue: 38) }
  /// `data-timestamp`.
  @inlinable public static var dataTimestamp: AttributeName { AttributeName(rawValue: 39) }
  /// `data-author`.
  @inlinable public static var dataAuthor: AttributeName { AttributeName(rawValue: 40) }
  /// `data-username`.
  @inlinable public static var dataUsername: AttributeName { AttributeName(rawValue: 41) }
  /// `xml:lang`.
  @inlinable public static var xmlLanguage: AttributeName { AttributeName(rawValue: 42) }
  /// `author`, of elements that a page's script defines.
  @inlinable public static var author: AttributeName { AttributeName(rawValue: 43) }

  /// Whether an attribute says what an element is for where scripts make up the classes: `data-testid`, `data-hook`, `part`.
  @inlinable public var isHook: Bool { rawValue >= 44 && rawValue <= 50 }

  /// The name in lower case, as HTML writes it; empty for the values that are no names.
  public var name: String { Int(rawValue) < AttributeName.names.count ? AttributeName.names[Int(rawValue)] : "" }

  /// All names in the order of the raw values; the first 1 are empty.
  public static let names: [String] = [
    "", "id", "class", "href", "src", "rel", "name", "content", "property", "itemprop", "itemtype",
    "itemscope", "itemid", "datetime", "title", "lang", "type", "value", "cite", "role", "style", "alt",
    "hidden", "action", "http-equiv", "charset", "typeof", "about", "resource", "rev", "media", "start",
    "for", "width", "height", "aria-label", "aria-hidden", "data-src", "data-time", "data-timestamp",
    "data-author", "data-username", "xml:lang", "author", "data-testid", "data-test-id", "data-test", "data-hook",
    "data-qa", "data-role", "part",
  ]
}
