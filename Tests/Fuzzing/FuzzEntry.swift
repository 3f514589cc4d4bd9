import Glibc

/// Fuzzes the target that `TRIAGE_FUZZ` names, with libFuzzer's options on the command line
/// (<https://llvm.org/docs/LibFuzzer.html#options>). The package manager makes this the `main` of the
/// program, which libFuzzer would otherwise bring.
@_cdecl("triage_fuzz_main")
public func fuzz(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  let name = getenv("TRIAGE_FUZZ").map { String(cString: $0) } ?? ""
  guard FuzzTargets.all[name] != nil else {
    print("name a target in TRIAGE_FUZZ: \(FuzzTargets.all.keys.sorted())")
    return 64
  }
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { data, count in
    target?(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
  }
}

private let target = getenv("TRIAGE_FUZZ").flatMap { FuzzTargets.all[String(cString: $0)] }

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
