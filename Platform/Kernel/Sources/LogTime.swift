/// A moment of the real clock: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
///
/// Log time says when something was written down. What falls on a day is decided by the business date instead.
public struct LogTime: Sendable, Hashable, Comparable, Codable {
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public static func < (left: LogTime, right: LogTime) -> Bool { left.microseconds < right.microseconds }

    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}
