/// e to the power of x from additions and multiplications alone, so that every machine gives the
/// same bits; the C library's differs from version to version.
///
/// Splits x into a whole power of two and a rest of at most ln 2 / 2, whose Taylor series to the
/// 11th power is exact to about 1 part in 10¹⁵.
package enum Exponential {
  private static let inverseFactorials: [Double] = [
    1.0 / 39_916_800, 1.0 / 3_628_800, 1.0 / 362_880, 1.0 / 40_320, 1.0 / 5_040, 1.0 / 720,
    1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1, 1,
  ]

  package static func of(_ x: Double) -> Double {
    let clamped = min(max(x, -700), 700)
    let power = (clamped * 1.442_695_040_888_963_4).rounded()
    let rest = clamped - power * 0.693_147_180_559_945_3
    var sum = 0.0
    for coefficient in inverseFactorials { sum = sum * rest + coefficient }
    return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
  }
}
