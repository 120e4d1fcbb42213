import Kernel

/// Tells what an OLE compound file is by the names in its directory ([MS-CFB], 2.2 to 2.6): Word, Excel and WPS files,
/// but also installers, messages of Outlook and encrypted Office files are built this way.
struct CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static let noSector = 0xFFFF_FFFA
    private static let noEntry = 0xFFFF_FFFF

    private let bytes: [UInt8]
    private let sectorSize: Int
    private let tableSectors: [Int]

    static func mediaType(of bytes: [UInt8]) throws(Problem) -> MediaType {
        guard let file = CompoundFile(bytes), let directory = file.directory() else {
            throw ContentInspector.incomplete("OLE")
        }
        let names = directory.allNames
        guard !names.contains("_VBA_PROJECT"), !names.contains("_VBA_PROJECT_CUR"), !names.contains("VBA") else {
            throw ContentInspector.macros
        }
        let top = directory.topNames
        if top.contains("EncryptedPackage") { throw ContentInspector.encrypted }
        let isWord = top.contains("WordDocument")
        let isExcel = top.contains("Workbook") || top.contains("Book")
        switch (isWord, isExcel) {
        case (true, true): throw ContentInspector.twoKinds
        case (true, false): return .doc
        case (false, true): return .xls
        case (false, false): throw ContentInspector.unknown
        }
    }

    /// Reads the header and where the sectors of the allocation table are.
    private init?(_ bytes: [UInt8]) {
        guard let shift = bytes.little16(at: 30), shift == 9 || shift == 12,
            let tableCount = bytes.little32(at: 44), var next = bytes.little32(at: 68)
        else { return nil }
        self.bytes = bytes
        sectorSize = 1 << shift
        // A table of more sectors than the file has is a lie, and every chain below is cut off by this count.
        let most = bytes.count >> shift
        guard tableCount <= most else { return nil }
        var sectors: [Int] = []
        for index in 0..<109 {
            guard let sector = bytes.little32(at: 76 + index * 4) else { return nil }
            if sector < Self.noSector { sectors.append(sector) }
        }
        var steps = 0
        while next < Self.noSector, steps < most {
            steps += 1
            let start = (next + 1) << shift
            let perSector = (1 << shift) / 4 - 1
            for index in 0..<perSector {
                guard let sector = bytes.little32(at: start + index * 4) else { return nil }
                if sector < Self.noSector { sectors.append(sector) }
            }
            guard let following = bytes.little32(at: start + perSector * 4) else { return nil }
            next = following
        }
        guard sectors.count >= tableCount else { return nil }
        tableSectors = Array(sectors.prefix(tableCount))
    }

    private func offset(of sector: Int) -> Int { (sector + 1) * sectorSize }

    private func sector(after sector: Int) -> Int? {
        let perSector = sectorSize / 4
        guard sector / perSector < tableSectors.count else { return nil }
        return bytes.little32(at: offset(of: tableSectors[sector / perSector]) + sector % perSector * 4)
    }

    private struct Entry {
        var name: String
        var isUsed: Bool
        var left: Int
        var right: Int
        var child: Int
    }

    private struct Directory {
        var entries: [Entry]

        var allNames: Set<String> { Set(entries.lazy.filter(\.isUsed).map(\.name)) }

        /// The names right below the root: what an object that is embedded somewhere has inside does not count.
        var topNames: Set<String> {
            var names: Set<String> = []
            var seen: Set<Int> = []
            var waiting = entries.first.map { [$0.child] } ?? []
            while let index = waiting.popLast() {
                guard entries.indices.contains(index), seen.insert(index).inserted else { continue }
                names.insert(entries[index].name)
                waiting += [entries[index].left, entries[index].right]
            }
            return names
        }
    }

    private func directory() -> Directory? {
        guard var sector = bytes.little32(at: 48) else { return nil }
        var entries: [Entry] = []
        var steps = 0
        while sector < Self.noSector {
            steps += 1
            guard steps <= bytes.count / sectorSize else { return nil }
            for place in stride(from: offset(of: sector), to: offset(of: sector) + sectorSize, by: 128) {
                guard let entry = entry(at: place) else { return nil }
                entries.append(entry)
            }
            guard let next = self.sector(after: sector) else { return nil }
            sector = next
        }
        return entries.isEmpty ? nil : Directory(entries: entries)
    }

    private func entry(at place: Int) -> Entry? {
        guard let length = bytes.little16(at: place + 64), length <= 64, place + 128 <= bytes.count,
            let left = bytes.little32(at: place + 68), let right = bytes.little32(at: place + 72),
            let child = bytes.little32(at: place + 76)
        else { return nil }
        let units = stride(from: place, to: place + max(0, length - 2), by: 2).compactMap { bytes.little16(at: $0) }
        return Entry(
            name: String(decoding: units.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self),
            isUsed: bytes[place + 66] != 0, left: left, right: right, child: child)
    }
}
