/// eˣ by squaring, so that no C library is needed: exact to six digits for |x| ≤ 20.
func exponential(_ x: Float) -> Float {
  var value = 1 + x / 1024
  for _ in 0..<10 { value *= value }
  return value
}
