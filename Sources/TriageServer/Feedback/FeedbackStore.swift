internal import FoundationEssentials
internal import GRDB

/// Feedback in a file of SQLite.
package struct FeedbackStore: Sendable {
  private let database: DatabaseQueue

  /// Why it cannot be opened.
  package struct Failure: Error {
    package var path: String
    package var reason: String
  }

  /// Where it lies unless told otherwise (XDG base directory specification); nil without a home.
  package static func defaultPath(_ environment: [String: String]) -> String? {
    func folder(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let state = folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }
    return state.map { $0 + "/triage/feedback.sqlite" }
  }

  /// Opens the file, or makes it with the folder it lies in, for its owner only.
  package init(path: String) throws(Failure) {
    do {
      let files = FileManager.default
      let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      if !folder.isEmpty, !files.fileExists(atPath: folder) {
        try files.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
      var settings = Configuration()
      settings.busyMode = .timeout(5)
      database = try DatabaseQueue(path: path, configuration: settings)
      try Self.migrator.migrate(database)
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      throw Failure(path: path, reason: "\(error)")
    }
  }

  /// Opens a file that is there, to read it.
  package init(reading path: String) throws(Failure) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(path: path, reason: "there is no such file; triage-server makes it")
    }
    try self.init(path: path)
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("feedback and rules") { database in
      try database.create(table: "feedback") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("at", .datetime).notNull().defaults(sql: "CURRENT_TIMESTAMP")
        table.column("ticket", .text)
        table.column("concern", .text).notNull()
        table.column("isRight", .boolean).notNull()
        table.column("shouldHaveBeen", .text)
        table.column("text", .text)
      }
      try database.create(table: "firedRule") { table in
        table.belongsTo("feedback", onDelete: .cascade).notNull()
        table.column("rule", .text).notNull()
      }
    }
    return migrator
  }

  package func add(_ feedback: Feedback) async throws {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO feedback (ticket, concern, isRight, shouldHaveBeen, text)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          feedback.ticket, feedback.concern, feedback.isRight, feedback.shouldHaveBeen,
          feedback.text,
        ])
      let id = database.lastInsertedRowID
      for rule in Set(feedback.rules).sorted() {
        try database.execute(
          sql: "INSERT INTO firedRule (feedbackId, rule) VALUES (?, ?)", arguments: [id, rule])
      }
    }
  }

  /// Everything, in the order in which it came.
  package func all() throws -> [Feedback] {
    try database.read { database in
      let rules = try Row.fetchAll(
        database, sql: "SELECT feedbackId, rule FROM firedRule ORDER BY feedbackId, rule")
      let fired = Dictionary(grouping: rules) { $0["feedbackId"] as Int64 }
      return try Row.fetchAll(database, sql: "SELECT * FROM feedback ORDER BY id").map { row in
        Feedback(
          ticket: row["ticket"], concern: row["concern"], isRight: row["isRight"],
          shouldHaveBeen: row["shouldHaveBeen"],
          rules: (fired[row["id"]] ?? []).map { $0["rule"] }, text: row["text"])
      }
    }
  }
}
