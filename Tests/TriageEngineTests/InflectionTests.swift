import Testing

@testable import TriageEngine

@Suite struct InflectionTests {
  @Test(arguments: [
    ("receive", ["receive", "receives", "received", "receiving"]),
    ("verify", ["verify", "verifies", "verifys", "verified", "verifying"]),
    ("log", ["log", "logs", "loged", "loging", "logged", "logging"]),
    ("address", ["address", "addresses", "addresss", "addressed", "addressing"]),
    ("get", ["get", "gets", "got", "gotten", "getting"]),
    ("agree", ["agree", "agrees", "agreed", "agreeing"]),
    ("received", ["received"]), ("codes", ["codes"]), ("nothing", ["nothing"]),
    ("cp", ["cp"]), ("2000", ["2000"]),
  ])
  func forms(_ word: String, _ wanted: [String]) {
    #expect(Set(Inflection.forms(of: word)) == Set(wanted))
  }
}
