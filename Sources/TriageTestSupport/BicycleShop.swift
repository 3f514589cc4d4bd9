/// A small knowledge base of another desk, which shows that nothing in the code knows about ours: a
/// bicycle shop with a workshop and a bank that lends money for bicycles.
package enum BicycleShop {
  /// Writes the knowledge base into a folder of its own.
  package static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  package static let files: [(name: String, text: String)] = [
    ("desks.xml", desks), ("audiences.xml", audiences), ("notices.xml", notices),
    (
      "denials.xml",
      "<denials><denial takes='after'>not ~1 ask about</denial></denials>"
    ),
    ("vocabulary/words.xml", vocabulary), ("concerns/shop/flat-tire.xml", flatTire),
    ("concerns/bank/loan.xml", loan), ("concerns/else/unclear.xml", unclear),
    ("concerns/else/nobody.xml", nobody), ("articles/flat-tire.dita", flatTireArticle),
    ("articles/wheel.dita", wheelArticle), ("articles/loan.dita", loanArticle),
  ]

  private static let desks = """
    <desks>
      <thresholds decided="0.6" suggested="0.2" also="0.5" unclear="else/unclear" none="else/nobody"/>
      <desk id="shop" blocks="bank"><name>The workshop</name><handles>repairs</handles></desk>
      <desk id="bank">
        <name>the bank</name>
        <handles>loans</handles>
        <channel id="bank-phone" kind="phone" phone="555-555-0100" hours="9 to 5">Call the bank.</channel>
      </desk>
      <desk id="else"><name>nobody</name><handles>the rest</handles></desk>
    </desks>
    """

  private static let audiences = """
    <audiences>
      <audience id="existing"><label>With a repair card</label>
        <match weight="3">(my | have a) repair card</match></audience>
      <audience id="new"><label>Without a repair card</label>
        <match weight="3">(no | without) ~1 card</match></audience>
    </audiences>
    """

  private static let notices = """
    <notices>
      <series concern="bank/loan" shape="form #" number="F#" digits="2-3"/>
      <notice number="L7" concern="bank/loan" page="https://bank.example/l7">
        <title>The loan is overdue</title>
        <spelling>l 7</spelling>
      </notice>
    </notices>
    """

  private static let vocabulary = """
    <vocabulary>
      <set id="tire"><phrase>(tire | tyre | inner tube)</phrase></set>
      <set id="broken"><phrase>(flat | burst | puncture)</phrase><phrase>lose air</phrase></set>
    </vocabulary>
    """

  private static let flatTire = """
    <concern id="shop/flat-tire">
      <title>A flat tire</title>
      <steps article="../../articles/flat-tire.dita"/>
      <match weight="4">@tire ~4 @broken</match>
      <match weight="4">@broken ~4 @tire</match>
      <unless>(car | truck)</unless>
      <example>My tire went flat</example>
      <counterexample concern="bank/loan">the loan for my tires is overdue</counterexample>
    </concern>
    """

  private static let loan = """
    <concern id="bank/loan">
      <title>The loan for a bicycle</title>
      <referral article="../../articles/loan.dita"><channel ref="bank-phone"/></referral>
      <match weight="4">(loan | installment)</match>
      <match weight="4">#notice</match>
      <example>When is my loan due?</example>
    </concern>
    """

  private static let unclear = """
    <concern id="else/unclear">
      <title>Too little is said</title>
      <clarify>
        <question>Is it about a repair or about money?</question>
        <choice concern="shop/flat-tire">A repair</choice>
        <choice concern="bank/loan">Money</choice>
      </clarify>
    </concern>
    """

  private static let nobody = """
    <concern id="else/nobody">
      <title>Not about bicycles</title>
      <none>We only know bicycles.</none>
      <match weight="5">weather</match>
    </concern>
    """

  private static let flatTireArticle = """
    <task id="flat-tire">
      <title>Mend a flat tire</title>
      <shortdesc>A patch is enough for a small hole.</shortdesc>
      <prolog><source href="https://shop.example/tires"/>
        <critdates><created date="2026-01-02"/><revised modified="2026-01-03"/></critdates></prolog>
      <taskbody>
        <prereq><p>Have a patch at hand.</p></prereq>
        <steps>
          <step audience="existing"><cmd>Show your <uicontrol>Repair card</uicontrol>.</cmd></step>
          <step audience="new"><cmd>Pay at <menucascade><uicontrol>Desk</uicontrol><uicontrol>Cash</uicontrol></menucascade>.</cmd></step>
          <step><cmd><xref href="wheel.dita">Take the wheel off</xref></cmd></step>
          <step importance="optional"><cmd>Clean the hole.</cmd>
            <info><note type="tip">Water shows &lt;bubbles&gt;.</note></info>
            <stepresult><p>The hole is clean.</p></stepresult></step>
        </steps>
        <result><p>The tire holds air.</p></result>
      </taskbody>
      <related-links><link href="wheel.dita"/></related-links>
    </task>
    """

  private static let wheelArticle = """
    <task id="wheel">
      <title>Take a wheel off</title>
      <prolog><critdates><created date="2026-01-02"/></critdates></prolog><taskbody><steps>
        <step><cmd>Turn the bicycle over.</cmd></step>
        <step><cmd>Loosen both nuts.</cmd></step>
      </steps></taskbody>
    </task>
    """

  private static let loanArticle = """
    <concept id="loan">
      <title>Ask the bank</title>
      <shortdesc>The bank keeps the loans.</shortdesc><prolog><critdates><created date="2026-01-02"/></critdates></prolog>
      <conbody><p>Have your number ready.</p></conbody>
    </concept>
    """
}
