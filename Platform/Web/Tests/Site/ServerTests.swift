import Foundation
import Hummingbird
import Kernel
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing
import WebTesting

@testable import Web

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The site behind a real socket, where limits of the protocol and the end of the process show.
@Suite(.serialized) struct ServerTests {
    /// Runs a site on a free port of loopback, then ends it gracefully.
    private func serve(
        _ change: (inout SiteConfiguration) -> Void = { _ in }, _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let site = try Site(SampleEngine.configuration(change: change))
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = site.application(port: 0) { channel in
            continuation.yield(channel.localAddress?.port ?? 0)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [application], logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            do { try await body(port) } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Sends bytes and reads until the other side closes or is silent for ten seconds.
    private func exchange(_ port: Int, _ text: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: blocking reads would starve the few threads that tasks share.
            Thread.detachNewThread { continuation.resume(with: Result { try Self.talk(port, text) }) }
        }
    }

    private static func talk(_ port: Int, _ text: String) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { break }
            sent += count
        }
        var reply: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            reply += buffer[..<count]
        }
        return String(decoding: reply, as: UTF8.self)
    }

    private func status(_ reply: String) -> Int? {
        reply.hasPrefix("HTTP/1.1 ") ? Int(reply.dropFirst(9).prefix(3)) : nil
    }

    @Test("a page comes over a socket with all its headers, and the server ends when told")
    func page() async throws {
        try await serve { port in
            let reply = try await exchange(port, "GET /items HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(status(reply) == 200 && reply.contains("</html>"))
            #expect(reply.contains("Content-Security-Policy: default-src 'none'"))
            #expect(!reply.lowercased().contains("\r\nserver:"))
        }
    }

    @Test("too many and too large headers, ambiguous lengths and broken requests get no page")
    func hostileRequests() async throws {
        try await serve { port in
            let many = (0..<2_000).map { "X-\($0): 1\r\n" }.joined()
            let large = "X-Large: \(String(repeating: "a", count: 200_000))\r\n"
            let head = "Host: localhost\r\nConnection: close\r\n"
            for request in [
                "GET / HTTP/1.1\r\n\(head)\(many)\r\n", "GET / HTTP/1.1\r\n\(head)\(large)\r\n",
                "POST /report HTTP/1.1\r\n\(head)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /report HTTP/1.1\r\n\(head)Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
                "POST /report HTTP/1.1\r\n\(head)Content-Length: -1\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\(head)\r\n",
                "GET / HTTP/1.1\r\n\(head)X: a\r\n b\r\n c\u{0}\r\n\r\n", "\u{1}\u{2}\u{3}\r\n\r\n", "GET\r\n\r\n",
            ] {
                let reply = try await exchange(port, request)
                let code = status(reply)
                #expect(code == nil || (400..<500).contains(code ?? 0), "\(request.prefix(60)): \(reply.prefix(60))")
            }
            let address = String(repeating: "a", count: 20_000)
            #expect(status(try await exchange(port, "GET /\(address) HTTP/1.1\r\n\(head)\r\n")) == 414)
            #expect(status(try await exchange(port, "GET / HTTP/1.1\r\n\(head)\r\n")) == 200)
        }
    }

    @Test("a silent connection is closed, and a body that trickles is refused")
    func slow() async throws {
        try await serve({ $0.limits.idleSeconds = 1 }) { port in
            let began = ContinuousClock.now
            let reply = try await exchange(port, "GET / HTTP/1.1\r\nHost: local")
            #expect(reply.isEmpty)
            #expect(ContinuousClock.now - began < .seconds(1.9))
        }
        let client = try SampleEngine.client { $0.limits.bodySeconds = -1 }
        let reply = try await client.post("/report", ForgeryGuardTests.fields, from: "/report")
        #expect(reply.status == 408)
    }

    @Test("the site is served for as long as HENG_GALLERY_SECONDS says, to be looked at with a browser")
    func lookAt() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let seconds = environment["HENG_GALLERY_SECONDS"].flatMap(Int.init),
            let folder = environment["HENG_GALLERY"]
        else { return }
        try await serve { port in
            try Data("\(port)".utf8).write(to: URL(filePath: folder).appending(path: "port"))
            try await Task.sleep(for: .seconds(seconds))
        }
    }
}
