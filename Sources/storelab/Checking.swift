import Archiving
import Glibc
import Model
import Storage

/// Checks that everything up to a number is there: whole, once, and with its answer in the archive.
enum Checking {
  static func run(folder: String, last: Int) throws {
    var lost = 0
    var torn = 0
    var unarchived = 0
    var seen: Set<String> = []
    var doubled = 0
    do {
      // Opening for writing mends what the crash left, as the next crawl would.
      let store = try Store(folder: folder, mode: .write)
      let archive = try Archive(
        folder: folder + "/archive", aside: folder + "/aside",
        purpose: Archive.Purpose(software: "storelab", service: "Klout"), at: Instant(seconds: Int64(time(nil))))
      try archive.close()
      if last >= 0 {
        for number in 0...last {
          guard let record = try store.record(forPage: Writing.address(number), service: "Klout") else {
            lost += 1
            continue
          }
          if record.conversation.post?.text != Writing.text(number) { torn += 1 }
        }
      }
      store.forEachPage { if !seen.insert($0).inserted { doubled += 1 } }
      try store.close()
    }
    let verification = try Store.verify(folder: folder)
    let archive = try ArchiveCheck.run(folder: folder + "/archive")
    // Each page was written once: as many lines as pages, or something stands twice.
    doubled += verification.records - seen.count
    if last >= 0 {
      for number in 0...last {
        guard let key = Address(Writing.address(number))?.pageKey else { continue }
        if !archive.pages.contains(Fingerprint(key).folded) { unarchived += 1 }
      }
    }
    let damages = verification.damages.map(\.description) + archive.damages.map(\.description)
    for damage in damages { StoreLab.say("damage: \(damage)") }
    StoreLab.say(
      "\(last + 1) acknowledged: \(lost) lost, \(torn) torn, \(doubled) doubled, \(unarchived) without their answer")
    if lost + torn + doubled + unarchived + damages.count > 0 { exit(1) }
  }
}
