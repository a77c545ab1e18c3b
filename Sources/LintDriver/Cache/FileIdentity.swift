#if canImport(Glibc)
  import Glibc
#endif

/// Tells programs and libraries apart without reading them: an installation or a build gives them another inode, size or time.
public enum FileIdentity {
  /// Returns a text that changes with the file that is at a path, links followed; nil when there is none.
  public static func text(of path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let time = status.st_mtim
    return "\(status.st_dev):\(status.st_ino):\(status.st_size):\(time.tv_sec).\(time.tv_nsec)"
  }
}
