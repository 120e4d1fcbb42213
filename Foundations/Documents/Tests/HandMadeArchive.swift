/// A ZIP archive written byte by byte, for archives that no honest program would write.
struct HandMadeArchive {
    struct Entry {
        var name: [UInt8]
        var content: [UInt8]
        var flags: UInt16 = 0
        var method: UInt16 = 0
        var checksum: UInt32?
        var claimedSize: UInt32?
        var system: UInt8 = 0
        var attributes: UInt32 = 0

        init(_ name: String, _ content: String) {
            self.name = Array(name.utf8)
            self.content = Array(content.utf8)
        }
    }

    var entries: [Entry]

    var bytes: [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let checksum = entry.checksum ?? Self.checksum(entry.content)
            let size = entry.claimedSize ?? UInt32(entry.content.count)
            let common =
                Self.word(20) + Self.word(entry.flags) + Self.word(entry.method) + Self.word(0) + Self.word(0x21)
                + Self.long(checksum) + Self.long(UInt32(entry.content.count)) + Self.long(size)
                + Self.word(UInt16(entry.name.count)) + Self.word(0)
            directory +=
                Self.long(0x0201_4B50) + [20, entry.system] + common + Self.word(0) + Self.word(0) + Self.word(0)
            directory += Self.long(entry.attributes) + Self.long(UInt32(output.count)) + entry.name
            output += Self.long(0x0403_4B50) + common + entry.name + entry.content
        }
        let count = Self.word(UInt16(entries.count))
        return output + directory + Self.long(0x0605_4B50) + Self.word(0) + Self.word(0) + count + count
            + Self.long(UInt32(directory.count)) + Self.long(UInt32(output.count)) + Self.word(0)
    }

    static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    static func long(_ value: UInt32) -> [UInt8] { word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16)) }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}
