import Archiving
import Glibc
import Model
import Storage

/// Writes numbered pages, and says each number once its record and its answer are acknowledged.
enum Writing {
  /// Pages that are written at once.
  private static let together = 7

  static func run(folder: String, first: Int, batches: Int?) throws {
    let store = try Store(folder: folder, mode: .write, segmentSize: 60_000)
    let archive = try Archive(
      folder: folder + "/archive", aside: folder + "/aside",
      purpose: Archive.Purpose(software: "storelab", service: "Klout"), fileSize: 20_000, at: now)
    var number = first
    var left = batches
    while left != 0 {
      let pages = (number..<(number + together)).map { page($0) }
      try archive.append(
        pages.map { archive.capture($0, as: .page, depth: 0, networkAddress: nil) }, at: now)
      try archive.sync()
      try store.append(pages.map { record(of: $0) })
      number += together
      StoreLab.say(String(number - 1))
      left = left.map { $0 - 1 }
    }
    try archive.close()
    try store.close()
    StoreLab.say("closed")
  }

  static func address(_ number: Int) -> String { "https://blog.example/\(number)" }

  static func text(_ number: Int) -> String {
    (0..<(40 + number % 60)).map { "word\((number &* 31 &+ $0 &* 7919) % 9973)" }.joined(separator: " ")
  }

  private static func page(_ number: Int) -> Page {
    guard let address = Address(address(number)) else { preconditionFailure("the address is a constant") }
    return Page(
      address: address, status: 200, headers: [Header(name: "Content-Type", value: "text/html")],
      body: Array("<p>\(text(number))</p>".utf8), fetched: now)
  }

  private static func record(of page: Page) -> PageRecord {
    let url = page.address.href
    let number = Int(url.split(separator: "/").last ?? "") ?? 0
    let voice = Voice(id: VoiceID.post(page: url), kind: .post, url: url, text: text(number))
    return PageRecord(
      service: "Klout", fetched: page.fetched, status: 200,
      conversation: Conversation(url: url, canonical: url, voices: [voice]), readings: [Reading(stance: .neutral)])
  }

  private static var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
