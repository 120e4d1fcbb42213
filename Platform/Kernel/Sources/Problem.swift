/// Something that went wrong and can be told to a person: a kind, a message key of the string files, and a place.
///
/// The text itself lives in the string files in zh-Hans and en; `{name}` in it is replaced by the argument of that
/// name. Over HTTP a problem is answered as RFC 9457 (`application/problem+json`) or as a page.
public struct Problem: Error, Sendable, Equatable {
    /// What kind of trouble it is, with its HTTP status and the exit code of the command.
    public enum Kind: String, Sendable, CaseIterable {
        case badInput = "bad-input"
        case notFound = "not-found"
        case forbidden
        case conflict
        case tooLarge = "too-large"
        case unsupportedMedia = "unsupported-media"
        case tooManyRequests = "too-many-requests"
        case unavailable
        case failure

        public var httpStatus: Int {
            switch self {
            case .badInput: 422
            case .notFound: 404
            case .forbidden: 403
            case .conflict: 409
            case .tooLarge: 413
            case .unsupportedMedia: 415
            case .tooManyRequests: 429
            case .unavailable: 503
            case .failure: 500
            }
        }

        /// 2 where the input is at fault, 1 where Heng or the machine is.
        public var exitCode: Int32 {
            switch self {
            case .badInput, .notFound, .conflict, .tooLarge, .unsupportedMedia: 2
            case .forbidden, .tooManyRequests, .unavailable, .failure: 1
            }
        }
    }

    /// Where it is: a line of a file, or a field of a form.
    public enum Place: Sendable, Hashable {
        case file(String, line: Int?)
        case field(String)
    }

    public let kind: Kind
    public let key: String
    public let arguments: [String: String]
    public let place: Place?

    public init(_ kind: Kind, _ key: String, _ arguments: [String: String] = [:], at place: Place? = nil) {
        self.kind = kind
        self.key = key
        self.arguments = arguments
        self.place = place
    }
}
