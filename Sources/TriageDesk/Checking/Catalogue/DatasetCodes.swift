internal import Diagnostics

/// TK05xx and TK06xx: fitted weights and labelled questions.
extension CodePage {
  static let datasetCodes = [
    CodePage(
      "TK0501", .error, "A line of the fitted weights cannot be read",
      why: "The file is written by `triage fit`; a line that was edited, or a merge, broke it.",
      wrong: "word⇥transcript⇥many",
      right: "word⇥transcript⇥412⇥18=2.1"),
    CodePage(
      "TK0601", .error, "A labelled question cannot be read",
      why: "Each line of a dataset is one JSON object with a text and its label.",
      wrong: "{\"text\": \"no code\", \"label\": }",
      right: "{\"text\": \"no code\", \"label\": \"idme/mfa\"}"),
    CodePage(
      "TK0602", .warning, "A labelled question names a concern that is not there",
      why: "It would count as wrong whatever the verdict.",
      wrong: "{\"text\": \"no code\", \"label\": \"idme/codes\"}",
      right: "{\"text\": \"no code\", \"label\": \"idme/mfa\"}"),
  ]
}
