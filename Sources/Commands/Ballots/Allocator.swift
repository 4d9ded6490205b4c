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

  /// Lets it keep what a page took for the next one.
  ///
  /// A page's tree and texts are a megabyte that is let go of at once: given back each time, its memory would have to be
  /// cleared anew for every page.
  static func keepBetweenPages() {
    mallopt(M_TRIM_THRESHOLD, 4 << 20)
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
  }
}
