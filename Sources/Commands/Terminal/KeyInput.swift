internal import Glibc

/// Single keys from a terminal, taken as they are pressed.
enum KeyInput {
  /// Whether there is a terminal to take keys from.
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The next key, or `nil` when the input ends (Ctrl-C, Ctrl-D and Escape end it too).
  ///
  /// The terminal takes single keys, and does not show them, only while this waits: whatever ends the program between
  /// two keys leaves it as it was.
  static func next() -> UInt8? {
    var usual = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &usual) == 0 else { return nil }
    var single = usual
    single.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &single) == 0 else { return nil }
    defer { _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &usual) }
    var key: UInt8 = 0
    var got = -1
    repeat { got = unsafe read(STDIN_FILENO, &key, 1) } while got < 0 && errno == EINTR
    let ends: [UInt8] = [0x03, 0x04, 0x1b]
    guard got == 1, !ends.contains(key) else { return nil }
    return key
  }
}
