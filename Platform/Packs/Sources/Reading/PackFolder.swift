import Foundation

/// A pack in a folder on disk. Nothing outside the folder is ever read: symbolic links in it are refused.
public struct PackFolder: PackSource {
    public let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    public func contents(of path: String, limit: Int) -> Result<[UInt8], PackFinding> {
        let place = PackPlace(file: path)
        switch entry(path) {
        case .failure(let finding): return .failure(finding)
        case .success(let found):
            guard found.type == .typeRegular else {
                return .failure(PackFinding(.error, "packs.file.not-a-file", at: place))
            }
            guard found.size <= limit else { return .failure(.tooLarge(path, size: found.size, limit: limit)) }
            do {
                let handle = try FileHandle(forReadingFrom: found.url)
                // One byte more than allowed, so that a file that grew in the meantime is noticed.
                let data = try handle.read(upToCount: limit + 1) ?? Data()
                try handle.close()
                guard data.count <= limit else { return .failure(.tooLarge(path, size: data.count, limit: limit)) }
                return .success(Array(data))
            } catch {
                return .failure(unreadable(path, error))
            }
        }
    }

    public func names(in folder: String, limit: Int) -> Result<[String], PackFinding> {
        switch entry(folder) {
        case .failure(let finding):
            guard finding.key == "packs.file.missing" else { return .failure(finding) }
            return .failure(PackFinding(.error, "packs.folder.missing", at: PackPlace(file: folder)))
        case .success(let found):
            guard found.type == .typeDirectory else {
                return .failure(PackFinding(.error, "packs.folder.not-a-folder", at: PackPlace(file: folder)))
            }
            do {
                let names = try FileManager.default.contentsOfDirectory(atPath: found.url.path)
                guard names.count <= limit else { return .failure(.tooManyEntries(folder, limit: limit)) }
                return .success(names.filter { !$0.hasPrefix(".") }.sorted())
            } catch {
                return .failure(unreadable(folder, error))
            }
        }
    }

    private struct Entry {
        var url: URL
        var type: FileAttributeType
        var size: Int
    }

    /// Looks a path up part by part without following a symbolic link.
    private func entry(_ path: String) -> Result<Entry, PackFinding> {
        var place = url
        var found = Entry(url: url, type: .typeUnknown, size: 0)
        for part in path.split(separator: "/") {
            place.append(component: String(part))
            do {
                let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
                let type = attributes[.type] as? FileAttributeType ?? .typeUnknown
                guard type != .typeSymbolicLink else {
                    return .failure(PackFinding(.error, "packs.file.link", at: PackPlace(file: path)))
                }
                found = Entry(url: place, type: type, size: (attributes[.size] as? NSNumber)?.intValue ?? 0)
            } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
                return .failure(PackFinding(.error, "packs.file.missing", at: PackPlace(file: path)))
            } catch {
                return .failure(unreadable(path, error))
            }
        }
        return .success(found)
    }

    private func unreadable(_ path: String, _ error: any Error) -> PackFinding {
        // The system's own message may hold the absolute path of the machine, so only its code is told.
        let code = (error as NSError).code
        return PackFinding(.error, "packs.file.unreadable", at: PackPlace(file: path), ["code": "\(code)"])
    }
}
