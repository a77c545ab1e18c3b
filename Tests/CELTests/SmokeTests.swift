import CEL
import Testing

@Test func evaluatesASum() throws {
  let program = try Program.compile("1 + 1", in: Environment()).get()
  #expect(program.evaluate(variables: [:]) == .value(.int(2)))
}
