import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request comes from.
public struct RequestSource: Sendable, Hashable {
    /// The network address of the other side; empty inside the process.
    public let address: String
    /// What the browser says it is.
    public let agent: String

    public init(address: String, agent: String) {
        self.address = address
        self.agent = agent
    }

    /// Behind a proxy for a public name, the address is the last one of `X-Forwarded-For`: the one the proxy itself
    /// wrote. Everything before it the sender may have made up.
    init(_ request: Request, peer: SocketAddress?, isBehindProxy: Bool) {
        var address = peer?.ipAddress ?? ""
        if isBehindProxy, let name = HTTPField.Name("X-Forwarded-For") {
            let hops = request.headers[values: name].joined(separator: ",").split(separator: ",")
            let last = hops.last.map { $0.filter { $0 != " " } } ?? ""
            let isAddress =
                !last.isEmpty && last.utf8.count <= 45 && last.allSatisfy { $0.isHexDigit || ".:".contains($0) }
            if isAddress { address = last }
        }
        self.init(address: address, agent: request.headers.first("User-Agent") ?? "")
    }
}
