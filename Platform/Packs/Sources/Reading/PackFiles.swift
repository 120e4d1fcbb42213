/// A pack's files in memory, by their paths: what ``PackWriter`` makes and what an upload holds.
public struct PackFiles: PackSource, Equatable {
    public var bytes: [String: [UInt8]]

    public init(bytes: [String: [UInt8]]) {
        self.bytes = bytes
    }

    public init(texts: [String: String]) {
        bytes = texts.mapValues { Array($0.utf8) }
    }

    /// The files as texts. A pack's writer makes nothing but texts; a byte that is not UTF-8 becomes U+FFFD.
    public var texts: [String: String] { bytes.mapValues { String(decoding: $0, as: UTF8.self) } }

    public func contents(of path: String, limit: Int) -> Result<[UInt8], PackFinding> {
        guard let found = bytes[path] else {
            return .failure(PackFinding(.error, "packs.file.missing", at: PackPlace(file: path)))
        }
        guard found.count <= limit else { return .failure(.tooLarge(path, size: found.count, limit: limit)) }
        return .success(found)
    }

    public func names(in folder: String, limit: Int) -> Result<[String], PackFinding> {
        let prefix = folder + "/"
        let names = Set(
            bytes.keys.filter { $0.hasPrefix(prefix) }
                .compactMap { $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init) })
        guard !names.isEmpty else {
            return .failure(PackFinding(.error, "packs.folder.missing", at: PackPlace(file: folder)))
        }
        guard names.count <= limit else { return .failure(.tooManyEntries(folder, limit: limit)) }
        return .success(names.filter { !$0.hasPrefix(".") }.sorted())
    }
}

extension PackFinding: Error {
    static func tooLarge(_ path: String, size: Int, limit: Int) -> PackFinding {
        PackFinding(
            .error, "packs.file.too-large", at: PackPlace(file: path), ["size": "\(size)", "limit": "\(limit)"])
    }

    static func tooManyEntries(_ folder: String, limit: Int) -> PackFinding {
        PackFinding(.error, "packs.folder.too-many", at: PackPlace(file: folder), ["limit": "\(limit)"])
    }
}
