internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// Ends connections that keep the server waiting, and answers what is no HTTP.
///
/// A head must be there within `idle` of the connection's begin or of the last answer, however its
/// bytes drip in, and a body within `body` of its head: a client that sends one byte a second holds a
/// connection no longer than one that sends none. In a crowd `idle` is short, so that connections which
/// say nothing do not keep others waiting to be let in. A client that was answered before it had sent
/// everything gets a moment to read the answer; what it still sends is thrown away.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: Deadlines
  private let counts: ServerCounts
  private let crowd: Crowd
  private var isReadingBody = false
  /// Requests that are not answered to the end.
  private var unanswered = 0
  private var hasBegunAnswer = false
  /// Whether what is still read or written is thrown away.
  private var isParting = false
  private var deadline: NIODeadline?
  private var alarm: Scheduled<Void>?

  init(_ limits: Deadlines, _ counts: ServerCounts, _ crowd: Crowd) {
    self.limits = limits
    self.counts = counts
    self.crowd = crowd
  }

  func handlerAdded(context: ChannelHandlerContext) {
    counts.connectionOpened()
    crowd.enter()
    expect(within: idle, context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    counts.connectionClosed()
    crowd.leave()
    alarm?.cancel()
  }

  // MARK: Reading

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      guard !isParting else { return }
      isReadingBody = true
      unanswered += 1
      expect(within: limits.body, context)
      if isWaiting(head) {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
      }
    case .body: guard !isParting else { return }
    case .end:
      isReadingBody = false
      guard !isParting else { return context.close(promise: nil) }
      deadline = nil
    }
    context.fireChannelRead(data)
  }

  /// Whether a client wants to be told before it sends the body; of one that would be too long it is
  /// told with the answer.
  ///
  /// Source: RFC 9110, section 10.1.1.
  private func isWaiting(_ head: HTTPRequest) -> Bool {
    guard let expected = head.headerFields[.expect], expected.lowercased() == "100-continue",
      unanswered == 1
    else { return false }
    return head.headerFields[.contentLength].flatMap(Int.init) ?? 0 <= JSONBody.limit
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let problem: Problem
    switch error {
    case HTTPParserError.headerOverflow:
      problem = Problem(
        .requestHeaderFieldsTooLarge, "The header fields are longer than is read here.")
    case is HTTPParserError, is HTTP1TypeConversionError:
      problem = Problem(.badRequest, "This is no request of HTTP/1.1.")
    default: return context.fireErrorCaught(error)
    }
    // Between the parts of an answer there is no room for another.
    if unanswered > 1 || hasBegunAnswer { return context.close(promise: nil) }
    part(with: problem, context)
  }

  // MARK: Writing

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isParting else { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status.kind != .informational:
      hasBegunAnswer = true
      if isReadingBody { head.headerFields[.connection] = "close" }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .head, .body: context.write(data, promise: promise)
    case .end:
      context.write(data, promise: promise)
      hasBegunAnswer = false
      unanswered -= 1
      if isReadingBody {
        part(context)
      } else if unanswered == 0 {
        expect(within: idle, context)
      }
    }
  }

  // MARK: Time

  private var idle: Duration { crowd.isDense ? min(limits.idle, limits.idleInCrowd) : limits.idle }

  private func expect(within time: Duration, _ context: ChannelHandlerContext) {
    let time = TimeAmount(time)
    deadline = .now() + time
    if alarm == nil { schedule(in: time, context) }
  }

  /// One alarm at a time, which looks at the deadline when it rings: setting one for every request
  /// would cost more than the request.
  private func schedule(in time: TimeAmount, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    alarm = context.eventLoop.scheduleTask(in: time) {
      let (handler, context) = bound.value
      handler.ring(context)
    }
  }

  private func ring(_ context: ChannelHandlerContext) {
    alarm = nil
    guard let deadline else { return }
    let left = deadline - .now()
    if left > .nanoseconds(0) { return schedule(in: left, context) }
    guard isReadingBody, unanswered == 1, !hasBegunAnswer, !isParting else {
      return context.close(promise: nil)
    }
    part(with: Problem(.requestTimeout, "The body did not come in time."), context)
  }

  // MARK: Parting

  private func part(with problem: Problem, _ context: ChannelHandlerContext) {
    let bytes = problem.bytes
    let head = HTTPResponse(
      status: problem.status,
      headerFields: [
        .contentType: Problem.mediaType, .contentLength: "\(bytes.count)", .connection: "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    part(context)
  }

  /// Says that no more comes and lets the client read: a connection that is closed with bytes unread
  /// is reset, and the answer may be lost with it.
  private func part(_ context: ChannelHandlerContext) {
    isParting = true
    context.flush()
    context.close(mode: .output, promise: nil)
    expect(within: limits.parting, context)
    alarm?.cancel()
    schedule(in: TimeAmount(limits.parting), context)
  }
}
