/// Members of objects (RFC 8259 §4): a name with its value in one call.
///
/// Names are literals of ours that need no escapes; a name that is only known at run time goes through ``key(_:)``.
extension JSONWriter {
  /// Writes a member with a text, or `null` for none.
  public mutating func member(_ name: StaticString, _ value: String?) {
    guard let value else { return nullField(name) }
    field(name)
    string(value)
  }

  /// Writes a member with a whole number, or `null` for none.
  public mutating func member(_ name: StaticString, _ value: Int?) {
    guard let value else { return nullField(name) }
    field(name)
    integer(value)
  }

  /// Writes a member with a number, or `null` for none and for what JSON has no word for.
  public mutating func member(_ name: StaticString, _ value: Double?) {
    field(name)
    number(value)
  }

  /// Writes a member with `true` or `false`, or `null` for none.
  public mutating func member(_ name: StaticString, _ value: Bool?) {
    guard let value else { return nullField(name) }
    field(name)
    bool(value)
  }

  /// Writes a member with a list of texts.
  @inlinable public mutating func member(_ name: StaticString, _ values: some Sequence<String>) {
    field(name)
    strings(values)
  }

  /// Writes a member with a list of objects, one for each item; the closure writes an item's members.
  @inlinable public mutating func objects<Items: Sequence>(
    _ name: StaticString, _ items: Items, members: (Items.Element, inout JSONWriter) -> Void
  ) {
    beginArray(name)
    for item in items {
      beginObject()
      members(item, &self)
      endObject()
    }
    endArray()
  }

  /// Opens a member whose value is an object.
  public mutating func beginObject(_ name: StaticString) {
    field(name)
    beginObject()
  }

  /// Opens a member whose value is an array.
  public mutating func beginArray(_ name: StaticString) {
    field(name)
    beginArray()
  }
}
