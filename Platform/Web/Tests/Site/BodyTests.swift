import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct BodyTests {
    private func send(
        _ client: TestClient, _ type: String, _ body: [UInt8], path: String = "/report"
    ) async throws -> TestClient.Reply {
        let token = try #require(try await client.get("/report").hiddenField("csrf-token"))
        return try await client.send(
            "POST", path, headers: [("Content-Type", type), ("X-CSRF-Token", token)], body: body)
    }

    @Test("a form with a file arrives whole, the file's name cleaned")
    func upload() async throws {
        let client = try SampleEngine.client()
        let (body, type) = TestClient.multipart(
            fields: ForgeryGuardTests.fields,
            files: [("file", "../../表 格%22.xlsx", "application/octet-stream", [0, 255, 13, 10, 45, 45])])
        let reply = try await send(client, type, body)
        #expect(reply.status == 303)
        #expect(try await client.get("/items").text.contains("已提交“报告_.._表 格_.xlsx”。"))
    }

    @Test("bodies beyond the route's limit are 413, of other types 415")
    func limits() async throws {
        let client = try SampleEngine.client()
        let form = "application/x-www-form-urlencoded"
        let large = Array("title=".utf8) + Array(repeating: 97, count: 200_000)
        let reply = try await send(client, form, large)
        #expect(reply.status == 413 && reply.text.contains("200 KB"))
        #expect(try await send(client, "text/plain", [97]).status == 415)
        #expect(try await send(client, "text/xml", Array("<a/>".utf8), path: "/data").status == 415)
        #expect(try await send(client, form, Array("a=%ff".utf8)).status == 400)
        #expect(try await send(client, form, [97, 61, 0xFF]).status == 400)
    }

    static let boundary = "b"
    static func part(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    @Test(
        "a malformed multipart body is one fault, never a crash",
        arguments: [
            "", "--b", "--b\n", "--c--", "--b\nContent-Disposition: form-data; name=\"a\"\n\n1",
            "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b", "--b\nno header\n\n1\n--b--",
            "--b\n\n\n1\n--b--", "--b\nContent-Disposition: form-data\n\n1\n--b--",
            "--b\nContent-Disposition: attachment; name=\"a\"\n\n1\n--b--",
        ])
    func malformed(_ text: String) {
        #expect(throws: RequestFault.self) {
            try Multipart.read(Self.part(text), boundary: Self.boundary, limits: RequestLimits())
        }
    }

    @Test("every prefix of a good body is refused or read, and none is read as something longer")
    func prefixes() throws {
        let (body, type) = TestClient.multipart(
            fields: [("a", "1"), ("b", "二")], files: [("f", "x.txt", "text/plain", [1, 2, 3])])
        let boundary = MediaTypeHeader(type).parameters["boundary"]
        let whole = try Multipart.read(body, boundary: boundary, limits: RequestLimits())
        #expect(whole.fields.items == [QueryItem("a", "1"), QueryItem("b", "二")])
        #expect(whole.file("f")?.bytes == [1, 2, 3])
        var read = 0
        for count in 0..<body.count {
            do {
                let part = try Multipart.read(Array(body.prefix(count)), boundary: boundary, limits: RequestLimits())
                #expect(part == whole)
                read += 1
            } catch { #expect(error.kind == .badRequest) }
        }
        #expect(read == 2)
    }

    @Test("limits on parts, their headers and file names hold")
    func partLimits() {
        var limits = RequestLimits()
        limits.fields = 3
        let four = TestClient.multipart(fields: (0..<4).map { ("a\($0)", "1") }, files: [])
        let boundary = MediaTypeHeader(four.contentType).parameters["boundary"]
        #expect(throws: RequestFault(.tooLarge, "web.fault.too-many-fields")) {
            try Multipart.read(four.body, boundary: boundary, limits: limits)
        }
        let long = TestClient.multipart(
            fields: [], files: [("f", String(repeating: "n", count: 300), "text/plain", [1])])
        #expect(throws: RequestFault.self) { try Multipart.read(long.body, boundary: boundary, limits: limits) }
        let huge = TestClient.multipart(fields: [(String(repeating: "n", count: 5_000), "1")], files: [])
        #expect(throws: RequestFault.self) { try Multipart.read(huge.body, boundary: boundary, limits: limits) }
        #expect(throws: RequestFault.self) { try Multipart.read(four.body, boundary: nil, limits: limits) }
        let nul = TestClient.multipart(fields: [("a", "x\0y")], files: [])
        #expect(throws: RequestFault.self) { try Multipart.read(nul.body, boundary: boundary, limits: limits) }
    }

    @Test("an empty file input counts as no file")
    func emptyFile() throws {
        let (body, type) = TestClient.multipart(fields: [], files: [("f", "", "application/octet-stream", [])])
        let read = try Multipart.read(
            body, boundary: MediaTypeHeader(type).parameters["boundary"], limits: RequestLimits())
        #expect(read.files.isEmpty)
    }
}
