internal import CLibXML2

/// What libxml2 says of a place where the XML is not well-formed.
extension xmlError {
  /// Its words, in one line.
  var words: String {
    let text = message.map { String(cString: $0) } ?? "not well-formed"
    return text.split(separator: "\n").joined(separator: " ")
  }

  /// What most likely mends it (`xmlParserErrors` in xmlerror.h).
  var remedy: String {
    switch xmlParserErrors(rawValue: UInt32(clamping: code)) {
    case XML_ERR_TAG_NAME_MISMATCH, XML_ERR_TAG_NOT_FINISHED, XML_ERR_GT_REQUIRED,
      XML_ERR_LTSLASH_REQUIRED:
      "close every element with its own tag, the innermost first"
    case XML_ERR_NAME_REQUIRED, XML_ERR_ENTITYREF_SEMICOL_MISSING:
      "write &amp; for an & and &lt; for a < that are text"
    case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
      XML_ERR_ATTRIBUTE_NOT_FINISHED, XML_ERR_LT_IN_ATTRIBUTE:
      "write every attribute as name=\"value\""
    case XML_ERR_ATTRIBUTE_REDEFINED: "take one of the two attributes away"
    case XML_ERR_DOCUMENT_END, XML_ERR_DOCUMENT_EMPTY:
      "a file has one element, and everything is inside it"
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING,
      XML_ERR_UNKNOWN_ENCODING:
      "save the file as text in UTF-8"
    default: "mend the markup here; nothing after it can be relied on"
    }
  }
}
