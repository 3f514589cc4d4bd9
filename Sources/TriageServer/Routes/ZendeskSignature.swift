internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The signature of a webhook of Zendesk: base64 of HMAC-SHA256, with the webhook's secret, of the
/// time stamp and the body.
///
/// Source: Zendesk developer documentation, “Verifying webhook authenticity”.
package struct ZendeskSignature: Sendable {
  private let key: SymmetricKey

  /// How far the time stamp may lie from now, in seconds: what was heard cannot be sent again later.
  private static let tolerance: TimeInterval = 300

  package init(secret: String) {
    key = SymmetricKey(data: Data(secret.utf8))
  }

  /// - Throws: a problem when the request is not signed, wrongly signed, or too old.
  func check(_ headers: HTTPFields, _ body: ByteBuffer, now: Date = Date()) throws(Problem) {
    guard let signature = headers[.zendeskSignature], let time = headers[.zendeskTimestamp] else {
      throw Problem(.unauthorized, "The request has no signature of Zendesk's.")
    }
    var message = HMAC<SHA256>(key: key)
    message.update(data: Data(time.utf8))
    message.update(data: Data(body.readableBytesView))
    guard let code = Data(base64Encoded: signature), message.finalize() == code else {
      throw Problem(
        .unauthorized, "The signature is not the one of the webhook's secret, time stamp and body.")
    }
    guard let sent = try? Date(time, strategy: .iso8601),
      abs(now.timeIntervalSince(sent)) <= Self.tolerance
    else {
      throw Problem(
        .unauthorized, "The time stamp is not within five minutes of this server's clock.")
    }
  }
}

extension HTTPField.Name {
  static let zendeskSignature = Self("X-Zendesk-Webhook-Signature") ?? .authorization
  static let zendeskTimestamp = Self("X-Zendesk-Webhook-Signature-Timestamp") ?? .date
}
