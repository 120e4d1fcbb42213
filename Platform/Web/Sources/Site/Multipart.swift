/// Reads `multipart/form-data` (RFC 7578) with limits; anything malformed is one fault and nothing is kept.
enum Multipart {
    static func read(_ body: [UInt8], boundary: String?, limits: RequestLimits) throws(RequestFault) -> FormValues {
        let malformed = RequestFault(.badRequest, "web.fault.multipart")
        guard let boundary, (1...70).contains(boundary.utf8.count) else { throw malformed }
        let delimiter = Array("--\(boundary)".utf8)
        let separator = [13, 10] + delimiter
        guard body.starts(with: delimiter) else { throw malformed }
        var fields: [QueryItem] = []
        var files: [FormFile] = []
        var count = 0
        var index = delimiter.count
        while true {
            if body[index...].starts(with: [45, 45]) { break }
            guard body[index...].starts(with: [13, 10]) else { throw malformed }
            count += 1
            guard count <= limits.fields else { throw RequestFault(.tooLarge, "web.fault.too-many-fields") }
            let headerEnd = find([13, 10, 13, 10], in: body, from: index, before: index + limits.partHeader)
            guard let headerEnd else { throw malformed }
            let part = try header(body[index..<headerEnd])
            let start = headerEnd + 4
            guard let end = find(separator, in: body, from: start, before: body.count) else { throw malformed }
            let content = body[start..<end]
            if let fileName = part.fileName {
                guard fileName.utf8.count <= limits.fileName else { throw malformed }
                if !(fileName.isEmpty && content.isEmpty) {
                    files.append(
                        FormFile(
                            field: part.name, name: FileName.clean(fileName), contentType: part.contentType,
                            bytes: Array(content)))
                }
            } else {
                guard let text = String(validating: content, as: UTF8.self), !content.contains(0) else {
                    throw RequestFault(.badRequest, "web.fault.encoding")
                }
                fields.append(QueryItem(part.name, text))
            }
            index = end + separator.count
        }
        return FormValues(fields: Values(fields), files: files)
    }

    private struct Header {
        var name: String
        var fileName: String?
        var contentType: String
    }

    private static func header(_ bytes: ArraySlice<UInt8>) throws(RequestFault) -> Header {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw RequestFault(.badRequest, "web.fault.encoding")
        }
        var name: String?
        var fileName: String?
        var contentType = "application/octet-stream"
        for line in text.split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { throw RequestFault(.badRequest, "web.fault.multipart") }
            let value = MediaTypeHeader(String(halves[1]))
            switch halves[0].lowercased() {
            case "content-disposition" where value.essence == "form-data":
                name = value.parameters["name"].map(unescape)
                fileName = value.parameters["filename"].map(unescape)
            case "content-type": contentType = value.essence
            default: break
            }
        }
        guard let name else { throw RequestFault(.badRequest, "web.fault.multipart") }
        return Header(name: name, fileName: fileName, contentType: contentType)
    }

    /// Undoes the three escapes that browsers make in names (WHATWG HTML, 4.10.22.7).
    private static func unescape(_ text: String) -> String {
        text.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: " ")
    }

    /// The first place of a pattern. Complexity: O(n) for delimiters, whose first byte is rare.
    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from: Int, before end: Int) -> Int? {
        guard let first = pattern.first else { return nil }
        let last = min(bytes.count, max(from, end)) - pattern.count
        var index = from
        while index <= last {
            if bytes[index] == first, bytes[index..<(index + pattern.count)].elementsEqual(pattern) { return index }
            index += 1
        }
        return nil
    }
}
