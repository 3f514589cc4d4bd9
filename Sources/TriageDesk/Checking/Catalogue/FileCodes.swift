internal import Diagnostics

/// TK00xx and TK01xx: files, and XML as such.
extension CodePage {
  static let fileCodes = [
    CodePage(
      "TK0001", .error, "A file that is needed is missing or cannot be read",
      why: """
        A knowledge base without desks.xml, or without any concern, answers nothing; a file that
        cannot be read may be the one that matters.
        """,
      wrong: "knowledge/concerns/ is empty",
      right: "knowledge/concerns/idme/add-email.xml holds a concern"),
    CodePage(
      "TK0002", .warning, "Nothing reads this file",
      why: """
        It lies where rules, words or articles are kept, and by its name it is none of them. What
        somebody wrote in it counts for nothing.
        """,
      wrong: "concerns/idme/mfa.xml.txt",
      right: "concerns/idme/mfa.xml"),
    CodePage(
      "TK0003", .error, "A folder leads back to one that it lies in",
      why: "A symbolic link makes a circle; what lies in it would be read without end.",
      wrong: "articles/idme/all → articles",
      right: "no link: folders inside are read anyway"),
  ]

  static let xmlCodes = [
    CodePage(
      "TK0101", .error, "The file is not well-formed XML",
      why: """
        Nothing after the first such place can be trusted. Often a tag is not closed, an & stands
        alone, or the file is not in the encoding that its first line names.
        """,
      wrong: "<title>Terms & conditions</titel>",
      right: "<title>Terms &amp; conditions</title>"),
    CodePage(
      "TK0102", .error, "The file declares or uses an entity",
      why: """
        An entity can pull in other files, or blow a small file up to gigabytes, so none is read;
        and where one is used the text would have a hole.
        """,
      wrong: "<p>Monday &ndash; Friday</p>",
      right: "<p>Monday – Friday</p>"),
    CodePage(
      "TK0103", .error, "The file is larger than any article or rule file can sensibly be",
      why: "Files over 16 MiB are not read: most likely it is not the file that was meant.",
      wrong: "articles/video-call.dita has 1 GiB",
      right: "articles/video-call.dita has 4 KiB, and the recording lies elsewhere"),
    CodePage(
      "TK0104", .error, "The file is not a page of HTML",
      why: "`triage import` reads pages that a browser has saved.",
      wrong: "a PDF, or a picture of the page",
      right: "the page, saved as “Webpage, HTML only”"),
    CodePage(
      "TK0105", .warning, "The HTML of the page is broken",
      why: "A browser shows what it takes it for, and so does the draft; something may be missing.",
      wrong: "<p>Select <b>Continue",
      right: "compare the draft with the page"),
    CodePage(
      "TK0110", .error, "The file is not as its schema wants it",
      why: """
        The file names a schema in <?xml-model?>, and editors check it as you type. What does not
        follow it may be read otherwise than it was meant.
        """,
      wrong: "<example>…</example> before <match>…</match>",
      right: "title, answer, rules, examples, counterexamples, in this order"),
    CodePage(
      "TK0111", .error, "A schema cannot be used",
      why: "Files that name it are not checked. It must lie in the knowledge base and be RELAX NG.",
      wrong: "<include href=\"https://www.example.com/patterns.rng\"/>",
      right: "<include href=\"patterns.rng\"/>"),
  ]
}
