import Foundation

/// The unit of the protocol between parent and worker: a length of four bytes, low byte first, and that many bytes of JSON.
enum Frame {
  /// No frame is longer; 64 MiB.
  static let sizeLimit = 64 << 20

  /// Returns the frame of a message.
  static func encode(_ message: some Encodable) throws -> [UInt8] {
    let payload = try JSONEncoder().encode(message)
    var frame: [UInt8] = []
    frame.reserveCapacity(payload.count + 4)
    for shift in stride(from: 0, to: 32, by: 8) { frame.append(UInt8(truncatingIfNeeded: payload.count >> shift)) }
    frame += payload
    return frame
  }

  /// Returns the message of a payload.
  static func decode<Message: Decodable>(_ type: Message.Type, from payload: [UInt8]) throws -> Message {
    try JSONDecoder().decode(type, from: Data(payload))
  }

  /// Collects bytes into frames.
  struct Assembler {
    private var bytes: [UInt8] = []
    private var start = 0

    /// Why the stream cannot be read on.
    struct Oversized: Error {}

    mutating func append(_ chunk: UnsafeRawBufferPointer) { bytes += chunk }

    /// Removes and returns the payload of the next complete frame.
    mutating func next() throws(Oversized) -> [UInt8]? {
      guard bytes.count - start >= 4 else { return nil }
      var length = 0
      for offset in 0..<4 { length |= Int(bytes[start + offset]) << (8 * offset) }
      guard length <= Frame.sizeLimit else { throw Oversized() }
      guard bytes.count - start >= 4 + length else { return nil }
      let payload = Array(bytes[(start + 4)..<(start + 4 + length)])
      start += 4 + length
      if start == bytes.count {
        bytes.removeAll(keepingCapacity: true)
        start = 0
      }
      return payload
    }
  }
}
