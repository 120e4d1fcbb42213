/// The cell formats that a workbook uses, numbered in the order of their first use.
struct CellFormats {
    enum Format: Hashable {
        case general, head, text
        /// Text that a spreadsheet program would take for a formula once someone edits the cell.
        case guardedText
        case integer
        case decimal(Int)
        case percent(Int)
        case date, dateTime
    }

    private var formats: [Format] = [.general]
    private var indices: [Format: Int] = [.general: 0]

    /// The number of a format as a style attribute.
    mutating func index(_ format: Format) -> String {
        if let index = indices[format] { return String(index) }
        formats.append(format)
        indices[format] = formats.count - 1
        return String(formats.count - 1)
    }

    /// The part `styles.xml`.
    func bytes() throws(DocumentProblem) -> [UInt8] {
        let codes = formats.map(Self.code)
        var writer = MarkupWriter()
        try writer.start("styleSheet", ["xmlns": OfficeNamespace.sheet])
        try numberFormats(codes, to: &writer)
        try Self.fonts(to: &writer)
        try Self.fillsAndBorders(to: &writer)
        try writer.start("cellStyleXfs", ["count": "1"])
        try writer.empty("xf", ["numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"])
        writer.end()
        try writer.start("cellXfs", ["count": String(formats.count)])
        for (index, format) in formats.enumerated() {
            let isHead = format == .head
            let isText = isHead || format == .text || format == .guardedText
            try writer.start(
                "xf",
                [
                    "numFmtId": String(Self.identifier(index, format)), "fontId": isHead ? "1" : "0",
                    "fillId": isHead ? "2" : "0", "borderId": isHead ? "1" : "0", "xfId": "0",
                    "quotePrefix": format == .guardedText ? "1" : "0", "applyNumberFormat": "1", "applyFont": "1",
                    "applyFill": "1", "applyBorder": "1", "applyAlignment": "1",
                ])
            try writer.empty("alignment", ["vertical": "center", "wrapText": isText ? "1" : "0"])
            writer.end()
        }
        writer.end()
        try writer.start("cellStyles", ["count": "1"])
        try writer.empty("cellStyle", ["name": "Normal", "xfId": "0", "builtinId": "0"])
        writer.end()
        return writer.bytes()
    }

    // Built-in formats: 0 general, 1 whole number, 49 text. The others are written out, numbered from 164.
    private static func code(_ format: Format) -> String? {
        switch format {
        case .general, .head, .text, .guardedText, .integer: nil
        case .decimal(let scale): "0" + decimals(scale)
        case .percent(let scale): "0" + decimals(scale) + "%"
        case .date: "yyyy\\-mm\\-dd"
        case .dateTime: "yyyy\\-mm\\-dd\\ hh:mm:ss"
        }
    }

    private static func decimals(_ scale: Int) -> String {
        scale > 0 ? "." + String(repeating: "0", count: scale) : ""
    }

    private static func identifier(_ index: Int, _ format: Format) -> Int {
        switch format {
        case .general: 0
        case .integer: 1
        case .head, .text, .guardedText: 49
        case .decimal, .percent, .date, .dateTime: 164 + index
        }
    }

    private func numberFormats(_ codes: [String?], to writer: inout MarkupWriter) throws(DocumentProblem) {
        let written = codes.enumerated().compactMap { index, code in code.map { (index, $0) } }
        guard !written.isEmpty else { return }
        try writer.start("numFmts", ["count": String(written.count)])
        for (index, code) in written {
            try writer.empty("numFmt", ["numFmtId": String(164 + index), "formatCode": code])
        }
        writer.end()
    }

    private static func fonts(to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("fonts", ["count": "2"])
        for isBold in [false, true] {
            try writer.start("font")
            if isBold { try writer.empty("b") }
            try writer.empty("sz", ["val": "11"])
            try writer.empty("name", ["val": "宋体"])
            try writer.empty("family", ["val": "2"])
            try writer.empty("charset", ["val": "134"])
            writer.end()
        }
        writer.end()
    }

    // The first two fills are fixed by the format; the third is the ground of the head.
    private static func fillsAndBorders(to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("fills", ["count": "3"])
        for pattern in ["none", "gray125"] {
            try writer.start("fill")
            try writer.empty("patternFill", ["patternType": pattern])
            writer.end()
        }
        try writer.start("fill")
        try writer.start("patternFill", ["patternType": "solid"])
        try writer.empty("fgColor", ["rgb": "FFE7ECF2"])
        try writer.empty("bgColor", ["indexed": "64"])
        writer.end()
        writer.end()
        writer.end()
        try writer.start("borders", ["count": "2"])
        for isFramed in [false, true] {
            try writer.start("border")
            for edge: StaticString in ["left", "right", "top", "bottom"] {
                if isFramed { try writer.empty(edge, ["style": "thin"]) } else { try writer.empty(edge) }
            }
            try writer.empty("diagonal")
            writer.end()
        }
        writer.end()
    }
}
