/// Where the checkout lies that the tests were built in.
package enum Repository {
  /// The top folder, found from this file's own path.
  package static let folder: String = {
    let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return path.dropLast(3).joined(separator: "/")
  }()

  /// The shipped knowledge base.
  package static let knowledge = folder + "/knowledge"
}
