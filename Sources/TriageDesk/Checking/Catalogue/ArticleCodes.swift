internal import Diagnostics

/// TK04xx: articles, their links, dates and texts.
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

  static let textCodes = [
    CodePage(
      "TK0405", .error, "Two elements of an article have one id",
      why: "A link to it, or a fact that is traced to it, could mean either.",
      wrong: "<step id=\"a\">…</step><step id=\"a\">…</step>",
      right: "<step id=\"sign-in\">…</step><step id=\"open-profile\">…</step>"),
    CodePage(
      "TK0406", .error, "Steps are unfolded into each other without end",
      why: """
        A step that says no more than a link stands for the steps of that article. Where those lead
        back, the procedure has no end.
        """,
      wrong:
        "a.dita has the step <xref href=\"b.dita\"/>, and b.dita the step <xref href=\"a.dita\"/>",
      right: "b.dita says “Then go on with …” in a sentence of its own"),
    CodePage(
      "TK0407", .error, "A date that is no day of the calendar",
      why: "Nobody can tell when the article was last checked.",
      wrong: "<revised modified=\"2026-02-30\"/>",
      right: "<revised modified=\"2026-02-28\"/>"),
    CodePage(
      "TK0408", .error, "A date that is still to come",
      why: "Nobody can have checked the article then; the next check would be missed.",
      wrong: "<revised modified=\"2062-11-24\"/>",
      right: "<revised modified=\"2026-11-24\"/>"),
    CodePage(
      "TK0409", .warning, "The article was last checked over a year ago",
      why: "Buttons, numbers and rules change. People follow what an article says to the letter.",
      wrong: "<revised modified=\"2024-01-31\"/>",
      right: "compare it with the page in <source>, then write the day of today"),
    CodePage(
      "TK0410", .error, "A phone number that nobody can have",
      why: """
        A digit is wrong, and somebody else may be called. In North America area code and exchange
        begin with 2 to 9 and do not end in 11; 800-829-1040 is how it is written here.
        """,
      wrong: "phone=\"100-829-1040\"",
      right: "phone=\"800-829-1040\""),
    CodePage(
      "TK0411", .error, "The address of a page that no browser opens",
      why: "The person is sent nowhere.",
      wrong: "<source href=\"help.id.me/add email\"/>",
      right: "<source href=\"https://help.id.me/add-email\"/>"),
    CodePage(
      "TK0412", .error, "A step that says nothing to do",
      why: "A number without a sentence is read out to the caller.",
      wrong: "<step><cmd/></step>",
      right: "<step><cmd>Select <uicontrol>Continue</uicontrol>.</cmd></step>"),
    CodePage(
      "TK0413", .warning, "An element that answers do not show as it is meant",
      why: """
        Answers know paragraphs, lists, notes, titles and steps, with names of buttons and links in
        them. Of anything else at most the text is shown, and what is taken from elsewhere
        (conref, keyref) is not.
        """,
      wrong: "<simpletable>…</simpletable>",
      right: "<ul><li>…</li></ul>"),
    CodePage(
      "TK0414", .error, "A heading without text",
      why: "Something was to be said there, and a blank line is shown in its place.",
      wrong: "<section><title/><p>…</p></section>",
      right: "<section><title>If no code comes</title><p>…</p></section>"),
    CodePage(
      "TK0415", .warning, "Nothing says when the article was last checked",
      why: "Nobody can tell whether it is still true, and it is never asked for again.",
      wrong: "<prolog><source href=\"https://help.id.me/add-email\"/></prolog>",
      right: """
        <prolog><source href="https://help.id.me/add-email"/>
          <critdates><created date="2026-11-24"/></critdates></prolog>
        """),
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
