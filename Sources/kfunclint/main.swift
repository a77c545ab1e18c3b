import Pipes
import Worker

// The worker role is decided before anything else is set up: it must not inherit more than it needs.
if CommandLine.arguments.dropFirst().first == AnalysisArguments.workerCommand {
  WorkerChild.run(
    limits: CommandLine.arguments.last == "precompile" ? .precompiling : .parsing, handler: ClangWorker())
}
BrokenPipes.becomeErrors()
await KfunclintCommand.run(Array(CommandLine.arguments.dropFirst()))
