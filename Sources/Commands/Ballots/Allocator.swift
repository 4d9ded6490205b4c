internal import CMalloc

/// The C library's allocator, which serves the whole process.
enum Allocator {
  /// Lets it give back at once what is let go of, whichever thread had it.
  ///
  /// Counting on all cores frees megabytes between what stays: kept back, they would make a third of a report's memory.
  static func giveBackEarly() {
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
  }
}
