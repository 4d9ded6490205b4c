internal import Datelines
internal import JSONCoding
internal import Model
internal import Reporting

extension EventJSON {
  /// The events of an array; entries without a label or a date that can be read are left out.
  static func events(in value: JSONValue?) -> [Event] {
    (value?.array ?? []).compactMap { event in
      guard let label = event["label"]?.string, let date = event["date"]?.string,
        let time = Dateline.timestamp(fromMachine: date, source: .text)
      else { return nil }
      return Event(date: time, label: label)
    }
  }
}
