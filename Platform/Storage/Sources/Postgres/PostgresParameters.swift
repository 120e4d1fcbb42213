import CPostgres

/// Values as libpq takes them: one block of bytes, and where each value stands in it.
///
/// Every value has a stated type, so that `\(5)` is a whole number wherever it stands, as it is on SQLite.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    private static let int8: Oid = 20
    private static let float8: Oid = 701
    private static let text: Oid = 25
    private static let bytea: Oid = 17

    init(_ values: [SQLValue]) {
        for value in values {
            offsets.append(bytes.count)
            switch value {
            case .null:
                // SQL.rendered writes NULL as a word; no parameter is ever NULL.
                types.append(Self.text)
                formats.append(0)
            case .integer(let number):
                types.append(Self.int8)
                bytes += String(number).utf8
                formats.append(0)
            case .real(let number):
                types.append(Self.float8)
                withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes += $0 }
                formats.append(1)
            case .text(let text):
                types.append(Self.text)
                bytes += text.utf8
                formats.append(0)
            case .blob(let blob):
                types.append(Self.bytea)
                bytes += blob
                formats.append(1)
            }
            lengths.append(Int32(clamping: bytes.count - offsets[offsets.count - 1]))
            bytes.append(0)
        }
    }

    var count: Int32 { Int32(types.count) }

    /// Lends the three arrays that libpq's functions take.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        bytes.withUnsafeBytes { block in
            let start = block.bindMemory(to: CChar.self).baseAddress
            let pointers = offsets.map { offset in start.map { UnsafePointer($0 + offset) } }
            return pointers.withUnsafeBufferPointer { pointers in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
