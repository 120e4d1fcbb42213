import Hummingbird
import Logging
import NIOCore

/// What travels with a request through the router.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Who asks and how; set by the outermost middleware.
    var visitor: Visitor?
    /// The other side of the connection; nil inside the process.
    let peer: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress
    }

    /// A context without a connection, for clients inside the process.
    public init(logger: Logger) {
        coreContext = .init(source: LoggerSource(logger: logger))
        peer = nil
    }

    private struct LoggerSource: RequestContextSource {
        let logger: Logger
    }
}
