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
      writer.key("json")
      writer.string(json.text)
      writer.key("csv")
      writer.string(CSVField.encoded(text))
      writer.key("terminal")
      writer.string(TerminalText.sanitised(text))
      writer.key("html")
      writer.string(HTMLText.escaped(text))
      writer.endObject()
    }
  ]
}
