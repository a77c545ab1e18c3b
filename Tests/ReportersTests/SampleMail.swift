import Diagnostics
import Patches
import SourceText

/// A patch mail with one hunk, the tree that it is for, and what applying it comes to.
struct SampleMail {
  static let path = "kernel/bpf/sample.c"

  /// The file before the patch: thirty lines of declarations.
  static let before = (1...30).map { "int line\($0);\n" }.joined()

  static let header = """
    From: =?UTF-8?q?J=C3=B6rg?= Sender <joerg@example.org>
    To: bpf@vger.example.org
    Cc: "Doe, Jane" <jane@example.org>, maintainer@example.org (The Maintainer),
    \t=?UTF-8?B?w4ZhIMOY?= <ae@example.org>, joerg@example.org
    Subject: [PATCH bpf-next v2 2/3] bpf: Add a sample
    Date: Mon, 16 Nov 2026 10:00:00 +0100
    Message-ID: <patch-2@example.org>
    In-Reply-To: <cover@example.org>
    References: <cover@example.org>

    """

  static let diff = """
    diff --git a/kernel/bpf/sample.c b/kernel/bpf/sample.c
    --- a/kernel/bpf/sample.c
    +++ b/kernel/bpf/sample.c
    @@ -4,20 +4,21 @@ int line3;
     int line4;
     int line5;
     int line6;
     int line7;
     int line8;
     int line9;
     int line10;
     int line11;
    -int line12;
    +int changed;
    +int added;
     int line13;
     int line14;
     int line15;
     int line16;
     int line17;
     int line18;
     int line19;
     int line20;
     int line21;
     int line22;
     int line23;

    """

  static var mail: String { header + "\nA message.\n\n---\n kernel/bpf/sample.c | 3 +-\n\n" + diff + "-- \n2.50\n" }

  /// Files of a test.
  struct Base: PatchBase {
    var files: [String: String]

    func entry(at path: String) -> TreeEntry {
      files[path].map { .file(Array($0.utf8), mode: 0o100644) } ?? .missing
    }
  }

  let patches: [AppliedPatch]
  let sources: Sources

  /// Applies patches to files.
  init(_ text: String = mail, files: [String: String] = [path: before]) throws {
    var application = SeriesApplication(base: Base(files: files))
    patches = try PatchSeries(Array(text.utf8)).patches.map { application.apply($0) }
    var after = files.mapValues { Array($0.utf8) }
    for file in patches.flatMap(\.files) { after[file.newPath] = file.after }
    sources = Sources(after.map { SourceFile(path: $0.key, bytes: $0.value) })
  }

  /// The range of the first occurrence of a text in a file as the patch leaves it.
  func range(of text: String, in path: String = path) throws -> SourceRange {
    guard let file = sources.file(at: path),
      let found = String(decoding: file.bytes, as: UTF8.self).utf8.firstRange(of: text.utf8)
    else { throw NotFound(text: text) }
    let all = String(decoding: file.bytes, as: UTF8.self).utf8
    let start = all.distance(from: all.startIndex, to: found.lowerBound)
    return file.range(start..<(start + text.utf8.count))
  }

  struct NotFound: Error {
    var text: String
  }
}
