import Foundation
import Kernel
import Yams

/// Reads the interface's texts: `zh-Hans.yaml` and `en.yaml` of a folder, flat `key: text`.
public enum StringFiles {
    /// What is wrong with a string file, and where.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// The largest string file in bytes; they are ours, so the limit only stops an accident.
    static let largest = 2_000_000

    /// The texts of one folder by language. Throws a fault naming the file where one is absent or is not flat.
    public static func load(_ folder: URL) throws -> [Language: [String: String]] {
        var result: [Language: [String: String]] = [:]
        for language in Language.allCases {
            let name = "\(language.rawValue).yaml"
            let file = folder.appending(path: name)
            let data: Data
            do { data = try Data(contentsOf: file) } catch {
                throw Fault(description: "\(file.path): cannot be read; every string folder holds \(name)")
            }
            guard data.count <= largest, let text = String(data: data, encoding: .utf8) else {
                throw Fault(description: "\(file.path): larger than \(largest) bytes, or not UTF-8")
            }
            result[language] = try read(text, name: file.path)
        }
        return result
    }

    static func read(_ text: String, name: String) throws -> [String: String] {
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch {
            throw Fault(description: "\(name): \(error)")
        }
        guard let node else { return [:] }
        guard case .mapping(let mapping) = node else {
            throw Fault(description: "\(name): write one `key: text` a line")
        }
        var entries: [String: String] = [:]
        for (key, value) in mapping {
            let line = key.mark?.line ?? 0
            guard let key = key.scalar?.string, let text = value.scalar?.string else {
                throw Fault(description: "\(name):\(line): write one `key: text` a line, without nesting")
            }
            guard entries.updateValue(text, forKey: key) == nil else {
                throw Fault(description: "\(name):\(line): \(key) stands twice")
            }
        }
        return entries
    }
}
