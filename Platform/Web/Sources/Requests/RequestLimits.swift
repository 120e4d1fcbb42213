/// What a request may measure; beyond it the answer is 413 or 400, whatever the route.
public struct RequestLimits: Sendable {
    /// Fields of a query or a form, file parts counted.
    public var fields = 1_000
    /// Bytes of the address with its query.
    public var address = 8_192
    /// Bytes of the header lines of one part of a multipart body.
    public var partHeader = 4_096
    /// Bytes of a file part's name.
    public var fileName = 255
    /// Header fields of a request.
    public var headers = 100
    /// Bytes of all header fields together.
    public var headerBytes = 32_768
    /// Seconds after which a silent connection is closed.
    public var idleSeconds = 60
    /// Seconds that any body may take; beyond them it must have come at ``bodyBytesPerSecond``.
    public var bodySeconds = 30
    public var bodyBytesPerSecond = 4_096
    /// Connections at a time; more wait to be accepted.
    public var connections = 2_000

    public init() {}
}
