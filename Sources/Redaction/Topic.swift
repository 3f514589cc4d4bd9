/// What a word says about a number near it.
enum Topic: UInt8 {
  case socialSecurity, taxpayer, adoption, employer
  case routing, account, bank, card
  case pin, phone, birth
  /// Part of a number: 4 digits that are the last of a longer one.
  case last
  /// Something that is not personal and has a number of its own: a confirmation, a case.
  case other
  /// What happened on a day.
  case event
  case code, month, number

  private static let words: [String: Topic] = {
    let lists: [(Topic, String)] = [
      (.socialSecurity, "ssn ssns socials social sosec ss soc"),
      (.taxpayer, "itin itins"),
      (.adoption, "atin atins"),
      (.employer, "ein eins fein feins employer federal"),
      // A taxpayer's number may be any of them; the first letter of the list is the likeliest.
      (.socialSecurity, "tin tins taxpayer"),
      (.routing, "routing aba rtn transit"),
      (.account, "account accounts acct accts acc checking savings iban"),
      (.bank, "bank deposit deposited bankname credit union"),
      (.card, "card cards visa mastercard amex discover debit cc cvv"),
      (.pin, "pin pins ippin ippins"),
      (
        .phone,
        "phone phones call called calling calls cell cellphone mobile telephone tel fax text texted "
          + "texts txt reach dial dialed ring contact landline sms callback hotline ph whatsapp cel"
      ),
      (.birth, "dob born birth birthday birthdate bday birthdays"),
      (.last, "last ending ends end"),
      (
        .other,
        "confirmation case ticket reference ref order tracking invoice serial zip claim submission "
          + "receipt transaction error docket agreement otp verification caf dln cycle badge permit"
      ),
      (
        .event,
        "filed file sent mailed received expires expired issued paid due dated since opened created "
          + "joined today yesterday"
      ),
      (.code, "code codes passcode"),
      (.number, "number numbers line"),
      (
        .month,
        "january february march april may june july august september october november december jan "
          + "feb mar apr jun jul aug sep sept oct nov dec"
      ),
    ]
    var words: [String: Topic] = [:]
    for (topic, list) in lists {
      for word in list.split(separator: " ") { words[String(word)] = topic }
    }
    return words
  }()

  /// - Parameter word: in small letters, of ASCII.
  init?(_ word: some Sequence<UInt8>) {
    let word = String(decoding: Array(word), as: UTF8.self)
    guard let topic = Self.words[word] else { return nil }
    self = topic
  }
}
