internal import Diagnostics

/// TK11xx: folders of DITA (`triage validate --articles`).
extension CodePage {
  static let ditaCodes = [
    CodePage(
      "TK1101", .error, "A link, a map or a content reference leads to a file that is not there",
      why: "The reader is led to nothing, or what should be taken in is missing.",
      wrong: "<xref href=\"../reference/preprocessing.dita\"/>, and the file was moved",
      right: "<xref href=\"../topics/preprocessing.dita\"/>"),
    CodePage(
      "TK1102", .warning, "A key stands for a file that is not there",
      why: """
        Everything that uses the key leads to nothing, unless a build makes the file. A line of
        .gitignore tells so, and a comment that says “generated” before such keys.
        """,
      wrong: "<keydef keys=\"messages\" href=\"messages.dita\"/>, which a build makes",
      right: "<!-- generated --> <keydef keys=\"messages\" href=\"messages.dita\"/>"),
    CodePage(
      "TK1103", .error, "The file is there, and the topic or element in it is not",
      why: """
        An element is addressed with its topic: file#topic/element, or #./element in the same topic.
        """,
      wrong: "<p conref=\"notes.dita#backup\"/>, and “backup” is a <p>",
      right: "<p conref=\"notes.dita#notes/backup\"/>"),
    CodePage(
      "TK1104", .warning, "No map of the folder defines the key",
      why: "The link is lost, or the text stays empty.",
      wrong: "<keyword keyref=\"prodname\"/>",
      right: "<keyword keyref=\"product-name\"/>"),
    CodePage(
      "TK1105", .warning, "Two topics of a file, or two elements of a topic, have the same id",
      why: "References reach only the first; two topics of one id are not even valid XML.",
      wrong: "<p id=\"intro\">…</p> <p id=\"intro\">…</p>",
      right: "<p id=\"intro\">…</p> <p id=\"intro-2\">…</p>"),
    CodePage(
      "TK1106", .error, "A picture, an example or another file that is no DITA is not there",
      why: "It is missing in what is published.",
      wrong: "<image href=\"images/menu.png\"/>, and the file is menu.svg",
      right: "<image href=\"images/menu.svg\"/>"),
    CodePage(
      "TK1107", .warning, "Of a whole kind of files that are no DITA none is there",
      why: "The topics came without their pictures or examples, so nothing is known of those.",
      wrong: "triage validate --articles topics, and all pictures are beside it",
      right: "triage validate --articles docs, with the topics and the pictures in it"),
    CodePage(
      "TK1108", .error, "A map takes itself in, by way of the maps in it",
      why: "What is published would have no end.",
      wrong: "<mapref href=\"b.ditamap\"/> in a.ditamap, <mapref href=\"a.ditamap\"/> in b.ditamap",
      right: "<mapref href=\"b.ditamap\"/> in a.ditamap alone"),
    CodePage(
      "TK1109", .error, "An element takes itself in, by way of the content references in it",
      why: "What is published would have no end; processors leave it out.",
      wrong: "<p id=\"a\" conref=\"#./b\"/> <p id=\"b\" conref=\"#./a\"/>",
      right: "<p id=\"a\" conref=\"#./b\"/> <p id=\"b\">The text.</p>"),
  ]
}
