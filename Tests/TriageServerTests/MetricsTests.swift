import CoreMetrics
import Testing
import TriageServer

/// Figures in Prometheus' text format.
@Suite struct MetricsTests {
  @Test func figuresAreWrittenAsTheFormatAsks() {
    let registry = PrometheusRegistry()
    let counter = Counter(label: "a.total", dimensions: [("x", "1\"\\\n")], factory: registry)
    counter.increment(by: 2)
    Counter(label: "a.total", dimensions: [("x", "1\"\\\n")], factory: registry).increment()
    Meter(label: "b", factory: registry).set(-1.5)
    let timer = CoreMetrics.Timer(label: "c_seconds", dimensions: [("y", "z")], factory: registry)
    timer.recordNanoseconds(3_000_000)
    timer.recordNanoseconds(20_000_000_000)
    let text = registry.text
    #expect(
      text.hasPrefix(
        """
        # TYPE a_total counter
        a_total{x="1\\"\\\\\\n"} 3
        # TYPE b gauge
        b -1.5
        # TYPE c_seconds histogram
        c_seconds_bucket{y="z",le="0.0001"} 0
        """))
    #expect(text.contains("c_seconds_bucket{y=\"z\",le=\"0.0025\"} 0\n"))
    #expect(text.contains("c_seconds_bucket{y=\"z\",le=\"0.005\"} 1\n"))
    #expect(text.contains("c_seconds_bucket{y=\"z\",le=\"10\"} 1\n"))
    #expect(text.contains("c_seconds_bucket{y=\"z\",le=\"+Inf\"} 2\n"))
    #expect(text.contains("c_seconds_sum{y=\"z\"} 20.003\n"))
    #expect(text.hasSuffix("c_seconds_count{y=\"z\"} 2\n"))
  }

  @Test func requestsAndVerdictsAreCounted() async throws {
    try await TestServer.run { server in
      for _ in 0..<3 { _ = await server.client.post("/v1/verdicts", #"{"text": "flat tire"}"#) }
      _ = await server.client.get("/some/path/of/a/visitor")
      let text = await server.client.get("/metrics")?.text ?? ""
      #expect(
        text.contains(
          "triage_verdicts_total{owner=\"shop\",answer=\"steps\",decided=\"true\"} 3\n"))
      #expect(
        text.contains(
          "triage_request_duration_seconds_count{route=\"/v1/verdicts\",status=\"200\"} 3\n"))
      #expect(!text.contains("visitor"))
    }
  }
}
