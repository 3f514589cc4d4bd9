internal import Diagnostics

/// TK04xx: articles, and names that lead from one thing to another.
extension CodePage {
  static let articleCodes = [
    CodePage(
      "TK0401", .error, "The root of an article is no topic of DITA",
      why: "Only <task>, <concept>, <reference> and <topic> can be shown.",
      wrong: "<map><topicref href=\"mfa.dita\"/></map>",
      right: "<task id=\"mfa\"><title>Get a code</title><taskbody>…"),
    CodePage(
      "TK0402", .error, "A link leads to nothing",
      why: "A person is told to go on where there is nothing.",
      wrong: "<xref href=\"reset-pasword.dita\">Set a new password</xref>",
      right: "<xref href=\"reset-password.dita\">Set a new password</xref>"),
  ]

  static let referenceCodes = [
    CodePage(
      "TK0403", .error, "A name that nothing has",
      why: "What it should lead to is not there, so the answer, or a part of it, is missing.",
      wrong: "<channel ref=\"irs-fone\"/>",
      right: "<channel ref=\"irs-phone\"/>"),
    CodePage(
      "TK0404", .error, "One name for two things",
      why: "Only one of them can be meant, and nobody sees which.",
      wrong: "<channel id=\"irs-phone\" …/> <channel id=\"irs-phone\" …/>",
      right: "<channel id=\"irs-phone\" …/> <channel id=\"irs-tty-phone\" …/>"),
  ]
}
