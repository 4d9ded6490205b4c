import CCurl
import Synchronization

/// What tasks say to the thread of the event loop.
enum LoopMessage: Sendable {
  case start(FetchJob)
  case cancel(FetchJob)
  case stop
}

/// The door between tasks and the thread of the event loop: messages in order, and libcurl's bell.
///
/// The bell is rung under the lock, so that it is never rung after the multi handle is gone.
final class Mailbox: Sendable {
  @safe private struct Box: @unchecked Sendable {
    var messages: [LoopMessage] = []
    var isOpen = true
    /// Whether the loop is in `curl_multi_poll`, or about to be: only then it needs the bell.
    var isAsleep = false
    var multi: UnsafeMutableRawPointer?
  }

  private let box: Mutex<Box>

  init(multi: UnsafeMutableRawPointer?) {
    unsafe box = Mutex(Box(multi: multi))
  }

  /// Leaves a message.
  ///
  /// - Returns: `false` when the loop takes no more messages.
  func post(_ message: LoopMessage) -> Bool {
    box.withLock { box in
      guard box.isOpen else { return false }
      box.messages.append(message)
      if box.isAsleep {
        box.isAsleep = false
        unsafe _ = curl_multi_wakeup(box.multi)
      }
      return true
    }
  }

  /// Notes that the loop is about to sleep.
  ///
  /// - Returns: `false` when it must not, because messages wait.
  func sleep() -> Bool {
    box.withLock { box in
      box.isAsleep = box.messages.isEmpty
      return box.isAsleep
    }
  }

  /// Takes all messages in their order.
  func take() -> [LoopMessage] {
    box.withLock { box in
      let messages = box.messages
      box.messages = []
      box.isAsleep = false
      return messages
    }
  }

  /// Takes the last messages; from now on none is accepted.
  func close() -> [LoopMessage] {
    box.withLock { box in
      let messages = box.messages
      box.messages = []
      box.isOpen = false
      unsafe box.multi = nil
      return messages
    }
  }
}
