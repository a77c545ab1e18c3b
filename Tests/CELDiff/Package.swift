// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the default build needs no Python. `Sources/CEL` is a link to the library.
let package = Package(
  name: "CELDiff",
  targets: [
    .target(name: "CEL"),
    .executableTarget(name: "CELDiff", dependencies: ["CEL"]),
  ],
  swiftLanguageModes: [.v6]
)
