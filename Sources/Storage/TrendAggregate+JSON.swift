import JSONCoding

extension TrendAggregate {
  /// The file's bytes: services and days sorted.
  func encoded(basis: Basis) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("schema", 1)
    writer.beginObject("basis")
    writer.member("segments", basis.segments)
    writer.member("bytes", basis.bytes)
    writer.endObject()
    writer.beginArray("services")
    for (name, service) in services.sorted(by: { $0.key < $1.key }) {
      writer.beginObject()
      writer.member("service", name)
      for (key, value) in [
        ("pages", service.pages), ("posts", service.posts), ("comments", service.comments), ("quotes", service.quotes),
      ] {
        writer.key(key)
        writer.integer(value)
      }
      writer.key("undated")
      TrendAggregate.write(service.undated, day: nil, into: &writer)
      writer.beginArray("days")
      for (day, sums) in service.days.sorted(by: { $0.key < $1.key }) {
        TrendAggregate.write(sums, day: day, into: &writer)
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    // Covers all before it; reading writes the same sums again and compares.
    let check = Checksum(writer.bytes).text
    writer.member("check", check)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ sums: Sums, day: String?, into writer: inout JSONWriter) {
    writer.beginObject()
    if let day {
      writer.member("day", day)
    }
    for (key, value) in [
      ("quitting", sums.quitting), ("defending", sums.defending), ("neutral", sums.neutral), ("unread", sums.unread),
      ("sentiment_millionths", sums.sentiment), ("reported_exits", sums.reportedExits), ("returns", sums.returns),
    ] {
      writer.key(key)
      writer.integer(value)
    }
    writer.endObject()
  }

  /// Reads the file's bytes; `nil` when they are damaged or say another basis.
  init?(decoding bytes: [UInt8], basis: Basis) {
    self.init()
    guard let value = try? JSONValue.parse(bytes), value["schema"]?.int == 1,
      value["basis"]?["segments"]?.int == basis.segments, value["basis"]?["bytes"]?.int == basis.bytes
    else { return nil }
    for item in value["services"]?.array ?? [] {
      var service = Service()
      guard let name = item["service"]?.string, let pages = item["pages"]?.int, let posts = item["posts"]?.int,
        let comments = item["comments"]?.int, let quotes = item["quotes"]?.int,
        let undated = item["undated"].flatMap(TrendAggregate.sums(of:))
      else { return nil }
      service.pages = pages
      service.posts = posts
      service.comments = comments
      service.quotes = quotes
      service.undated = undated
      for day in item["days"]?.array ?? [] {
        guard let name = day["day"]?.string, let sums = TrendAggregate.sums(of: day) else { return nil }
        service.days[name] = sums
      }
      services[name] = service
    }
    // The same sums give the same bytes: any other bytes are not ours.
    guard encoded(basis: basis) == bytes else { return nil }
  }

  /// What the file says it was counted from; `nil` when it is damaged.
  static func basis(in bytes: [UInt8]) -> Basis? {
    guard let stated = try? JSONValue.parse(bytes)["basis"], let segments = stated["segments"]?.int,
      let length = stated["bytes"]?.int
    else { return nil }
    let basis = Basis(segments: segments, bytes: length)
    return TrendAggregate(decoding: bytes, basis: basis).map { _ in basis }
  }

  private static func sums(of value: JSONValue) -> Sums? {
    guard let quitting = value["quitting"]?.int, let defending = value["defending"]?.int,
      let neutral = value["neutral"]?.int, let unread = value["unread"]?.int,
      let sentiment = value["sentiment_millionths"]?.int, let exits = value["reported_exits"]?.int,
      let returns = value["returns"]?.int
    else { return nil }
    var sums = Sums()
    sums.quitting = quitting
    sums.defending = defending
    sums.neutral = neutral
    sums.unread = unread
    sums.sentiment = sentiment
    sums.reportedExits = exits
    sums.returns = returns
    return sums
  }
}
