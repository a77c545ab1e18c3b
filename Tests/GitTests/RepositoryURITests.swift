import Git
import Testing

@Suite struct RepositoryURITests {
  @Test(arguments: [
    ("https://example.org/linux.git", "https://example.org/linux.git"),
    ("https://user:token@example.org:8443/linux.git?key=1#x", "https://example.org:8443/linux.git"),
    ("HTTPS://a@b@example.org/x", "https://example.org/x"),
    ("git@example.org:bpf/linux.git", "ssh://example.org/bpf/linux.git"),
    ("example.org:/srv/linux", "ssh://example.org/srv/linux"),
    ("ssh://git@example.org/~me/x", "ssh://example.org/~me/x"),
    ("git://example.org/pub", "git://example.org/pub"),
  ]) func `addresses are absolute URIs without anybody's name`(remote: String, uri: String) {
    #expect(RepositoryURI.make(remote) == uri)
  }

  @Test(arguments: [
    "", "/srv/git/linux.git", "../linux", "./a:b", "file:///srv/git", "ext::sh -c x", "https://", "https://user@/x",
    "https://example.org/a b", "https://exa mple.org/", "https://example.org/\u{1B}", ":x", "@:x",
  ]) func `paths of this machine and what is no address are left out`(remote: String) {
    #expect(RepositoryURI.make(remote) == nil)
  }
}
