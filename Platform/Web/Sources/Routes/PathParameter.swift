import CivicCalendar
import Kernel

/// A value that can stand in one segment of a path, and be read back from it.
///
/// A segment that does not read as the type is answered with 404: nothing is there.
public protocol PathParameter: Sendable {
    /// Reads a decoded segment; nil where it is no such value.
    init?(pathSegment: String)
    /// The segment before percent-encoding. Never empty in a link that works.
    var pathSegment: String { get }
}

extension String: PathParameter {
    public init?(pathSegment: String) { self = pathSegment }
    public var pathSegment: String { self }
}

extension Int: PathParameter {
    public init?(pathSegment: String) {
        guard let value = Int(pathSegment), String(value) == pathSegment else { return nil }
        self = value
    }
    public var pathSegment: String { String(self) }
}

extension Identifier: PathParameter {
    public init?(pathSegment: String) { self.init(pathSegment) }
    public var pathSegment: String { text }
}

extension PathParameter where Self: RawRepresentable, RawValue == String {
    public init?(pathSegment: String) { self.init(rawValue: pathSegment) }
    public var pathSegment: String { rawValue }
}
