/// Damages texts in the ways in which patches and mails are damaged.
struct Mutator {
  let seeds: [[UInt8]]

  /// Words that readers look for.
  private static let words = [
    "diff --git a/x b/x\n", "--- a/x\n+++ b/x\n", "@@ -1,3 +1,3 @@\n", "@@ -0,0 +1 @@",
    "\\ No newline at end of file\n",
    "rename from x\nrename to y\n", "copy from x\n", "new file mode 120000\n", "deleted file mode 100644\n",
    "index 1111111..2222222 100644\n",
    "GIT binary patch\n", "/dev/null", "../", "/.git/", "\"a/\\303\\244\"", "\u{0}", "\r\n", "\n", "\n\n", "---\n",
    "-- \n", "-- >8 --\n",
    "From a Mon Sep 17 00:00:00 2001\n", ">From ", "Subject: [PATCH v2 3/9] x\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Type: text/plain; charset=windows-1252; format=flowed; delsp=yes\n", "--b\n", "--b--\n", "=?UTF-8?q?=C3?=",
    "=\n",
    "References: <1> <2>\n", "Message-ID: <1>\n", "In-Reply-To: <2>\n",
    "commit 0123456789012345678901234567890123456789\n",
    "99999999999999999999", "-1", "0", "4294967296", " ", "\t", "+", "-",
    "base-commit: 0123456789012345678901234567890123456789\n",
  ].map { Array($0.utf8) }

  /// The input of one execution.
  func input(_ random: inout SeededGenerator) -> [UInt8] {
    var text = seeds[random.below(seeds.count)]
    if random.chance(8) { text += seeds[random.below(seeds.count)] }
    for _ in 0..<(1 + random.below(random.chance(4) ? 40 : 4)) { mutate(&text, &random) }
    return Array(text.prefix(64 << 10))
  }

  private func mutate(_ text: inout [UInt8], _ random: inout SeededGenerator) {
    let place = random.below(text.count + 1)
    switch random.below(8) {
    case 0: if place < text.count { text[place] = UInt8(random.below(256)) }
    case 1, 2: text.insert(contentsOf: Self.words[random.below(Self.words.count)], at: place)
    case 3: text.removeSubrange(place..<min(text.count, place + random.below(1 << random.below(9))))
    case 4:
      let slice = text[place..<min(text.count, place + random.below(1 << random.below(11)))]
      text.insert(contentsOf: Array(slice), at: random.below(text.count + 1))
    case 5: text.removeSubrange(place...)
    case 6:
      // Another line takes the place of one.
      let lines = text.split(separator: 10, omittingEmptySubsequences: false)
      let from = lines[random.below(lines.count)]
      let to = lines[random.below(lines.count)]
      text.replaceSubrange(to.startIndex..<to.endIndex, with: Array(from))
    default:
      // A digit becomes another.
      let digits = text.indices.filter { (48...57).contains(text[$0]) }
      if !digits.isEmpty { text[digits[random.below(digits.count)]] = UInt8(48 + random.below(10)) }
    }
  }
}
