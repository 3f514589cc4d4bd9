/// Tickets by day and owner. It grows with the days, not with the tickets.
package struct DateTally: Sendable, Hashable, Codable {
  private var dates: [WrittenDate: [String: Int]] = [:]
  /// Tickets without a date that can be read.
  package private(set) var undated = 0

  package init() {}

  /// - Parameter date: as the export writes it; nil where it has none.
  mutating func add(_ date: String?, owner: String) {
    guard let date = date.flatMap({ WrittenDate($0) }) else {
      undated += 1
      return
    }
    dates[date, default: [:]][owner, default: 0] += 1
  }

  package mutating func add(_ other: DateTally) {
    undated += other.undated
    for (date, owners) in other.dates {
      dates[date, default: [:]].merge(owners, uniquingKeysWith: +)
    }
  }

  /// Whether some dates left open which number is the month, and no other date told.
  package var isMonthFirstGuessed: Bool {
    guard hasOpenDates else { return false }
    return !dates.keys.contains { Self.tells($0, at: 0) || Self.tells($0, at: 1) }
  }

  private var hasOpenDates: Bool {
    dates.keys.contains {
      if case .either = $0 { true } else { false }
    }
  }

  /// Whether the first or the second number of an open date can only be the day.
  private static func tells(_ date: WrittenDate, at place: Int) -> Bool {
    guard case .either(let a, let b, _) = date else { return false }
    return (place == 0 ? a : b) > 12
  }

  /// Tickets by day and owner. Of open dates, all are read alike: where any has a first number over
  /// 12, the day comes first, and the month otherwise.
  package var days: [CalendarDay: [String: Int]] {
    let isDayFirst = dates.keys.contains { Self.tells($0, at: 0) }
    var days: [CalendarDay: [String: Int]] = [:]
    for (date, owners) in dates {
      let day: CalendarDay?
      switch date {
      case .day(let known): day = known
      case .either(let a, let b, let year):
        let usual = CalendarDay(
          year: year, month: isDayFirst ? b : a, day: isDayFirst ? a : b)
        day = usual ?? CalendarDay(year: year, month: isDayFirst ? a : b, day: isDayFirst ? b : a)
      }
      if let day { days[day, default: [:]].merge(owners, uniquingKeysWith: +) }
    }
    return days
  }
}

/// Days put together into stretches of one length, so that a chart has room for all of them.
package struct Timeline: Sendable, Hashable {
  package var step: Step
  /// Without gaps: a stretch without tickets is there too.
  package var stretches: [Stretch]

  package enum Step: String, Sendable {
    case day, week, month
  }

  package struct Stretch: Sendable, Hashable {
    package var first: CalendarDay
    /// Tickets by owner.
    package var owners: [String: Int] = [:]
  }

  /// The most stretches that a chart has room for.
  private static let limit = 62

  /// Nil where there are no days.
  package init?(_ days: [CalendarDay: [String: Int]]) {
    guard let first = days.keys.min(), let last = days.keys.max() else { return nil }
    let span = last.number - first.number
    step = span < Self.limit ? .day : span < Self.limit * 7 ? .week : .month
    stretches = []
    var start = Self.start(of: first, step)
    while start <= last {
      stretches.append(Stretch(first: start))
      start = Self.next(after: start, step)
    }
    for (day, owners) in days {
      // Stretches are in order; the last that begins no later has the day.
      let index = stretches.partitioningIndex { $0.first > day } - 1
      if stretches.indices.contains(index) {
        stretches[index].owners.merge(owners, uniquingKeysWith: +)
      }
    }
  }

  private static func start(of day: CalendarDay, _ step: Step) -> CalendarDay {
    switch step {
    case .day: day
    case .week: CalendarDay(number: day.number - day.weekday)
    case .month: CalendarDay(number: day.number - day.day + 1)
    }
  }

  private static func next(after start: CalendarDay, _ step: Step) -> CalendarDay {
    switch step {
    case .day: CalendarDay(number: start.number + 1)
    case .week: CalendarDay(number: start.number + 7)
    // The 32nd day from the first of a month lies in the next.
    case .month: self.start(of: CalendarDay(number: start.number + 31), .month)
    }
  }
}

extension Array {
  /// The index of the first element for which `condition` holds, in an array where it holds for all
  /// after that one.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
