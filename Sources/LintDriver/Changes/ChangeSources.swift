import Reporters
import SourceText

/// Gives reporters the files as each change leaves them.
public struct ChangeSources: SourceProvider, Sendable {
  private let root: String
  private let views: [FileView]
  private let current: FileView

  init(root: String, views: [FileView]) {
    self.root = root
    self.views = views
    current = views.last ?? .disk
  }

  private init(root: String, view: FileView) {
    self.root = root
    views = []
    current = view
  }

  public func file(at path: String) -> SourceFile? {
    current.bytes(of: path.hasPrefix("/") ? path : root + "/" + path).map { SourceFile(path: path, bytes: $0) }
  }

  public func sources(ofChange index: Int) -> any SourceProvider {
    views.indices.contains(index) ? ChangeSources(root: root, view: views[index]) : self
  }
}
