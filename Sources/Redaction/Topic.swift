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

  /// A word in small letters, packed into a number: to look one up takes no memory of its own.
  struct Word: Hashable {
    private var letters: UInt128 = 0

    /// Adds a letter of ASCII; what is longer than any word that speaks of numbers stays no such word.
    mutating func add(_ letter: UInt8) {
      letters = letters >> 120 == 0 ? letters << 8 | UInt128(letter | 0x20) : .max
    }
  }

  private static let words: [Word: Topic] = {
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
    var words: [Word: Topic] = [:]
    for (topic, list) in lists {
      for text in list.split(separator: " ") {
        var word = Word()
        for letter in text.utf8 { word.add(letter) }
        words[word] = topic
      }
    }
    return words
  }()

  init?(_ word: Word) {
    guard let topic = Self.words[word] else { return nil }
    self = topic
  }
}
