/// e to the power of x from additions and multiplications alone, so that every machine gives the
/// same bits; the C library's differs from version to version.
///
/// Splits x into a whole power of two and a rest of at most ln 2 / 2, whose Taylor series to the
/// 11th power is exact to about 1 part in 10¹⁵. Eight at a time, since a text asks for one a concern.
package enum Exponential {
  package static func of(_ x: Double) -> Double {
    of(SIMD8(repeating: x))[0]
  }

  @inline(__always)
  static func of(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let clamped = x.replacing(with: -700, where: x .< -700).replacing(with: 700, where: x .> 700)
    // 1.5 · 2⁵² pushes the fraction out of the number, and leaves the whole part in its lowest bits.
    let shifted = clamped * 1.442_695_040_888_963_4 + 6_755_399_441_055_744
    let power = shifted - 6_755_399_441_055_744
    let rest = clamped - power * 0.693_147_180_559_945_3
    var sum = rest * (1.0 / 39_916_800) + (1.0 / 3_628_800)
    sum = sum * rest + (1.0 / 362_880)
    sum = sum * rest + (1.0 / 40_320)
    sum = sum * rest + (1.0 / 5_040)
    sum = sum * rest + (1.0 / 720)
    sum = sum * rest + (1.0 / 120)
    sum = sum * rest + (1.0 / 24)
    sum = sum * rest + (1.0 / 6)
    sum = sum * rest + (1.0 / 2)
    sum = sum * rest + 1
    sum = sum * rest + 1
    // The exponent of a number lies from bit 52 on, and is 1023 for 2⁰ (IEEE 754).
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52 &+ (1023 << 52)
    return sum * unsafeBitCast(bits, to: SIMD8<Double>.self)
  }
}
