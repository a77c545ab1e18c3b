import Facts
import Preprocessor

/// The regions of a file in which missing-prototype warnings are off.
struct GuardRegions {
  private var events: [(token: Int, region: GuardRegion?)] = []

  init(_ text: CandidateText) {
    var pushes: [Bool] = []
    var open: [GuardRegion] = []
    func enter(_ region: GuardRegion, at index: Int) {
      open.append(region)
      events.append((index, region))
    }
    func leave(_ region: GuardRegion, at index: Int) {
      // An end is one of all that are open, since branches may each have a start; pragmas nest.
      if region == .diagnosticPragma, let last = open.lastIndex(of: region) {
        open.remove(at: last)
      } else {
        open.removeAll { $0 == region }
      }
      events.append((index, open.last))
    }
    text.forEachIdentifier { index in
      switch text.stream.text(index) {
      case "__bpf_kfunc_start_defs": enter(.kfuncDefs, at: index)
      case "__bpf_hook_start": enter(.hook, at: index)
      case "__bpf_kfunc_end_defs": leave(.kfuncDefs, at: index)
      case "__bpf_hook_end": leave(.hook, at: index)
      case "__diag_push": pushes.append(false)
      case "__diag_ignore_all":
        guard let call = text.call(at: index), let first = call.arguments.first,
          text.stream.text(first) == "\"-Wmissing-prototypes\"", pushes.last == false
        else { return }
        pushes[pushes.count - 1] = true
        enter(.diagnosticPragma, at: index)
      case "__diag_pop":
        if pushes.popLast() == true { leave(.diagnosticPragma, at: index) }
      default: break
      }
    }
  }

  /// Returns the region that a token stands in. O(regions).
  func region(atToken index: Int) -> GuardRegion? { events.last { $0.token < index }?.region ?? nil }
}
