import Datelines
import JSONCoding
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
    "dates_relative": { item, writer in
      let now = item.text("now").flatMap { Dateline.timestamp(fromMachine: $0, source: .api) }?.instant
      let time = now.flatMap { Dateline.timestamp(relative: item.text("input") ?? "", now: $0) }
      writer.string(time?.instant.description)
    },
  ]
}
