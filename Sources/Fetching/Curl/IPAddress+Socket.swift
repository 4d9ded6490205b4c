import CCurl
import Glibc
import Model

extension IPAddress {
  /// The address that a socket is about to be connected to; `nil` for families other than IPv4 and IPv6.
  @unsafe init?(socket address: UnsafePointer<sockaddr>) {
    switch Int32(unsafe address.pointee.sa_family) {
    case AF_INET:
      let number = unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        unsafe $0.pointee.sin_addr.s_addr
      }
      self.init(version4: UInt32(bigEndian: number))
    case AF_INET6:
      var bytes = unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { unsafe $0.pointee.sin6_addr }
      let number = unsafe withUnsafeBytes(of: &bytes) { unsafe $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
      self.init(version6: number)
    default: return nil
    }
  }
}
