import Foundation
import HTTPTypes
import Hummingbird

/// The style sheets, scripts and pictures that every page shares, held in memory.
///
/// The address of a file holds a hash of its content, so that browsers may keep it for a year.
struct PublicFiles: Sendable {
    private struct File: Sendable {
        let hash: String
        let contentType: String
        let bytes: [UInt8]
    }

    /// Our own style sheets, in the order in which they are joined to `heng.css`; those of engines stand before print.
    static let styleSheets = ["tokens", "base", "layout", "components", "tables", "forms"]
    static let lastStyleSheet = "print"

    private var files: [String: File] = [:]

    /// Reads folders; a file of a later folder does not replace one of an earlier. Throws where a folder cannot be read.
    init(_ folders: [URL]) throws {
        for folder in folders {
            let root = folder.standardizedFileURL.path
            guard let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
                throw StringFiles.Fault(description: "\(folder.path): no such folder of public files")
            }
            for case let file as URL in found {
                guard let type = Self.contentTypes[file.pathExtension] else { continue }
                let path = file.standardizedFileURL.path
                guard path.hasPrefix(root + "/") else { continue }
                let name = String(path.dropFirst(root.count + 1))
                if files[name] == nil { files[name] = Self.file([UInt8](try Data(contentsOf: file)), type) }
            }
        }
        let own = Self.styleSheets.map { "css/\($0).css" }
        let last = "css/\(Self.lastStyleSheet).css"
        let others = files.keys.filter { $0.hasPrefix("css/") && !own.contains($0) && $0 != last }.sorted()
        let sheets = (own + others + [last]).compactMap { files[$0]?.bytes }
        files["heng.css"] = Self.file(Array(sheets.joined()), "text/css; charset=utf-8")
    }

    /// The address of a file; nil where it is not installed.
    func href(_ name: String) -> String? { files[name].map { "/static/\($0.hash)/\(name)" } }

    /// Answers `/static/{hash}/{name}`; nil where there is no such file with that hash.
    func answer(_ segments: [String], _ request: Request) -> Response? {
        guard segments.count >= 3, segments[0] == "static" else { return nil }
        guard let file = files[segments.dropFirst(2).joined(separator: "/")], file.hash == segments[1] else {
            return nil
        }
        let tag = "\"\(file.hash)\""
        var headers = HTTPFields()
        headers.set("ETag", tag)
        headers.set("Cache-Control", "public, max-age=31536000, immutable")
        if let known = request.headers.first("If-None-Match"), known.contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers.set("Content-Type", file.contentType)
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    private static let contentTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "woff2": "font/woff2", "json": "application/json", "txt": "text/plain; charset=utf-8",
    ]

    private static func file(_ bytes: [UInt8], _ contentType: String) -> File {
        File(hash: hash(bytes), contentType: contentType, bytes: bytes)
    }

    /// FNV-1a with 64 bits: it only tells versions of our own files apart and guards nothing.
    static func hash(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
