internal import CLibXML2

/// The value of an attribute as libxml2 hands it to a SAX2 handler, from `start` to before `end`.
///
/// Unless it replaces entities, libxml2 gives an ampersand as `&#38;`, for a later parse of the value
/// that a tree would make (`xmlParseAttValueComplex`).
func attributeValue(_ start: UnsafePointer<xmlChar>, _ end: UnsafePointer<xmlChar>) -> String {
  let bytes = UnsafeBufferPointer(start: start, count: end - start)
  let value = String(decoding: bytes, as: UTF8.self)
  return bytes.contains(UInt8(ascii: "&")) ? value.replacing("&#38;", with: "&") : value
}
