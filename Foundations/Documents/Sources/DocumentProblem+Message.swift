extension DocumentProblem: CustomStringConvertible {
    /// The code and the English sentence.
    public var description: String { "\(code): \(english)" }

    /// One sentence that says what is wrong, where, and how to mend it.
    public func message(_ language: Language) -> String {
        switch language {
        case .zhHans: chinese
        case .en: english
        }
    }

    private var english: String {
        switch self {
        case .undecodableText(let encoding, let offset):
            "Byte \(offset) is not valid \(encoding.rawValue); save the file as UTF-8 text."
        case .encodingUnavailable(let encoding):
            "This machine cannot read \(encoding.rawValue); save the file as UTF-8 text."
        case .overLimit(let measure, let limit, let place):
            "\(place.isEmpty ? "The document" : place) holds more than \(limit) \(measure.english); split it."
        case .notAnArchive: "The file is not a DOCX or XLSX file; open it in Word or WPS and save it as one."
        case .oldOrEncryptedOffice:
            "The file is encrypted or of an old format (.doc, .xls); save it as .docx or .xlsx without a password."
        case .damagedArchive(let detail): "The file is damaged (\(detail)); fetch it again or save it again."
        case .tooManyEntries(let count, let limit):
            "The file holds \(count) parts, more than \(limit); save it again without embedded objects."
        case .unsafeEntryName(let name):
            "The part name \"\(name)\" is not allowed; save the file again in Word, Excel or WPS."
        case .duplicateEntryName(let name):
            "The part \"\(name)\" is there twice; save the file again in Word, Excel or WPS."
        case .encryptedEntry(let name): "The part \"\(name)\" is encrypted; save the file without a password."
        case .symbolicLink(let name): "The part \"\(name)\" is a link; save the file again in Word, Excel or WPS."
        case .entryTooLarge(let name, let limit):
            "The part \"\(name)\" unpacks to more than \(limit) bytes; split the document."
        case .archiveTooLarge(let limit): "The file unpacks to more than \(limit) bytes; split the document."
        case .suspiciousCompression(let name, let limit):
            "The part \"\(name)\" unpacks to more than \(limit) times its size; it is not a real document."
        case .unsupportedCompression(let name):
            "The part \"\(name)\" is compressed in an unknown way; save the file again in Word, Excel or WPS."
        case .wrongChecksum(let name):
            "The checksum of the part \"\(name)\" is wrong, so the file was changed or damaged; fetch it again."
        case .damagedEntry(let name, let detail):
            "The part \"\(name)\" cannot be unpacked (\(detail)); fetch the file again."
        case .missingEntry(let name):
            "The part \"\(name)\" is missing; save the file again in Word, Excel or WPS."
        case .archiveNotWritten(let detail): "The file could not be written (\(detail)); try again."
        case .documentType(let part, let line):
            "\(part) line \(line): a DOCTYPE is not allowed; remove the declaration and its entities."
        case .malformedMarkup(let part, let line, let detail):
            "\(part) line \(line): the XML is not well formed (\(detail)); save the file again."
        case .unsupportedMarkupEncoding(let part, let encoding):
            "\(part): the XML encoding \(encoding) is not read; save it as UTF-8."
        case .nestingTooDeep(let part, let line, let limit):
            "\(part) line \(line): elements are nested deeper than \(limit); simplify the document."
        case .tooManyAttributes(let part, let line, let limit):
            "\(part) line \(line): an element has more than \(limit) attributes; simplify the document."
        case .textTooLong(let part, let line, let limit):
            "\(part) line \(line): a text is longer than \(limit) bytes; split it."
        case .characterNotAllowed(let scalar):
            "The character U+\(Self.hexadecimal(scalar)) cannot be written to the document; remove it."
        case .unexpectedKind(let expected):
            "The file is not a \(expected.english); choose another file or save it as one."
        case .brokenReference(let part, let identifier):
            "\(part): the reference \(identifier) points nowhere; save the file again in Word, Excel or WPS."
        case .invalidCellReference(let sheet, let text):
            "Sheet \"\(sheet)\": the cell reference \"\(text)\" is wrong or out of order; save the file again."
        case .invalidCellValue(let sheet, let cell, let text):
            "Sheet \"\(sheet)\" cell \(cell): \"\(text)\" does not fit the cell; type the value again."
        case .sharedStringOutOfRange(let sheet, let cell, let index, let count):
            "Sheet \"\(sheet)\" cell \(cell): text number \(index) of \(count) does not exist; save the file again."
        case .formulaWithoutValue(let sheet, let cell):
            "Sheet \"\(sheet)\" cell \(cell): the formula has no saved result; open the file, recalculate and save it."
        case .cellTextTooLong(let sheet, let cell, let length):
            "Sheet \"\(sheet)\" cell \(cell): the text has \(length) characters, more than 32767; shorten it."
        case .invalidSheetName(let name):
            "The sheet name \"\(name)\" is not allowed; use 1 to 31 characters without [ ] : * ? / \\."
        case .duplicateSheetName(let name): "Two sheets are called \"\(name)\"; rename one."
        case .invalidChoices(let sheet, let column):
            "Sheet \"\(sheet)\" column \(column): choices must be 1 to 255 characters without commas and quotes."
        case .noSheets: "The workbook has no sheet; add one."
        case .unterminatedQuote(let line): "Line \(line): the quoted field never ends; add the closing quote."
        case .textAfterQuote(let line):
            "Line \(line): text follows a closing quote; double the quotes inside the field."
        case .quoteInsideField(let line):
            "Line \(line): a quote stands inside an unquoted field; quote the field and double the quote."
        }
    }

    private var chinese: String {
        switch self {
        case .undecodableText(let encoding, let offset):
            "第\(offset)字节（从0计）不是有效的\(encoding.rawValue)编码，请将文件另存为UTF-8文本。"
        case .encodingUnavailable(let encoding): "本机无法读取\(encoding.rawValue)编码，请将文件另存为UTF-8文本。"
        case .overLimit(let measure, let limit, let place):
            "\(place.isEmpty ? "文档" : place)的\(measure.chinese)超过\(limit)，请拆分后再导入。"
        case .notAnArchive: "该文件不是DOCX或XLSX文件，请用Word或WPS打开并另存为相应格式。"
        case .oldOrEncryptedOffice: "该文件已加密或为旧格式（.doc、.xls），请取消密码并另存为.docx或.xlsx。"
        case .damagedArchive(let detail): "文件已损坏（\(detail)），请重新获取或重新保存。"
        case .tooManyEntries(let count, let limit): "文件包含\(count)个部件，超过\(limit)个，请去掉嵌入对象后重新保存。"
        case .unsafeEntryName(let name): "部件名称“\(name)”不允许，请用Word、Excel或WPS重新保存文件。"
        case .duplicateEntryName(let name): "部件“\(name)”重复出现，请用Word、Excel或WPS重新保存文件。"
        case .encryptedEntry(let name): "部件“\(name)”已加密，请取消密码后重新保存文件。"
        case .symbolicLink(let name): "部件“\(name)”是链接，请用Word、Excel或WPS重新保存文件。"
        case .entryTooLarge(let name, let limit): "部件“\(name)”解压后超过\(limit)字节，请拆分文档。"
        case .archiveTooLarge(let limit): "文件解压后超过\(limit)字节，请拆分文档。"
        case .suspiciousCompression(let name, let limit):
            "部件“\(name)”解压后超过原大小的\(limit)倍，不是正常文档，不予读取，请更换文件。"
        case .unsupportedCompression(let name): "部件“\(name)”的压缩方式无法读取，请用Word、Excel或WPS重新保存文件。"
        case .wrongChecksum(let name): "部件“\(name)”校验和不符，文件被改动或已损坏，请重新获取。"
        case .damagedEntry(let name, let detail): "部件“\(name)”无法解压（\(detail)），请重新获取文件。"
        case .missingEntry(let name): "缺少部件“\(name)”，请用Word、Excel或WPS重新保存文件。"
        case .archiveNotWritten(let detail): "文件写入失败（\(detail)），请重试。"
        case .documentType(let part, let line): "\(part)第\(line)行：不允许DOCTYPE声明，请删除该声明及其实体。"
        case .malformedMarkup(let part, let line, let detail):
            "\(part)第\(line)行：XML格式错误（\(detail)），请重新保存文件。"
        case .unsupportedMarkupEncoding(let part, let encoding):
            "\(part)：不支持XML编码\(encoding)，请另存为UTF-8。"
        case .nestingTooDeep(let part, let line, let limit): "\(part)第\(line)行：元素嵌套超过\(limit)层，请简化文档。"
        case .tooManyAttributes(let part, let line, let limit):
            "\(part)第\(line)行：元素的属性超过\(limit)个，请简化文档。"
        case .textTooLong(let part, let line, let limit): "\(part)第\(line)行：文本超过\(limit)字节，请拆分。"
        case .characterNotAllowed(let scalar): "字符U+\(Self.hexadecimal(scalar))不能写入文档，请删除。"
        case .unexpectedKind(let expected): "该文件不是\(expected.chinese)，请更换文件或另存为该格式。"
        case .brokenReference(let part, let identifier):
            "\(part)：引用\(identifier)没有对应内容，请用Word、Excel或WPS重新保存文件。"
        case .invalidCellReference(let sheet, let text):
            "工作表“\(sheet)”：单元格引用“\(text)”有误或次序颠倒，请重新保存文件。"
        case .invalidCellValue(let sheet, let cell, let text):
            "工作表“\(sheet)”单元格\(cell)：“\(text)”与单元格类型不符，请重新录入。"
        case .sharedStringOutOfRange(let sheet, let cell, let index, let count):
            "工作表“\(sheet)”单元格\(cell)：共\(count)条文本，没有第\(index)条（从0计），请重新保存文件。"
        case .formulaWithoutValue(let sheet, let cell):
            "工作表“\(sheet)”单元格\(cell)：公式没有保存结果，请打开文件重新计算后保存。"
        case .cellTextTooLong(let sheet, let cell, let length):
            "工作表“\(sheet)”单元格\(cell)：文本有\(length)个字符，超过32767个，请缩短。"
        case .invalidSheetName(let name):
            "工作表名称“\(name)”不允许，请使用1至31个字符且不含 [ ] : * ? / \\。"
        case .duplicateSheetName(let name): "有两个工作表都叫“\(name)”，请改名。"
        case .invalidChoices(let sheet, let column):
            "工作表“\(sheet)”第\(column)列：下拉选项合计须为1至255个字符，且不含逗号和引号，请缩短。"
        case .noSheets: "工作簿没有工作表，请至少添加一个。"
        case .unterminatedQuote(let line): "第\(line)行：引号没有结束，请补上后引号。"
        case .textAfterQuote(let line): "第\(line)行：后引号之后还有文字，请将字段内的引号写成两个。"
        case .quoteInsideField(let line): "第\(line)行：未加引号的字段中出现引号，请给字段加引号并将内部引号写成两个。"
        }
    }

    private static func hexadecimal(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension DocumentProblem.Measure {
    fileprivate var english: String {
        switch self {
        case .bytes: "bytes"
        case .blocks: "paragraphs and tables"
        case .cells: "cells"
        case .characters: "characters"
        case .rows: "rows"
        case .columns: "columns"
        case .sheets: "sheets"
        case .mergedCells: "merged cells"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .bytes: "字节数"
        case .blocks: "段落和表格数"
        case .cells: "单元格数"
        case .characters: "字符数"
        case .rows: "行数"
        case .columns: "列数"
        case .sheets: "工作表数"
        case .mergedCells: "合并单元格数"
        }
    }
}

extension DocumentKind {
    fileprivate var english: String {
        switch self {
        case .docx: "Word document (.docx)"
        case .xlsx: "spreadsheet (.xlsx)"
        case .pdf: "PDF file"
        case .text: "text file"
        case .oldWord: "file of the old Office formats"
        case .unknownBinary: "known file"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .docx: "Word文档（.docx）"
        case .xlsx: "电子表格（.xlsx）"
        case .pdf: "PDF文件"
        case .text: "文本文件"
        case .oldWord: "旧版Office文件"
        case .unknownBinary: "已知格式的文件"
        }
    }
}
