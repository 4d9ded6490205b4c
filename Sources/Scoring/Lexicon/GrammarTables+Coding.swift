/// Tables as characters, so that the program need not read the lexicon's files when it starts.
extension GrammarTables {
  /// Appends the tables.
  func write(into writer: inout TableWriter) {
    writer.number(hashes.count)
    for hash in hashes { writer.word(hash) }
    writer.number(expansions.count)
    for (word, parts) in expansions.sorted(by: { $0.key < $1.key }) {
      writer.number(word)
      writer.number(parts.count)
      for part in parts { writer.number(part) }
    }
    let known = forms.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    writer.number(known)
    for form in forms.prefix(known) { writer.number(form) }
    writeSets(into: &writer)
    writer.flags(elements.map { $0.kind.rawValue | ($0.isOptional ? 8 : 0) | ($0.isVerb ? 16 : 0) })
    writer.packed(elements.map { Int($0.value) })
    writePatterns(into: &writer)
    writer.number(firstRated)
    let asked = roleBits.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    writer.number(asked)
    for roles in roleBits.prefix(asked) { writer.number(roles) }
    writer.number(groups.count)
    for group in groups { writer.number(group) }
    let begun = ratings.firstIndex { $0 != 0 } ?? ratings.count
    writer.number(begun)
    writer.number(ratings.count)
    for rating in ratings[begun...] { writer.decimal(rating) }
    writer.number(phrases.count)
    for phrase in phrases {
      writer.number(phrase.first)
      writer.number(phrase.rest.count)
      writer.number(phrase.rest.first ?? Mark.unknown)
      writer.decimal(phrase.rating)
    }
    writer.number(phrases.reduce(0) { $0 + $1.rest.count })
    for word in phrases.lazy.flatMap(\.rest) { writer.number(word) }
    writer.number(reasons.count)
    for reason in reasons { writer.text(Array(reason.utf8)) }
    writer.number(services.count)
    for service in services {
      writer.number(service.count)
      for hash in service { writer.word(hash) }
      writer.number(service.first.map { ambiguousServices.contains($0) } == true ? 1 : 0)
    }
  }

  private func writeSets(into writer: inout TableWriter) {
    writer.number(sets.count)
    for set in sets { writer.number(set.count) }
    writer.number(sets.reduce(0) { $0 + $1.count })
    for set in sets {
      var last: UInt32 = 0
      for member in set {
        writer.number(member - last)
        last = member
      }
    }
  }

  private func writePatterns(into writer: inout TableWriter) {
    writer.number(patterns.count)
    for pattern in patterns {
      writer.number(pattern.count)
      writer.number(pattern.anchor)
      writer.number(pattern.cue)
      writer.number(pattern.kind.rawValue)
      writer.decimal(pattern.weight)
      writer.number(pattern.reason + 1)
    }
    writer.number(sides.count)
    for side in sides {
      writer.word(side.next)
      writer.word(side.second)
    }
    writer.number(surroundings.count)
    for around in surroundings {
      writer.number(around.before)
      writer.number(around.after)
    }
    writer.number(surroundings.count)
    for around in surroundings {
      writer.number(around.targetBefore + 1)
      writer.number(around.targetAfter + 1)
    }
    for distance in distances {
      writer.number(distance.nearest + 128)
      writer.number(distance.farthest - distance.nearest)
    }
    triggers.write(into: &writer)
  }
}
