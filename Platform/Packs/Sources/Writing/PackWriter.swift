import Foundation
import Kernel

/// Writes a pack as the files of its folder, in the one canonical form.
///
/// The same pack always gives the same bytes. Reading the files gives the same pack again, and files that are in this
/// form already come back byte by byte. `valid` and `basis` are written once in a file's `defaults:`, the most frequent
/// of the file's objects (the first of those equally frequent), and at an object only where it differs; pack.yaml
/// itself has no `defaults:`. Comments are not kept.
public struct PackWriter: Sendable {
    public init() {}

    /// The files of a pack by their paths. Complexity: O(size of the pack).
    public func files(of pack: Pack) -> PackFiles {
        var texts = [
            "pack.yaml": manifest(of: pack),
            pack.manifest.planPath: pack.planText,
            pack.manifest.unitsPath: units(pack),
        ]
        for calendar in pack.calendars { texts[calendar.path] = self.calendar(calendar) }
        for item in pack.items { texts["\(pack.manifest.itemsFolder)/\(item.fileName)"] = self.item(item) }
        return PackFiles(texts: texts)
    }

    /// Writes a pack into a new folder. The folder appears complete or not at all: it is written beside its place and
    /// then renamed.
    ///
    /// Throws a conflict where something is at the place already, and a failure where the files cannot be written.
    public func write(_ pack: Pack, to folder: URL) throws(Problem) {
        let manager = FileManager.default
        let name = folder.lastPathComponent
        guard !manager.fileExists(atPath: folder.path) else {
            throw Problem(.conflict, "packs.write.exists", ["name": name])
        }
        let unfinished = folder.deletingLastPathComponent().appending(component: ".\(name).unfinished")
        do {
            // What an interrupted writing left behind.
            if manager.fileExists(atPath: unfinished.path) { try manager.removeItem(at: unfinished) }
            for (path, bytes) in files(of: pack).bytes.sorted(by: { $0.key < $1.key }) {
                let file = unfinished.appending(path: path)
                try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            try manager.moveItem(at: unfinished, to: folder)
        } catch {
            throw Problem(.failure, "packs.write.failed", ["name": name, "code": "\((error as NSError).code)"])
        }
    }
}
