// swift-tools-version: 6.1
import PackageDescription

// A package of its own: the default build needs no fuzzer. `Sources/Patches` is a link to the library.
let package = Package(
  name: "Fuzzing",
  targets: [
    .target(name: "Patches"),
    .executableTarget(name: "PatchFuzz", dependencies: ["Patches"]),
  ],
  swiftLanguageModes: [.v6]
)
