/// The XML namespaces of Office Open XML (ISO/IEC 29500), transitional and strict.
enum OfficeNamespace {
    static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    static let sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relationshipAttribute = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    static let contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
    static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    static let math = "http://schemas.openxmlformats.org/officeDocument/2006/math"

    private static let transitional = [
        "http://purl.oclc.org/ooxml/wordprocessingml/main": word,
        "http://purl.oclc.org/ooxml/spreadsheetml/main": sheet,
        "http://purl.oclc.org/ooxml/officeDocument/relationships": relationshipAttribute,
        "http://purl.oclc.org/ooxml/officeDocument/math": math,
    ]

    /// The transitional name of a namespace, so that both flavours are read by one code.
    static func canonical(_ namespace: String) -> String {
        transitional[namespace] ?? namespace
    }
}
