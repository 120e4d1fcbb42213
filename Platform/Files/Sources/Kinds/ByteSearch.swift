/// Looks for signatures in bytes.
enum ByteSearch {
    static func starts(_ bytes: [UInt8], _ signature: StaticString) -> Bool {
        bytes.starts(with: Self.bytes(of: signature))
    }

    /// Complexity: O(bytes × signature).
    static func contains(_ signature: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
        let wanted = Self.bytes(of: signature)
        guard bytes.count >= wanted.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains { start in
            bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// Whether a ZIP reader would find a directory at the end: its end record (APPNOTE.TXT 4.3.16) reaches exactly to the
    /// last byte, with a comment of at most 65,535 bytes behind it.
    static func endsWithArchive(_ bytes: [UInt8]) -> Bool {
        let length = 22
        guard bytes.count >= length else { return false }
        let last = bytes.count - length
        for start in stride(from: last, through: max(0, last - 65_535), by: -1)
        where bytes[start] == 0x50 && bytes[start + 1] == 0x4B && bytes[start + 2] == 0x05 && bytes[start + 3] == 0x06 {
            let comment = Int(bytes[start + 20]) | Int(bytes[start + 21]) << 8
            if start + length + comment == bytes.count { return true }
        }
        return false
    }

    private static func bytes(of text: StaticString) -> [UInt8] { text.withUTF8Buffer { Array($0) } }
}

extension [UInt8] {
    /// A whole number of two or four bytes at an offset, nil beyond the end.
    func little16(at offset: Int) -> Int? {
        guard offset >= 0, offset + 2 <= count else { return nil }
        return Int(self[offset]) | Int(self[offset + 1]) << 8
    }

    func little32(at offset: Int) -> Int? {
        guard let low = little16(at: offset), let high = little16(at: offset + 2) else { return nil }
        return low | high << 16
    }

    func big16(at offset: Int) -> Int? { little16(at: offset).map { ($0 & 0xFF) << 8 | $0 >> 8 } }

    func big32(at offset: Int) -> Int? {
        guard let high = big16(at: offset), let low = big16(at: offset + 2) else { return nil }
        return high << 16 | low
    }
}
