import Datelines
import Extraction
import JSONCoding
import Markup
import Model

extension Conformance {
  /// Times, absolute and told from now.
  static let dateSuites: [String: Answer] = [
    // The suite's libraries were run for readers of English, who put the month first.
    "dates": { item, writer in
      let text = item.text("input") ?? ""
      let time =
        Dateline.timestamp(fromMachine: text, source: .text)
        ?? Dateline.timestamp(fromHuman: text, source: .text, dayFirst: false)
      writer.string(time?.instant.description)
    },
    // Only the day of publication is asked for; the day of the last change is no question that stance answers.
    "html_date": { item, writer in
      let document = HTMLParser().document(from: item.text("html") ?? "")
      guard let address = Address(item.text("url") ?? "http://page.invalid/"), item.text("which") == "published" else {
        writer.null()
        return
      }
      let evidence = Extractor().evidence(in: document, at: address, fetched: Instant(seconds: 1_750_000_000))
      writer.string(evidence.dates.first?.value.day)
    },
    "dates_relative": { item, writer in
      let now = item.text("now").flatMap { Dateline.timestamp(fromMachine: $0, source: .api) }?.instant
      let time = now.flatMap { Dateline.timestamp(relative: item.text("input") ?? "", now: $0) }
      writer.string(time?.instant.description)
    },
  ]
}
