import LintDriver
import RuleEngine

/// A command that cannot do its work.
struct CommandFailure: Error {
  /// What and where, without a full stop.
  var message: String
  /// What to do about it.
  var remedy: String?
  /// 2 for the user's part, 4 for ours.
  var exitCode: Int32

  init(message: String, remedy: String?, exitCode: Int32) {
    self.message = message
    self.remedy = remedy
    self.exitCode = exitCode
  }

  /// Says on standard error what is wrong and what to do.
  func report() {
    StandardStreams.writeError("kfunclint: error: \(message)\n")
    if let remedy { StandardStreams.writeError("kfunclint: note: \(remedy)\n") }
  }

  init(_ error: AnalysisError) {
    self.init(message: error.message, remedy: error.remedy, exitCode: error.exitCode)
  }

  init(_ error: RuleSetError) {
    var code: Int32 = 2
    if case .brokenBuiltin = error { code = 4 }
    self.init(message: "\(error)", remedy: error.remedy, exitCode: code)
  }

  init(_ failure: LintSession.Failure) {
    switch failure {
    case .analysis(let error): self.init(error)
    case .baseline(let error): self.init(message: error.message, remedy: error.remedy, exitCode: 2)
    }
  }

  init(_ failure: ChangeSession.Failure) {
    switch failure {
    case .lint(let failure): self.init(failure)
    case .change(let error): self.init(message: error.message, remedy: error.remedy, exitCode: 2)
    }
  }

  init(_ error: ConfigurationError) {
    self.init(message: error.message, remedy: error.remedy, exitCode: 2)
  }

  init(_ error: FindingExplanation.Failure) {
    self.init(message: error.message, remedy: error.remedy, exitCode: 2)
  }

  init(_ error: SettingsError) {
    switch error {
    case .configuration(let error): self.init(error)
    case .rules(let error): self.init(error)
    }
  }
}
