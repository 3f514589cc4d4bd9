// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with: Swift 6 language mode, strict about what is
/// imported and which types are boxed, and free of warnings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "triage",
  products: [
    // For Swift programs: Sources/TriageLibrary/Triage.docc/GettingStarted.md.
    .library(name: "Triage", targets: ["Triage"]),
    .executable(name: "triage", targets: ["triage"]),
    .executable(name: "triage-server", targets: ["triage-server"]),
  ],
  // By ranges: corrections come in, a new first number, which may break us, does not.
  dependencies: [
    // The command line: options, help texts, usage errors, completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),

    // For the server only; the command has no part in them.
    // HTTP: connections, parsing, routes, limits.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    // What hummingbird is built on: deadlines of connections, and the parts of HTTP that they see.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    // Starts services together, and ends them in order on a signal.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    // The interface for logs that all of these write to.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    // The interface for figures that all of these count with.
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    // HMAC of the helpdesk's signature.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    // Feedback in SQLite.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Data flow, bottom up: each module uses only those above it.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // Packed exports: all members of a gzip file, from a pipe too, which libxml2 cannot.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // What Swift's own import of the C library leaves out.
    .systemLibrary(name: "CGlibc"),
    .target(name: "Concurrency", dependencies: ["CGlibc"], swiftSettings: settings),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Redaction", swiftSettings: settings),
    .target(
      name: "XMLReading", dependencies: ["CLibXML2", "Diagnostics"],
      swiftSettings: settings),
    .target(
      name: "TriageEngine", dependencies: ["Concurrency", "Diagnostics"], swiftSettings: settings),
    .target(
      name: "KnowledgeBase",
      dependencies: ["Concurrency", "Diagnostics", "TriageEngine", "XMLReading"],
      swiftSettings: settings),
    .target(
      name: "TicketIO", dependencies: ["CLibXML2", "CZlib", "Concurrency", "XMLReading"],
      swiftSettings: settings),
    .target(
      name: "TriageDesk",
      dependencies: [
        "Concurrency", "Diagnostics", "KnowledgeBase", "Redaction", "TicketIO", "TriageEngine",
        "XMLReading",
      ],
      swiftSettings: settings),
    // What other programs import. Its folder is not called Triage, as a file system that takes capital
    // and small letters for the same could not hold both.
    .target(
      name: "Triage", dependencies: ["Diagnostics", "KnowledgeBase", "TriageDesk"],
      path: "Sources/TriageLibrary", swiftSettings: settings),
    .executableTarget(
      name: "triage",
      dependencies: [
        "Concurrency", "Diagnostics", "KnowledgeBase", "Redaction", "TicketIO", "TriageDesk",
        "TriageEngine", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings,
      // The standard library inside the program, at a fixed address: a question waits for no
      // dynamic linking and no relocating.
      linkerSettings: [
        .unsafeFlags(
          ["-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-no-pie"],
          .when(configuration: .release)),
        .linkedLibrary("_FoundationCollections", .when(configuration: .release)),
        .linkedLibrary("_FoundationCShims", .when(configuration: .release)),
      ]),

    // Engine benchmark: swift run -c release triage-bench
    .executableTarget(
      name: "triage-bench",
      dependencies: ["Diagnostics", "KnowledgeBase", "TriageDesk", "TriageEngine"],
      swiftSettings: settings),

    // The server: the only part with a network stack.
    .target(
      name: "TriageServer",
      dependencies: [
        "Diagnostics", "KnowledgeBase", "Redaction", "TicketIO", "TriageDesk", "TriageEngine",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      // Inside the program, which is then found with all its parts from any folder.
      resources: [.embedInCode("Console")],
      swiftSettings: settings),
    .executableTarget(
      name: "triage-server",
      dependencies: [
        "KnowledgeBase", "TriageDesk", "TriageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings,
      // The standard library inside the program, for machines without Swift; at an address that nobody
      // knows, as it listens.
      linkerSettings: [
        .unsafeFlags(["-static-stdlib", "-use-ld=lld"], .when(configuration: .release)),
        .linkedLibrary("_FoundationCollections", .when(configuration: .release)),
        .linkedLibrary("_FoundationCShims", .when(configuration: .release)),
        .linkedLibrary("_FoundationICU", .when(configuration: .release)),
        .linkedLibrary("CoreFoundation", .when(configuration: .release)),
      ]),

    .target(name: "TriageTestSupport", swiftSettings: settings),
    // Counts what a thread allocates, in the program of the tests only.
    .target(name: "CAllocations"),
    .testTarget(
      name: "RedactionTests", dependencies: ["Redaction", "TriageTestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "TriageEngineTests",
      dependencies: ["Diagnostics", "TriageEngine", "TriageTestSupport"],
      exclude: ["Vectors"], swiftSettings: settings),
    .testTarget(
      name: "KnowledgeBaseTests",
      dependencies: ["Diagnostics", "KnowledgeBase", "TriageTestSupport", "XMLReading"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "TicketIOTests", dependencies: ["TicketIO", "TriageTestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "TriageDeskTests",
      dependencies: [
        "CAllocations", "Diagnostics", "KnowledgeBase", "Redaction", "TriageDesk", "TriageEngine",
        "TriageTestSupport", "XMLReading",
      ],
      exclude: ["Goldens", "Pages"], swiftSettings: settings),
    // As another program would: nothing but the library is imported.
    .testTarget(
      name: "TriageLibraryTests", dependencies: ["Triage", "TriageTestSupport", "triage"],
      swiftSettings: settings),
    // Runs the built server too.
    .testTarget(
      name: "TriageServerTests",
      dependencies: [
        "KnowledgeBase", "TriageDesk", "TriageServer", "TriageTestSupport", "triage",
        "triage-server",
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings),
    // Runs the built command, which is why it depends on it.
    .testTarget(
      name: "ToolTests", dependencies: ["triage", "TriageTestSupport"], swiftSettings: settings),
  ]
)

// The fuzzer has no main function of its own and needs its runtime, so only .ci/fuzz builds it.
if Context.environment["TRIAGE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "triage-fuzz",
      dependencies: [
        "Diagnostics", "KnowledgeBase", "Redaction", "TicketIO", "TriageDesk", "TriageEngine",
        "TriageTestSupport", "XMLReading",
      ],
      path: "Tests/Fuzzing", exclude: ["Corpus"]))
}
