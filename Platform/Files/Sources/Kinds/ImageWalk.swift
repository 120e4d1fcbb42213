/// Walks through images from part to part: an image is whole when the walk ends where the file ends.
enum ImageWalk {
    /// Chunks from IHDR to IEND and nothing behind (ISO/IEC 15948, 5.3).
    static func png(_ bytes: [UInt8]) -> Bool {
        var place = 8
        var isFirst = true
        while let length = bytes.big32(at: place), let kind = bytes.big32(at: place + 4) {
            if isFirst, kind != 0x4948_4452 { return false }
            isFirst = false
            place += 12 + length
            if place > bytes.count { return false }
            if kind == 0x4945_4E44 { return place == bytes.count }
        }
        return false
    }

    /// The header, blocks to the trailer, and nothing behind (GIF89a specification, appendix B).
    static func gif(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 13 else { return false }
        var place = 13 + colourTable(bytes[10])
        func skipSubBlocks() -> Bool {
            while place < bytes.count {
                let length = Int(bytes[place])
                place += 1 + length
                if length == 0 { return true }
            }
            return false
        }
        while place < bytes.count {
            switch bytes[place] {
            case 0x3B: return place + 1 == bytes.count
            case 0x21: place += 2
            case 0x2C:
                guard place + 10 < bytes.count else { return false }
                // Behind the descriptor and its colours stands one byte, the least code size.
                place += 11 + colourTable(bytes[place + 9])
            default: return false
            }
            guard skipSubBlocks() else { return false }
        }
        return false
    }

    private static func colourTable(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 0x07) + 1) }

    /// A RIFF of the stated length with a picture in it (RFC 9649, 2.4 to 2.7).
    static func webp(_ bytes: [UInt8]) -> Bool {
        guard let length = bytes.little32(at: 4), length + 8 == bytes.count else { return false }
        let first = bytes.dropFirst(12).prefix(4)
        guard
            [Array("VP8 ".utf8), Array("VP8L".utf8), Array("VP8X".utf8)].contains(where: { first.elementsEqual($0) })
        else { return false }
        var place = 12
        while place < bytes.count {
            guard let size = bytes.little32(at: place + 4) else { return false }
            place += 8 + size + size % 2
        }
        return place == bytes.count
    }

    /// Segments and scans to the end of the image (ISO/IEC 10918-1, annex B).
    ///
    /// Behind it only what cameras put there: further images, a film of the moment, or padding with zeros.
    static func jpeg(_ bytes: [UInt8]) -> Bool {
        var place = 2
        while place + 1 < bytes.count {
            guard bytes[place] == 0xFF else { return false }
            switch bytes[place + 1] {
            case 0xFF: place += 1
            case 0xD9: return isOfCamera(bytes, from: place + 2)
            case 0xD0...0xD8, 0x00, 0x01: return false
            case let marker:
                guard let length = bytes.big16(at: place + 2), length >= 2 else { return false }
                place += 2 + length
                if marker == 0xDA { place = endOfScan(bytes, from: place) }
            }
        }
        return false
    }

    /// The next marker that does not belong to the entropy-coded data.
    private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0xFF, bytes[place + 1] != 0x00, !(0xD0...0xD7).contains(bytes[place + 1]),
                bytes[place + 1] != 0xFF
            {
                return place
            }
            place += 1
        }
        return bytes.count
    }

    private static func isOfCamera(_ bytes: [UInt8], from place: Int) -> Bool {
        let rest = bytes[min(place, bytes.count)...]
        if rest.starts(with: [0xFF, 0xD8, 0xFF]) { return true }
        if rest.dropFirst(4).starts(with: Array("ftyp".utf8)) { return true }
        return rest.allSatisfy { $0 == 0 }
    }
}
