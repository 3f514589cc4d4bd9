/// The keys that the maps of a collection define.
///
/// All maps count as one space, whichever is published: a key is undefined only where no map could
/// define it. Keys of a scope are known by their own name and by `scope.name`.
struct KeySpace {
  private var definitions: [String: [DITAKey]] = [:]
  private var scopes: Set<String> = []
  private var renamesScopes = false
  /// Whether there are keys at all, and all maps that could define some are in the collection.
  private(set) var isWhole = false
  /// The topics that some map leads to, whose keys are those of that map.
  private(set) var reached: Set<String> = []

  init(_ files: [DITAFile]) {
    for file in files {
      for key in file.keys { definitions[key.name, default: []].append(key) }
      scopes.formUnion(file.scopes)
      renamesScopes = renamesScopes || file.renamesScopes
    }
    let maps = files.filter { $0.kind == .map }
    let paths = Set(maps.map(\.path))
    let isOpen = maps.contains { map in
      !map.isWhole
        || map.references.contains { reference in
          reference.kind == .map && reference.attribute != "conref"
            && reference.path.map { !paths.contains($0) } ?? reference.isOutside
        }
    }
    isWhole = !definitions.isEmpty && !isOpen
    for map in maps {
      reached.insert(map.path)
      for reference in map.references { reference.path.map { _ = reached.insert($0) } }
    }
  }

  /// What the key may stand for; empty where nothing defines it.
  func definitions(_ key: String) -> [DITAKey] {
    if let found = definitions[key] { return found }
    // `scope.key`, with any number of scopes around each other.
    var rest = key[...]
    while let stop = rest.firstIndex(of: ".") {
      guard renamesScopes || scopes.contains(String(rest[..<stop])) else { return [] }
      rest = rest[rest.index(after: stop)...]
      if let found = definitions[String(rest)] { return found }
    }
    return []
  }

  func isDefined(_ key: String) -> Bool {
    if !definitions(key).isEmpty { return true }
    // The keys of another publication are not in this one; its scope is.
    return key.contains(".") && scopes.contains(String(key.prefix { $0 != "." }))
  }

  /// The names of all keys.
  var names: some Sequence<String> { definitions.keys }
}
