package import Diagnostics

/// An element of an XML document, with its place in the file.
///
/// Immutable; a class, so that handing an element on costs one count of references and not five.
package final class XMLElement: Sendable {
  package let name: String
  package let attributes: [XMLAttribute]
  package let children: [XMLNode]
  /// From `<` of the start tag to past `>` of the end tag.
  package let range: SourceRange

  package init(
    name: String, attributes: [XMLAttribute] = [], children: [XMLNode] = [], range: SourceRange
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.range = range
  }

  /// The value of the attribute `name`, which carries its prefix if it has one (`xml:lang`).
  package subscript(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// The elements directly inside, in document order.
  package var elements: some Sequence<XMLElement> {
    children.lazy.compactMap(\.element)
  }

  /// The elements directly inside that are called `name`.
  package func elements(_ name: String) -> some Sequence<XMLElement> {
    elements.filter { $0.name == name }
  }

  /// The first element directly inside that is called `name`.
  package func child(_ name: String) -> XMLElement? {
    elements(name).first { _ in true }
  }

  /// All text inside, at any depth, as written.
  package var text: String {
    var text = ""
    appendText(to: &text)
    return text
  }

  private func appendText(to text: inout String) {
    for child in children {
      switch child {
      case .text(let run): text += run.text
      case .element(let element): element.appendText(to: &text)
      }
    }
  }
}

/// An attribute as the parser gives it: entities resolved, defaults not added.
package struct XMLAttribute: Sendable, Hashable {
  package var name: String
  package var value: String
}

/// A run of text with the place where it begins.
package struct XMLText: Sendable {
  package var text: String
  package var start: SourcePosition

  package init(text: String, start: SourcePosition) {
    self.text = text
    self.start = start
  }
}

/// What stands inside an element.
package enum XMLNode: Sendable {
  case element(XMLElement)
  case text(XMLText)

  package var element: XMLElement? {
    if case .element(let element) = self { element } else { nil }
  }
}

/// A parsed document: what its DOCTYPE says, and its root.
package struct XMLDocument: Sendable {
  /// The public identifier of the DOCTYPE, such as `-//OASIS//DTD DITA Task//EN`.
  package var publicID: String?
  /// What `<?xml-model href="…"?>` before the root says, and where.
  package var models: [XMLModel] = []
  package var root: XMLElement
}

/// A schema that a document names, as a processing instruction before its root.
///
/// Source: Associating Schemas with XML documents 1.0, ISO/IEC 19757-11, <https://www.w3.org/TR/xml-model/>.
package struct XMLModel: Sendable, Hashable {
  package var href: String
  /// The name of the schema language; nil where it is not said.
  package var language: String?
  package var range: SourceRange

  /// Whether it is a schema in the XML syntax of RELAX NG.
  package var isRelaxNG: Bool {
    language.map { $0 == "http://relaxng.org/ns/structure/1.0" } ?? href.hasSuffix(".rng")
  }
}
