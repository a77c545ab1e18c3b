import Facts
import Preprocessor

/// The regions of a file in which missing-prototype warnings are off.
struct GuardRegions {
  private var events: [(token: Int, region: GuardRegion?)] = []

  init(_ text: CandidateText) {
    var pushes: [Bool] = []
    text.forEachIdentifier { index in
      switch text.stream.text(index) {
      case "__bpf_kfunc_start_defs": events.append((index, .kfuncDefs))
      case "__bpf_hook_start": events.append((index, .hook))
      case "__bpf_kfunc_end_defs", "__bpf_hook_end": events.append((index, nil))
      case "__diag_push": pushes.append(false)
      case "__diag_ignore_all":
        guard let call = text.call(at: index), let first = call.arguments.first,
          text.stream.text(first) == "\"-Wmissing-prototypes\"", !pushes.isEmpty
        else { return }
        pushes[pushes.count - 1] = true
        events.append((index, .diagnosticPragma))
      case "__diag_pop":
        if pushes.popLast() == true { events.append((index, nil)) }
      default: break
      }
    }
  }

  /// Returns the region that a token stands in. O(regions).
  func region(atToken index: Int) -> GuardRegion? { events.last { $0.token < index }?.region ?? nil }
}
