extension JSONWriter {
  /// Writes a list of texts as the next value.
  @inlinable public mutating func strings(_ values: some Sequence<String>) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
