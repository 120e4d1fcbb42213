import Foundation

/// The folder of raw little-endian doubles that all sides read.
struct BenchData {
    let folder: URL

    /// Reads a file of doubles.
    func numbers(_ name: String) throws -> [Double] {
        let bytes = try Data(contentsOf: folder.appending(path: name + ".f64"))
        return [Double](unsafeUninitializedCapacity: bytes.count / 8) { buffer, filled in
            // The buffer has room for exactly the whole doubles that are copied.
            bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer), count: buffer.count * 8)
            filled = buffer.count
        }
    }

    /// Reads a file of whole numbers that are written as doubles.
    func wholeNumbers(_ name: String) throws -> [Int] { try numbers(name).map { Int($0) } }

    /// Writes doubles to a file.
    func write(_ numbers: [Double], to name: String) throws {
        try numbers.withUnsafeBytes { try Data($0).write(to: folder.appending(path: name)) }
    }
}
