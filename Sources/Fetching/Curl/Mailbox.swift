import CCurl
import Glibc
import Synchronization

/// What tasks say to the thread of the event loop.
enum LoopMessage: Sendable {
  case start(FetchJob)
  case cancel(FetchJob)
  case stop
}

/// The door between tasks and the thread of the event loop: messages in order, and libcurl's bell.
///
/// The bell is rung outside the lock, for whoever wakes takes that at once; `close` waits for those who ring, so that
/// nobody does after the multi handle is gone.
@safe final class Mailbox: @unchecked Sendable {
  private struct Box {
    var messages: [LoopMessage] = []
    var isOpen = true
    /// Whether the loop is in `curl_multi_poll`, or about to be: only then it needs the bell.
    var isAsleep = false
  }

  private let box = Mutex(Box())
  private let multi: UnsafeMutableRawPointer?
  /// How many are about to ring.
  private let ringing = Atomic<Int>(0)

  init(multi: UnsafeMutableRawPointer?) {
    unsafe self.multi = unsafe multi
  }

  /// Leaves a message.
  ///
  /// - Returns: `false` when the loop takes no more messages.
  func post(_ message: LoopMessage) -> Bool {
    let (isTaken, rings) = box.withLock { box in
      guard box.isOpen else { return (false, false) }
      box.messages.append(message)
      let rings = box.isAsleep
      if rings { ringing.add(1, ordering: .relaxed) }
      box.isAsleep = false
      return (true, rings)
    }
    if rings {
      unsafe _ = curl_multi_wakeup(multi)
      ringing.subtract(1, ordering: .releasing)
    }
    return isTaken
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
    let messages = box.withLock { box in
      let messages = box.messages
      box.messages = []
      box.isOpen = false
      box.isAsleep = false
      return messages
    }
    while ringing.load(ordering: .acquiring) > 0 { sched_yield() }
    return messages
  }
}
