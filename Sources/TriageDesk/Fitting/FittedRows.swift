/// What each of many features says for every target, while it is fitted.
///
/// AdaGrad (Duchi, Hazan and Singer, 2011), eight targets at a time.
struct FittedRows {
  typealias Block = SIMD8<Float>

  private let blockCount: Int
  private var values: [Block]
  /// Sums of squared gradients.
  private var squares: [Block]

  init(_ count: Int, targets: Int) {
    blockCount = (targets + 7) / 8
    values = Array(repeating: .zero, count: count * blockCount)
    squares = Array(repeating: Block(repeating: 1e-2), count: count * blockCount)
  }

  static func blocks(_ values: [Float]) -> [Block] {
    var blocks = [Block](repeating: .zero, count: (values.count + 7) / 8)
    for (index, value) in values.enumerated() { blocks[index / 8][index % 8] = value }
    return blocks
  }

  subscript(row: Int, target: Int) -> Float {
    values[row * blockCount + target / 8][target % 8]
  }

  /// Adds a row, times `share`, to a sum.
  func add(_ row: Int, _ share: Float, to sum: inout [Block]) {
    for block in 0..<blockCount { sum[block] += values[row * blockCount + block] * share }
  }

  /// Goes a step down the slope that a row has in a question, and towards zero.
  mutating func step(_ row: Int, _ slope: [Block], _ share: Float, decay: Float, _ rate: Float) {
    for block in 0..<blockCount {
      let place = row * blockCount + block
      let gradient = slope[block] * share + values[place] * decay
      let square = squares[place] + gradient * gradient
      squares[place] = square
      values[place] -= gradient * rate / square.squareRoot()
    }
  }
}
