/// How much of a patch is read. Patches and mails come from strangers; beyond these limits input is refused with a message.
public struct PatchLimits: Sendable {
  /// Bytes of the input; the patch between two releases of the kernel has some 60 MiB.
  public var inputBytes = 64 << 20
  /// Lines of the input, and of what its mails decode to.
  public var lines = 4_000_000
  /// Mails in one mailbox.
  public var messages = 2_000
  /// Files in one patch.
  public var files = 20_000
  /// Hunks in one patch.
  public var hunks = 200_000
  /// How deep `multipart` and `message/rfc822` parts may nest.
  public var mimeDepth = 8
  /// Parts of one mail.
  public var mimeParts = 256
  /// Header fields of one mail, and bytes of one field.
  public var headerFields = 2_000
  public var headerFieldBytes = 64 << 10
  /// Notices kept of one patch; more say nothing new.
  public var notices = 1_000
  /// Bytes of one file that is patched.
  public var fileBytes = 64 << 20
  /// Bytes that all versions of all patched files may have together.
  public var appliedBytes = 1 << 30
  /// Lines that may be compared or moved while the hunks of a series look for their places: some seconds.
  public var work = 2_000_000_000

  public init() {}
}
