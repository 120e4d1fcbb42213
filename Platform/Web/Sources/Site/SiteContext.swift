import Hummingbird
import Logging

/// What travels with a request through the router.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Who asks and how; set by the outermost middleware.
    var visitor: Visitor?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// A context without a connection, for clients inside the process.
    public init(logger: Logger) {
        coreContext = .init(source: LoggerSource(logger: logger))
    }

    private struct LoggerSource: RequestContextSource {
        let logger: Logger
    }
}
