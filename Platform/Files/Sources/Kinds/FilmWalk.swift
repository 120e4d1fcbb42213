/// Walks through the boxes of a film (ISO/IEC 14496-12, 4.2).
enum FilmWalk {
    enum Result: Sendable {
        case whole
        case incomplete
        /// Built of the same boxes but no MP4: QuickTime, HEIC pictures, AVIF.
        case otherBrand
    }

    /// The brands that every browser and player takes for MP4 (mp4ra.org's list of brands).
    private static let brands: Set<String> = [
        "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ", "MSNV",
        "dash",
    ]

    static func mp4(_ bytes: [UInt8]) -> Result {
        guard bytes.count >= 16 else { return .incomplete }
        guard brands.contains(String(decoding: bytes[8..<12], as: UTF8.self)) else { return .otherBrand }
        var place = 0
        var hasIndex = false
        while place < bytes.count {
            guard var length = bytes.big32(at: place), let kind = bytes.big32(at: place + 4) else { return .incomplete }
            switch length {
            case 0: length = bytes.count - place
            case 1:
                guard let high = bytes.big32(at: place + 8), let low = bytes.big32(at: place + 12), high == 0 else {
                    return .incomplete
                }
                length = low
            default: break
            }
            guard length >= 8, place + length <= bytes.count else { return .incomplete }
            if kind == 0x6D6F_6F76 { hasIndex = true }
            place += length
        }
        return hasIndex ? .whole : .incomplete
    }
}
