extension SeededGenerator {
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(bound, 1), using: &self) }
  mutating func chance(_ one: Int) -> Bool { below(one) == 0 }
}
