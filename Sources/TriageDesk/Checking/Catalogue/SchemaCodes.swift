internal import Diagnostics

/// TK03xx: elements, attributes and values.
extension CodePage {
  static let schemaCodes = [
    CodePage(
      "TK0301", .error, "An element stands where none of that name may",
      why: "It would be ignored, and with it what somebody meant.",
      wrong: "<concern id=\"idme/mfa\"><titel>Codes</titel>…",
      right: "<concern id=\"idme/mfa\"><title>Codes</title>…"),
    CodePage(
      "TK0302", .error, "An element that is needed is not there",
      why: "Without it the rest cannot be used: a concern without an answer helps nobody.",
      wrong: "<concern id=\"idme/mfa\"><title>Codes</title><match>code</match></concern>",
      right: """
        <concern id="idme/mfa"><title>Codes</title>
          <steps article="../../articles/idme/mfa.dita"/><match>code</match></concern>
        """),
    CodePage(
      "TK0303", .error, "An attribute that the element does not have",
      why: "It would be ignored. Most likely its name is misspelled.",
      wrong: "<match wieght=\"4\">code</match>",
      right: "<match weight=\"4\">code</match>"),
    CodePage(
      "TK0304", .error, "An attribute that is needed is not there, or is empty",
      why: "The element says nothing without it.",
      wrong: "<steps/>",
      right: "<steps article=\"../../articles/idme/mfa.dita\"/>"),
    CodePage(
      "TK0305", .error, "A value or a text is not of the kind that belongs there",
      why: "It cannot be understood: a weight is a number from 0.5 to 8, a title is not empty.",
      wrong: "<match weight=\"strong\">code</match>",
      right: "<match weight=\"5\">code</match>"),
    CodePage(
      "TK0306", .error, "The threshold of a suggestion is above that of a decision",
      why: "Then nothing could be suggested: every verdict would be a decision or unclear.",
      wrong: "<thresholds decided=\"0.4\" suggested=\"0.6\" …/>",
      right: "<thresholds decided=\"0.6\" suggested=\"0.2\" …/>"),
    CodePage(
      "TK0307", .error, "A channel says to call and has no number",
      why: "The caller would be told to call and not where.",
      wrong: "<channel id=\"irs-line\" kind=\"phone\">Call the IRS.</channel>",
      right:
        "<channel id=\"irs-line\" kind=\"phone\" phone=\"800-829-1040\">Call the IRS.</channel>"),
  ]
}
