/// The version as the top Makefile of a kernel states it.
public struct MakefileVersion: Codable, Hashable, Sendable {
  public var version: Int
  public var patchLevel: Int
  public var sublevel: Int
  /// `-rc3`, or what a distribution appends; often empty.
  public var extraVersion: String

  public init(version: Int, patchLevel: Int, sublevel: Int, extraVersion: String = "") {
    self.version = version
    self.patchLevel = patchLevel
    self.sublevel = sublevel
    self.extraVersion = extraVersion
  }

  /// Reads the `VERSION`, `PATCHLEVEL`, `SUBLEVEL` and `EXTRAVERSION` lines; nil unless the first two are numbers.
  public init?(makefile bytes: [UInt8]) {
    var values: [String: String] = [:]
    for line in MakefileLine.lines(of: bytes) {
      guard let assignment = line.assignment else { continue }
      switch assignment.name {
      case "VERSION", "PATCHLEVEL", "SUBLEVEL", "EXTRAVERSION":
        if values[assignment.name] == nil { values[assignment.name] = assignment.value }
      default: break
      }
      if values.count == 4 { break }
    }
    guard let version = values["VERSION"].flatMap({ Int($0) }),
      let patchLevel = values["PATCHLEVEL"].flatMap({ Int($0) })
    else { return nil }
    self.init(
      version: version, patchLevel: patchLevel, sublevel: values["SUBLEVEL"].flatMap { Int($0) } ?? 0,
      extraVersion: values["EXTRAVERSION"] ?? "")
  }
}

extension MakefileVersion: CustomStringConvertible {
  /// The release as `make kernelversion` prints it, such as `6.12.117` or `6.13.0-rc2`.
  public var description: String { "\(version).\(patchLevel).\(sublevel)\(extraVersion)" }
}
