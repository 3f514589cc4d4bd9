/// Something personal in a text.
package struct PersonalData: Sendable, Hashable {
  package var kind: Kind
  /// Where it stands, in UTF-8 bytes from 0.
  package var bytes: Range<Int>

  /// What is personal about it; the raw value is its name in a label.
  package enum Kind: String, Sendable, CaseIterable {
    case socialSecurityNumber = "SSN"
    /// Of people who have no Social Security number.
    case taxpayerNumber = "ITIN"
    case adoptionNumber = "ATIN"
    case employerNumber = "EIN"
    case card = "CARD"
    case phone = "PHONE"
    case email = "EMAIL"
    case dateOfBirth = "DOB"
    case routingNumber = "ROUTING"
    case account = "ACCOUNT"
    case identityPIN = "IP PIN"

    /// What stands in its place: `[SSN]`.
    package var label: String { "[\(rawValue)]" }
  }
}
