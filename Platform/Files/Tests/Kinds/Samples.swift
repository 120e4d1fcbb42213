import Documents
import Foundation
import Testing

@testable import Files

/// The smallest whole file of each kind, and files that only look like one.
enum Samples {
    static func base64(_ text: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: text))) }

    static func all() throws -> [(type: MediaType, bytes: [UInt8])] {
        [
            (.pdf, pdf), (.png, try png()), (.jpeg, try jpeg()), (.jpeg, try progressiveJPEG()), (.gif, try gif()),
            (.webp, try webp()), (.mp4, mp4()), (.docx, try docx()), (.xlsx, try xlsx()), (.pptx, try pptx()),
            (.doc, compound(["WordDocument", "1Table"])), (.xls, compound(["Workbook"])), (.xls, compound(["Book"])),
            (.text, Array("区,合格率\n黄浦区,98.5%\n".utf8)), (.text, [0xEF, 0xBB, 0xBF] + Array("质量\r\n".utf8)),
            // 质量, in GB 2312: D6CA C1BF.
            (.chineseText, [0xD6, 0xCA, 0xC1, 0xBF, 0x0A]),
        ]
    }

    static let pdf = Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n".utf8)

    /// Pictures of 2 by 2 pixels as Pillow 11 writes them.
    static func png() throws -> [UInt8] {
        try base64(
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGM8IafBwMDAxMDAwMDAAAANcgESOXKF8gAAAABJRU5ErkJggg=="
        )
    }

    static func gif() throws -> [UInt8] {
        try base64("R0lGODdhAgACAIEAAMgeKAAAAAAAAAAAACwAAAAAAgACAAAIBgABCAQQEAA7")
    }

    static func webp() throws -> [UInt8] {
        try base64(
            "UklGRjQAAABXRUJQVlA4ICgAAABwAQCdASoCAAIABABoJaACdAFAAAD+6ez8GgUAA//G8f5Lv7d9lAAA")
    }

    static func jpeg() throws -> [UInt8] {
        try base64(
            """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8\
            ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAAR\
            CAACAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA\
            AwX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCEACw//9k=
            """)
    }

    static func progressiveJPEG() throws -> [UInt8] {
        try base64(
            """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8\
            ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgAR\
            CAACAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAVAQEBAAAAAAAAAAAAAAAAAAADBP/aAAwDAQACEAMQAAABgDs//8QA\
            FBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPwF//8QAFBEBAAAAAAAAAAAAAAAA\
            AAAAAP/aAAgBAgEBPwF//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPyF/\
            /9oADAMBAAIAAwAAABAL/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPxB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxB/\
            /8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxB//9k=
            """)
    }

    static func box(_ kind: String, _ content: [UInt8] = []) -> [UInt8] {
        big32(8 + content.count) + Array(kind.utf8) + content
    }

    static func mp4(brand: String = "isom") -> [UInt8] {
        box("ftyp", Array(brand.utf8) + big32(512) + Array("isomavc1".utf8)) + box("moov", box("mvhd", big32(0)))
            + box("mdat", [1, 2, 3])
    }

    static func docx() throws -> [UInt8] { try WordWriter([.title("小结"), .paragraph("完成。")]).bytes() }
    static func xlsx() throws -> [UInt8] { try Workbook(sheets: [Worksheet(name: "表", rows: [])]).bytes() }

    static func pptx() throws -> [UInt8] {
        try archive([
            "[Content_Types].xml": types([
                (
                    "/ppt/presentation.xml",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
                )
            ]),
            "ppt/presentation.xml": "<p/>",
        ])
    }

    static func types(_ overrides: [(String, String)]) -> String {
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + overrides.map { "<Override PartName=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined() + "</Types>"
    }

    static func archive(_ entries: KeyValuePairs<String, String>) throws -> [UInt8] {
        var writer = ArchiveWriter()
        for (name, text) in entries { try writer.add(name, Array(text.utf8)) }
        return try writer.bytes()
    }

    /// A DOCX with further parts.
    static func docx(adding entries: KeyValuePairs<String, String>) throws -> [UInt8] {
        var writer = ArchiveWriter()
        try writer.add(
            "[Content_Types].xml",
            Array(
                types([
                    (
                        "/word/document.xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                    )
                ]).utf8))
        try writer.add("word/document.xml", Array("<w/>".utf8))
        for (name, text) in entries { try writer.add(name, Array(text.utf8)) }
        return try writer.bytes()
    }

    /// An OLE file of three sectors of 512 bytes: the allocation table, and a directory with a root and up to three
    /// names below it, each the right neighbour of the one before.
    static func compound(_ names: [String]) -> [UInt8] {
        var header = CompoundFile.signature + [UInt8](repeating: 0, count: 504)
        func put(_ value: Int, at offset: Int, in bytes: inout [UInt8], count: Int = 4) {
            for index in 0..<count { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
        }
        put(9, at: 30, in: &header, count: 2)
        put(1, at: 44, in: &header)
        put(1, at: 48, in: &header)
        put(0xFFFF_FFFE, at: 68, in: &header)
        for index in 0..<109 { put(index == 0 ? 0 : 0xFFFF_FFFF, at: 76 + 4 * index, in: &header) }
        var table = [UInt8](repeating: 0xFF, count: 512)
        put(0xFFFF_FFFD, at: 0, in: &table)
        put(0xFFFF_FFFE, at: 4, in: &table)
        var directory: [UInt8] = []
        for (index, name) in (["Root Entry"] + names).enumerated() {
            var entry = [UInt8](repeating: 0, count: 128)
            for (place, unit) in name.utf16.enumerated() { put(Int(unit), at: place * 2, in: &entry, count: 2) }
            put(name.utf16.count * 2 + 2, at: 64, in: &entry, count: 2)
            entry[66] = index == 0 ? 5 : 2
            put(0xFFFF_FFFF, at: 68, in: &entry)
            put(index > 0 && index < names.count ? index + 1 : 0xFFFF_FFFF, at: 72, in: &entry)
            put(index == 0 ? 1 : 0xFFFF_FFFF, at: 76, in: &entry)
            directory += entry
        }
        directory += [UInt8](repeating: 0, count: max(0, 512 - directory.count))
        return header + table + directory
    }

    private static func big32(_ value: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
