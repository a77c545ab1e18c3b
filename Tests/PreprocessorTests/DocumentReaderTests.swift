import SourceText
import Testing

@testable import Preprocessor

@Suite struct DocumentReaderTests {
  private func reader(_ text: String) -> DocumentReader {
    DocumentReader(file: SourceFile(path: "a.rst", bytes: Array(text.utf8)))
  }

  @Test("identifiers of a directive go on in deeper lines and end with the next option or paragraph")
  func identifiers() {
    let text = """
      .. kernel-doc:: a.c
         :identifiers: f g
                       h
         :no-identifiers: i

      .. kernel-doc:: b.c
        :functions: j

      k
      .. kernel-doc:: c.c
         :doc: l
      """
    #expect(reader(text).identifiers().map { $0.file + ":" + $0.name } == ["a.c:f", "a.c:g", "a.c:h", "b.c:j"])
  }

  @Test("each flag is found once, and a prefix is none")
  func flags() {
    #expect(reader("KF_A, ``KF_B``; KF_A\nKF_* and KF_ are KF_x").flags().map(\.name) == ["KF_A", "KF_B"])
  }

  @Test("comments say what they are about")
  func documentedNames() {
    let text = "/**\n * f() - Does.\n */\n/** struct s - Is. */\n/* g() - no */\n/**\n * h: too\n */"
    #expect(DocumentReader.documentedNames(in: Array(text.utf8)) == ["f", "s", "h"])
  }
}
