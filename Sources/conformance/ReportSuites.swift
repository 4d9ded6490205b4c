import JSONCoding
import Reporting

extension Conformance {
  /// Strangers' text in every form that leaves the program.
  static let reportSuites: [String: Answer] = [
    "naughty_strings": { item, writer in
      let text = item.text("string") ?? ""
      var json = JSONWriter()
      json.string(text)
      writer.beginObject()
      writer.member("json", json.text)
      writer.member("csv", CSVField.encoded(text))
      writer.member("terminal", TerminalText.sanitised(text))
      writer.member("html", HTMLText.escaped(text))
      writer.endObject()
    }
  ]
}
