import Foundation

/// A folder of `.mustache` files of one target; its templates are named `prefix/file`.
public struct TemplateFolder: Sendable {
    public let prefix: String
    public let folder: URL

    public init(prefix: String, folder: URL) {
        self.prefix = prefix
        self.folder = folder
    }

    /// The templates that Web itself brings: layout, components, problem pages.
    public static var web: TemplateFolder {
        TemplateFolder(prefix: "web", folder: Bundle.module.bundleURL.appending(path: "Templates"))
    }

    /// Names and texts of the folder's templates, folders inside included, sorted by name.
    public func read() throws -> [(name: String, text: String)] {
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            throw StringFiles.Fault(description: "\(folder.path): no such folder of templates")
        }
        let root = folder.standardizedFileURL.path
        var found: [(name: String, text: String)] = []
        for case let file as URL in files where file.pathExtension == "mustache" {
            let path = file.standardizedFileURL.deletingPathExtension().path
            let relative = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : file.lastPathComponent
            found.append(("\(prefix)/\(relative)", try String(contentsOf: file, encoding: .utf8)))
        }
        return found.sorted { $0.name < $1.name }
    }
}
