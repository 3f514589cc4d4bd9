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

/// The attributes that `startElementNs` is handed: five pointers each, to the local name, the prefix,
/// the URI, the value and the end of the value.
func readAttributes(
  _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: CInt
) -> [XMLAttribute] {
  var read: [XMLAttribute] = []
  read.reserveCapacity(Int(count))
  for index in 0..<Int(count) {
    guard let fields = attributes.map({ $0 + index * 5 }),
      let localName = fields[0], let value = fields[3], let end = fields[4]
    else { continue }
    read.append(
      XMLAttribute(name: qualified(localName, fields[1]), value: attributeValue(value, end)))
  }
  return read
}

/// A name with its prefix, if it has one.
func qualified(_ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?) -> String {
  let local = String(cString: name)
  return prefix.map { String(cString: $0) + ":" + local } ?? local
}
